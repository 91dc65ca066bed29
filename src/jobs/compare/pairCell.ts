import type { PairCell } from '../../analysis/pairs/pairScores';
import { LensError } from '../../facts/errors';
import { factorPair } from '../../similarity/routes/factorPair';
import { measurePair } from '../../similarity/measures/measures';
import type { CompareOptions } from '../../facts/options';
import type { KnownSides } from '../../similarity/routes/primalRoute';
import type { Notice } from '../../facts/reportParts';
import { describeError } from '../describeError';
import { filePasses } from '../passes/filePasses';
import type { FilePair } from '../passes/filePair';
import { sidesOf } from '../passes/roundedValues';
import { tellingWhy } from '../passes/tellingWhy';
import { passesHere } from '../passes/passExecutor';
import { perhapsReordered } from './perhapsReordered';
import { scoresOfPair } from './scoresOfPair';

/** A pair of a set of files, with what is known of its sides. */
export interface CellSpec {
  pair: FilePair;
  known: KnownSides;
  options: CompareOptions;
  /** What is said of the samples of its sides. */
  remarks: Notice[];
}

/** One pair in this thread: one pass for its product (none for a file against itself), and its measures. A pair that is refused says why. */
export async function pairCell({ pair, known, options, remarks }: CellSpec): Promise<PairCell> {
  try {
    const passes = filePasses(pair, passesHere, () => undefined);
    const factors = await factorPair(passes, pair.names, { known });
    const measured = measurePair(factors, options);
    const scored = scoresOfPair(factors, measured);
    const notices = [...measured.warnings, ...remarks];
    return {
      ...scored,
      notices,
      ...(perhapsReordered(factors, scored.scores, notices) ? { perhapsReordered: true } : {}),
    };
  } catch (thrown) {
    const error = await tellingWhy(thrown, sidesOf(pair));
    if (error instanceof LensError && error.code !== 'file-changed') return { error: describeError(error) };
    throw error;
  }
}
