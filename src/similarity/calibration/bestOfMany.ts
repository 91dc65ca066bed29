import { largestOf } from '../../facts/extremes';
import { calibrated, type Calibration } from './calibrated';

/** A cell among many: its score, and its scores under the permutations that all of them share; likenesses throughout, null where not defined. */
export interface CellScores {
  score: number;
  nulls: readonly (number | null)[];
}

/** The cell that stands highest above its own null median, calibrated as the best of many. */
export interface BestOfMany extends Calibration {
  /** Its place among the cells. */
  at: number;
  score: number;
  /** The median of its score and its permuted ones. */
  median: number;
  /** Cells that it is the best of. */
  cells: number;
}

/**
 * The maximum over cells, each less its own null median, calibrated by the same maximum of each permutation: looking for the best of many layers finds a high score
 * even where there is no relation, and null levels grow with width, so that without the medians the widest layers would be the null of all. The median is of all
 * K + 1 values of a cell, the observed one among them, so that observed and permuted are treated alike. The threshold is the median of the
 * best cell and that of the maximum: the score that it had to exceed; the value is calibrated by it as any score is.
 * Undefined where no cell has all of its scores. The first of equal cells is the best.
 * @param cells with the same permutations in the same order. @param alpha above 0 and below 1.
 */
export function bestOfMany(cells: readonly CellScores[], alpha: number): BestOfMany | undefined {
  const centred = cells.flatMap(({ score, nulls }, at) => {
    const known = nulls.filter((value) => value !== null);
    return known.length < nulls.length ? [] : [{ at, score, known, median: medianOf([score, ...known]) }];
  });
  const [first] = centred;
  if (!first) return undefined;
  const best = centred.reduce((x, y) => (y.score - y.median > x.score - x.median ? y : x));
  const highest = first.known.map((_, k) => largestOf(centred.map(({ known, median }) => known[k]! - median)));
  const inBest = highest.map((value) => value + best.median);
  const { at, score, median } = best;
  return { at, score, median, cells: centred.length, ...calibrated(score, inBest, alpha) };
}

/** The middle of some values, the mean of both where two are. */
function medianOf(values: number[]): number {
  const sorted = values.sort((x, y) => x - y);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
