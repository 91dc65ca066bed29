import type { PairCell } from '../../analysis/pairs/pairScores';
import { LensError } from '../../errors';
import { factorPair } from '../../similarity/factorPair';
import { measurePair } from '../../similarity/measures';
import { nullBaseline } from '../../similarity/nullBaseline';
import type { CompareOptions } from '../../similarity/options';
import type { KnownSides } from '../../similarity/primalRoute';
import type { Notice } from '../../similarity/report';
import { describeError } from '../describeError';
import { filePasses, type FilePair } from '../passes/filePasses';
import { inThisThread } from '../pool/executor';

export type { PairCell, PairScores } from '../../analysis/pairs/pairScores';

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
    const passes = filePasses(pair, inThisThread, () => undefined);
    const factors = await factorPair(passes, pair.names, { known });
    const { cca, svcca, pwcca, cka, procrustes, null: unrelated, warnings } = measurePair(factors, options);
    const { samples, a, b } = factors;
    // Where CCA was not asked for, others are still read against its null.
    const defined = samples > Math.max(a.columns.length, b.columns.length);
    const nullCca = unrelated?.mean ?? (defined ? nullBaseline(samples, a.rank, b.rank).mean : null);
    return {
      scores: {
        cca: cca?.mean ?? null,
        ccaThresholded: cca?.thresholdedMean ?? null,
        ccaSquared: cca?.meanSquared ?? null,
        svcca: svcca?.mean ?? null,
        pwcca: pwcca ? { a: pwcca.a, b: pwcca.b, side: pwcca.side, tie: a.rank === b.rank } : null,
        cka: cka?.linear ?? null,
        ckaDebiased: cka?.debiased ?? null,
        procrustes: procrustes?.similarity ?? null,
        procrustesDistance: procrustes?.distance ?? null,
        nullCca,
        nullSvcca: svcca?.null.mean ?? null,
      },
      notices: [...warnings, ...remarks],
    };
  } catch (error) {
    if (error instanceof LensError && error.code !== 'file-changed') return { error: describeError(error) };
    throw error;
  }
}
