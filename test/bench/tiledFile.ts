import { seededRandom } from '../../src/linalg/random';
import { activationBlocks, type Activations } from './activations';
import { inputFile } from './data';

/** How a file holds its values: samples x neurons, or neurons x samples, both in C order. */
export type Layout = 'samples' | 'neurons';

/**
 * Path of a file of very many samples: one block of activations again and again, each time with its rows scaled anew by 0.8 to 1.2, as
 * drawing gigabytes would take longer than comparing them. The values are the same in both layouts.
 */
export function tiledFile(activations: Activations, layout: Layout, blockRows = 20_000): string {
  const { samples, neurons, seed } = activations;
  const name = `tiled-${samples}x${neurons}-${seed}-${layout}.npy`;
  const shape: [number, number] = layout === 'samples' ? [samples, neurons] : [neurons, samples];
  return inputFile(name, shape, () => {
    const rows = Math.min(blockRows, samples);
    const block = activationBlocks({ samples: rows, neurons, seed }, rows).next().value as Float32Array;
    const random = seededRandom(seed + 500);
    const gains = Float32Array.from({ length: samples }, () => random.between(0.8, 1.2));
    return layout === 'samples' ? tiles(block, gains, neurons) : lines(block, gains, neurons);
  });
}

function* tiles(block: Float32Array, gains: Float32Array, neurons: number): Generator<Float32Array> {
  const rows = block.length / neurons;
  for (let first = 0; first < gains.length; first += rows) {
    const tile = block.slice(0, neurons * Math.min(rows, gains.length - first));
    for (let i = 0, at = 0; at < tile.length; i++) {
      const gain = gains[first + i]!;
      for (const end = at + neurons; at < end; at++) tile[at]! *= gain;
    }
    yield tile;
  }
}

function* lines(block: Float32Array, gains: Float32Array, neurons: number): Generator<Float32Array> {
  const rows = block.length / neurons;
  for (let neuron = 0; neuron < neurons; neuron++) {
    const column = Float32Array.from({ length: rows }, (_, i) => block[i * neurons + neuron]!);
    yield gains.map((gain, i) => gain * column[i % rows]!);
  }
}
