import { derivedSeed, seededRandom } from '../../src/linalg/random';
import { bestOfMany, type CellScores } from '../../src/similarity/calibration/bestOfMany';
import { calibrated } from '../../src/similarity/calibration/calibrated';
import type { MeasureKernel } from '../../src/similarity/measures/kernel';
import { alpha, widthOf, type Cell, type matrixSizes } from './cells';
import { layer, pairOf } from './draws';
import { permutedPair, ready } from './permuted';

/** What draws of a cell come to by one score. */
export interface Count {
  score: string;
  draws: number;
  /** With p <= alpha. */
  clear: number;
  /** That have no p: the score is not defined. */
  without: number;
  /** Where nothing can stand above the permutations: all alike, or at the most that there is. */
  saturated: number;
}

/** How many of so many pairs of a cell are clear, by each score of a measure. */
export function countPairs(cell: Cell, kernel: MeasureKernel<unknown>, draws: number, related = false): Count[] {
  const counts = new Map<string, Count>();
  for (let draw = 0; draw < draws; draw++) {
    const { a, b } = pairOf(cell, draw, related);
    const seed = derivedSeed(cell.seed, draw, 2);
    for (const [id, [score = null, ...nulls]] of Object.entries(
      permutedPair(ready(a, kernel), ready(b, kernel), kernel, seed),
    ))
      add(counts, id, score === null ? undefined : calibrated(score, nulls, alpha));
  }
  return [...counts.values()];
}

/** How many of so many matrices of unrelated layers have a best of many that is clear, by each score of a measure. */
export function countMatrices(
  { set, n, layers, seed }: (typeof matrixSizes)[number],
  kernel: MeasureKernel<unknown>,
  draws: number,
): Count[] {
  const counts = new Map<string, Count>();
  for (let draw = 0; draw < draws; draw++) {
    const random = seededRandom(derivedSeed(seed, draw));
    const some = () =>
      Array.from({ length: layers }, (_, i) =>
        ready(layer(n, widthOf(i), i % 2 ? 'rectified' : 'gaussian', random), kernel),
      );
    const rows = some();
    const columns = set === 'one' ? rows : some();
    const cells = new Map<string, CellScores[]>();
    rows.forEach((a, i) =>
      columns.forEach((b, j) => {
        if (set === 'one' && j <= i) return;
        const found = permutedPair(a, b, kernel, derivedSeed(seed, draw, 2));
        for (const [id, [score = null, ...nulls]] of Object.entries(found))
          if (score !== null) cells.set(id, [...(cells.get(id) ?? []), { score, nulls }]);
      }),
    );
    for (const [id, all] of cells) add(counts, id, bestOfMany(all, alpha));
  }
  return [...counts.values()];
}

function add(counts: Map<string, Count>, score: string, found: ReturnType<typeof calibrated> | undefined): void {
  const count = counts.get(score) ?? { score, draws: 0, clear: 0, without: 0, saturated: 0 };
  counts.set(score, count);
  count.draws++;
  if (found?.p === undefined) count.without++;
  else if (found.p <= alpha) count.clear++;
  if (found?.p !== undefined && found.value === undefined) count.saturated++;
}
