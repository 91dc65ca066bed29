/** Samples of a block of Gramians, in its rows and in its columns: sums are taken block by block. */
export const blockSamples = 64;

/** Most bands of a Gramian, each a piece of work of its own. */
const mostBands = 8;

/** Most layers that are multiplied at once: every band has sums of each two of them. */
const mostLayers = 512;

/**
 * Bands of rows of a symmetric samples x samples matrix, whose parts on and right of the diagonal are of about equal size: where they begin and end, [0, ..,
 * samples], at whole blocks. The number of samples alone decides.
 */
export function gramianBands(samples: number): number[] {
  const blocks = Math.ceil(samples / blockSamples);
  const bands = Math.min(mostBands, blocks);
  const cuts = [0];
  for (let band = 1; band < bands; band++) {
    const end = Math.round(blocks * (1 - Math.sqrt(1 - band / bands)));
    if (end * blockSamples > cuts[cuts.length - 1]!) cuts.push(end * blockSamples);
  }
  return [...cuts, samples];
}

/**
 * Multiplications for the products ||X'Y||^2 of each two of some layers of one number of samples by way of their Gramians, and for those of `pairs` (places in
 * `neurons`) one by one. All at once pays where there are many layers of few samples; of
 * more than 512 it is not done, whatever it takes.
 */
export function gramianWork(
  samples: number,
  neurons: readonly number[],
  pairs: readonly (readonly [number, number])[],
): { together: number; alone: number } {
  const all = neurons.reduce((sum, width) => sum + width, 0);
  const together =
    neurons.length > mostLayers ? Infinity : (samples ** 2 / 2) * all + (neurons.length ** 2 / 2) * (samples ** 2 / 2);
  const alone = pairs.reduce((sum, [i, j]) => sum + (i === j ? 0 : samples * neurons[i]! * neurons[j]!), 0);
  return { together, alone };
}
