import type { Matrix } from '../../linalg/matrix';
import { derivedSeed, seededRandom } from '../../linalg/random';
import type { Resources } from '../../protocol/worker';
import { turnedSquare } from '../../similarity/heldSide';
import { TooFewSamplesError } from '../../similarity/errors';
import type { Notice } from '../../similarity/report';
import type { SideName } from '../../similarity/rowPasses';
import { neuronsOf, samplesOf, type FilePair } from '../passes/filePasses';
import { finiteSamples } from '../passes/finiteSamples';
import { planTrust } from './planTrust';
import { readSamples, shared } from './readSamples';

/** Both sides of a pair in shared memory. */
export interface ReadPair {
  /** Samples x neurons; samples x samples for a side with more neurons than that. */
  data: Record<SideName, Matrix>;
  names: Record<SideName, string>;
  rowsPerSample: number;
  /** Samples held, each of so many rows. */
  samples: number;
  workers: number;
  notices: Notice[];
}

/** Tells this generator's draws from others of the same seed. */
const stream = 5;

/**
 * Reads a pair into memory: all of its samples, or as many as fit the budget, drawn from the seed. `dropped`: samples that are not finite are left
 * out on both sides (whole samples, where one has several rows). @throws LensError `memory-budget`; TooFewSamplesError; errors of reading.
 */
export async function readPair(
  pair: FilePair,
  dropped: boolean,
  rowsPerSample: number,
  seed: number,
  passes: number,
  resources: Resources,
): Promise<ReadPair> {
  const usable = await usableSamples(pair, dropped, rowsPerSample);
  const size = { names: pair.names, samples: usable.length, rowsPerSample, p: neuronsOf(pair.a), q: neuronsOf(pair.b) };
  const plan = planTrust(size, passes, resources);
  const notices: Notice[] = [];
  let held = usable;
  if (plan.samples < usable.length) {
    const order = seededRandom(derivedSeed(seed, stream)).permutation(usable.length);
    held = Uint32Array.from(order.subarray(0, plan.samples), (i) => usable[i]!);
    const message = `${plan.samples.toLocaleString('en-US')} of ${usable.length.toLocaleString('en-US')} samples were drawn, as many as the memory budget holds: score, null distributions, interval and curve are of these.`;
    notices.push({ code: 'samples-drawn', message });
  }
  const mask = new Uint8Array(samplesOf(pair.a));
  for (const sample of held) mask.fill(1, sample * rowsPerSample, (sample + 1) * rowsPerSample);
  const read = async (side: SideName): Promise<Matrix> => {
    const X = await readSamples(pair[side], mask);
    return X.columns > X.rows ? shared(turnedSquare(X, pair.names[side])) : X;
  };
  const data = { a: await read('a'), b: await read('b') };
  return { data, names: pair.names, rowsPerSample, samples: held.length, workers: plan.workers, notices };
}

/** Indices of the samples whose rows all take part. */
async function usableSamples(pair: FilePair, dropped: boolean, rowsPerSample: number): Promise<Uint32Array> {
  const samples = samplesOf(pair.a) / rowsPerSample;
  const all = Uint32Array.from({ length: samples }, (_, i) => i);
  if (!dropped) return all;
  const { mask } = await finiteSamples(pair);
  const usable = all.filter((i) =>
    mask.subarray(i * rowsPerSample, (i + 1) * rowsPerSample).every((flag) => flag === 1),
  );
  if (usable.length < 2)
    throw new TooFewSamplesError(
      'Fewer than two samples are free of NaN and infinite values on both sides in all of their rows.',
    );
  return usable;
}
