import type { PairCell } from '../../analysis/pairs/pairScores';
import { LensError } from '../../facts/errors';
import { factorPair } from '../../similarity/routes/factorPair';
import { measurePair } from '../../similarity/measures/measures';
import type { CompareOptions } from '../../facts/options';
import { scoringOf, type MeasureKernels } from '../../similarity/measures/wanted';
import type { RowPasses, SideName } from '../../similarity/routes/rowPasses';
import type { PairSamples, SideSamples } from '../../similarity/samples/sideSamples';
import type { KnownSides } from '../../similarity/routes/primalRoute';
import type { Notice } from '../../facts/reportParts';
import { describeError } from '../describeError';
import { filePasses } from '../passes/filePasses';
import type { FilePair } from '../passes/filePair';
import { sidesOf } from '../passes/keptSide';
import { lostVariance } from '../passes/lostVariance';
import { tellingWhy } from '../passes/tellingWhy';
import { passesHere } from '../passes/passExecutor';
import { placedNotices } from './placedNotices';
import { perhapsReordered } from './perhapsReordered';
import { readSideSamples } from './readSideSamples';
import type { SamplesAsked } from '../samplesAsked';
import { scoresOfPair } from './scoresOfPair';

/** A pair of a set of files, with what is known of its sides. */
export interface CellSpec {
  pair: FilePair;
  known: KnownSides;
  options: CompareOptions;
  /** What is said of the samples of its sides. */
  remarks: Notice[];
  /** What measures ask of single samples, and of which sides that is known; absent where they ask nothing. */
  samples?: ({ asked: SamplesAsked } & Partial<PairSamples>) | undefined;
}

/**
 * One pair in this thread: one pass for its product (none for a file against itself), and its measures. A pair that is refused says why. `passes`: those
 * over its files, where some of what they sum is there already.
 */
export async function pairCell(
  { pair, known, options, remarks, samples }: CellSpec,
  kernels: MeasureKernels,
  passes: RowPasses = filePasses(pair, passesHere, () => undefined),
): Promise<PairCell> {
  try {
    const factors = await factorPair(passes, pair.names, { known });
    const scoring = scoringOf(options, kernels);
    const measured = measurePair(factors, options, samples && (await samplesOfCell(pair, samples)), scoring);
    const scored = scoresOfPair(factors, measured, kernels);
    const notices = placedNotices([...measured.warnings, ...remarks], pair);
    return {
      ...scored,
      notices,
      ...(perhapsReordered(factors, scored.scores, notices) ? { perhapsReordered: true } : {}),
    };
  } catch (thrown) {
    const error = await tellingWhy(thrown, sidesOf(pair), lostVariance);
    if (error instanceof LensError && error.code !== 'file-changed') return { error: describeError(error) };
    throw error;
  }
}

/** What is asked of the samples of both sides; what is not known of them is read in this thread. */
async function samplesOfCell(
  { names, mask, ...files }: FilePair,
  { asked, ...known }: CellSpec['samples'] & object,
): Promise<PairSamples> {
  const of = async (side: SideName): Promise<SideSamples> =>
    known[side] ?? readSideSamples({ identity: files[side], name: names[side], mask, asked });
  const a = await of('a');
  return { a, b: JSON.stringify(files.a) === JSON.stringify(files.b) ? a : await of('b') };
}
