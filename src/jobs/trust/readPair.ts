import type { Matrix } from '../../linalg/matrix';
import type { Resources } from '../../protocol/resources';
import { turnedSquare } from '../../similarity/trust/heldSide';
import type { SamplesWanted } from '../../similarity/samples/sideSamples';
import type { Notice } from '../../facts/reportParts';
import type { SideName } from '../../similarity/routes/rowPasses';
import { neuronsOf, samplesOf, type FilePair } from '../passes/filePair';
import { planTrust } from './planTrust';
import { readSamples, shared } from './readSamples';
import { samplesToHold, usableSamples } from './samplesToHold';

/** Both sides of a pair in shared memory. */
export interface PairInMemory {
  /** Samples x neurons; samples x samples for a side with more neurons than that, but where a measure asks for the rows themselves, or as they are. */
  data: Record<SideName, Matrix>;
  /** Unit roundoff of these as they were stored; 0 where rounding was taken out of them already. */
  units: Record<SideName, number>;
  names: Record<SideName, string>;
  rowsPerSample: number;
  /** Samples held, each of so many rows. */
  samples: number;
  workers: number;
  notices: Notice[];
}

/** What samples are held for, beside what is known of them. */
interface HeldFor {
  /** One byte for each row, 0 for those that are left out on both sides (whole samples, where one has several rows); undefined when none is. */
  mask: Uint8Array | undefined;
  rowsPerSample: number;
  seed: number;
  /** See planTrust. */
  passes: number;
  apart: boolean;
  asked: SamplesWanted | undefined;
}

/**
 * Reads a pair into memory: all of its samples, or as many as fit the budget, drawn from the seed. @throws LensError `memory-budget`; TooFewSamplesError; errors of reading.
 */
export async function readPair(
  pair: FilePair,
  { mask, rowsPerSample, seed, passes, apart, asked }: HeldFor,
  resources: Resources,
): Promise<PairInMemory> {
  const usable = usableSamples(pair, mask, rowsPerSample);
  const [p, q] = [neuronsOf(pair.a), neuronsOf(pair.b)];
  const size = { names: pair.names, samples: usable.length, rowsPerSample, p, q, apart, asked };
  const plan = planTrust(size, passes, resources);
  const held = samplesToHold(usable, plan.samples, { rows: samplesOf(pair.a), rowsPerSample, seed });
  const read = async (side: SideName): Promise<Matrix> => {
    const X = await readSamples(pair[side], held.mask);
    if (X.columns <= X.rows || asked?.rows || asked?.profile) return X;
    units[side] = 0;
    return shared(turnedSquare(X, pair.names[side], pair[side].unit));
  };
  const units = { a: pair.a.unit, b: pair.b.unit };
  const data = { a: await read('a'), b: await read('b') };
  const { samples, notices } = held;
  return { data, units, names: pair.names, rowsPerSample, samples, workers: plan.workers, notices };
}
