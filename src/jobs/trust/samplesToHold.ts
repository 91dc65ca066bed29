import { derivedSeed, seededRandom } from '../../linalg/random';
import { TooFewSamplesError } from '../../similarity/errors';
import type { Notice } from '../../facts/reportParts';
import { samplesOf, type FilePair } from '../passes/filePair';

/** Tells this generator's draws from others of the same seed. */
const stream = 5;

/** Which samples of a pair are held in memory. */
interface HeldSamples {
  samples: number;
  /** One byte for each row of the files, 1 for those that are held. */
  mask: Uint8Array;
  /** That samples were drawn, where those are not all. */
  notices: Notice[];
}

/**
 * Indices of the samples, of `rowsPerSample` rows each, that can take part: all, or, where rows are left out (0 in
 * `mask`), those that keep all of theirs.
 * @throws TooFewSamplesError when fewer than two can.
 */
export function usableSamples(pair: FilePair, mask: Uint8Array | undefined, rowsPerSample: number): Uint32Array {
  const samples = samplesOf(pair.a) / rowsPerSample;
  const all = Uint32Array.from({ length: samples }, (_, i) => i);
  if (!mask) return all;
  const usable = all.filter((i) =>
    mask.subarray(i * rowsPerSample, (i + 1) * rowsPerSample).every((flag) => flag === 1),
  );
  if (usable.length < 2)
    throw new TooFewSamplesError(
      'Fewer than two samples are free of NaN and infinite values on both sides in all of their rows.',
    );
  return usable;
}

/** So many of the usable samples of files of `rows` rows, drawn from the seed where those are not all. */
export function samplesToHold(
  usable: Uint32Array,
  count: number,
  { rows, rowsPerSample, seed }: { rows: number; rowsPerSample: number; seed: number },
): HeldSamples {
  const notices: Notice[] = [];
  let held = usable;
  if (count < usable.length) {
    const order = seededRandom(derivedSeed(seed, stream)).permutation(usable.length);
    held = Uint32Array.from(order.subarray(0, count), (i) => usable[i]!);
    const message = `${count.toLocaleString('en-US')} of ${usable.length.toLocaleString('en-US')} samples were drawn, as many as the memory budget holds: score, null distributions, interval and curve are of these.`;
    notices.push({ code: 'samples-drawn', message });
  }
  const mask = new Uint8Array(rows);
  for (const sample of held) mask.fill(1, sample * rowsPerSample, (sample + 1) * rowsPerSample);
  return { samples: held.length, mask, notices };
}
