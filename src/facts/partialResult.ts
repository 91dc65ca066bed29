import type { MatrixResult } from './analyses/matrix';
import { count, counted } from './numbers';
import type { Notice } from './reportParts';

/** The code of the remark that a result was stopped before all of its pairs were computed. */
export const stoppedEarly = 'stopped-early';

/** How many pairs of a matrix have a score, and how many there are: each pair of a square once. */
export function pairsComputed({ values, measure, square, rows, columns }: MatrixResult): { done: number; all: number } {
  let [done, all] = [0, 0];
  rows.forEach((_, i) => {
    for (let j = square ? i : 0; j < columns.length; j++) {
      all++;
      if ((values[measure]?.[i]?.[j] ?? null) !== null) done++;
    }
  });
  return { done, all };
}

/** A matrix that was stopped, which says so wherever it goes; undefined where nothing of it was computed. */
export function stoppedResult(partial: MatrixResult): MatrixResult | undefined {
  const { done, all } = pairsComputed(partial);
  if (done === 0) return undefined;
  const message = `Stopped after ${count(done)} of ${counted(all, 'pair')}: this is a part of the result, and the cells of the others are empty.`;
  const notice: Notice = { code: stoppedEarly, message };
  return { ...partial, warnings: [notice, ...partial.warnings] };
}
