import type { MatrixCalibrated, MatrixResult } from '../../facts/analyses/matrix';
import type { ArrayLabel } from '../../facts/analyses/resultParts';
import { bestSentence } from '../../facts/bestOfManyWords';
import type { ScoreName } from '../../facts/measures';
import type { Notice } from '../../facts/reportParts';
import { arrayLabels } from '../pairs/arrayLabels';
import { atNull, orderNotices, reordered } from '../pairs/atNull';
import { calibratedMatrix } from './calibratedMatrix';
import { clusteredOrder } from './clusteredOrder';
import { matrixReading } from './matrixReading';
import type { MatrixPlan } from './matrixPlan';
import { nullCcaOf, resultBase, type PairOutcomes } from '../pairs/pairOutcomes';
import { turnedCell } from '../pairs/pairScores';
import { scoreOf, scoresOfCells } from '../pairs/scoreOf';
import { nullTables } from '../pairs/nullTables';
import { unclearCells } from '../pairs/unclearCells';

/**
 * The matrix of a plan from what there is of its pairs. `finished`: false leaves the clustered orders as given, and what it says out, since cells are missing,
 * and the tables of other scores than `measure` empty: what is shown of it while it runs is sent again and again.
 */
export function matrixResult(
  plan: MatrixPlan,
  outcomes: PairOutcomes,
  measure: ScoreName,
  finished = true,
): MatrixResult {
  const labels = arrayLabels(plan.arrays, outcomes.neurons);
  const [rows, columns] = [plan.rows.map((i) => labels[i]!), plan.columns.map((j) => labels[j]!)];
  const table = <T>(of: (pair: number, turned: boolean) => T): T[][] =>
    plan.cells.map((row) => row.map(({ pair, turned }) => of(pair, turned)));
  const cells = table((pair, turned) => (turned ? turnedCell(outcomes.cells[pair]) : outcomes.cells[pair]));
  const there = scoresOfCells(outcomes.cells, measure);
  const scores = finished ? there : [measure];
  const tableOf = (name: ScoreName): (number | null)[][] =>
    scores.includes(name) ? cells.map((row) => row.map((cell) => scoreOf(cell, name))) : [];
  const values = Object.fromEntries(there.map((name) => [name, tableOf(name)])) as MatrixResult['values'];
  const chance = chanceCells(plan, outcomes, rows, columns);
  const nulls = nullTables(cells, scores);
  const base = resultBase(plan, outcomes, chance.warnings);
  const { permuted } = outcomes;
  const calibrated =
    permuted && calibratedMatrix({ places: plan.cells, cells: outcomes.cells, square: plan.square }, permuted, measure);
  const { samples, warnings } = base;
  const read = { rows, columns, square: plan.square, samples, values, nulls, warnings, calibrated };
  return {
    analysis: 'matrix',
    ...base,
    measure,
    rows,
    columns,
    square: plan.square,
    ...(finished ? { reading: withBest(matrixReading(read, measure), calibrated, rows, columns) } : {}),
    values,
    nullCca: table((pair) => nullCcaOf(outcomes.cells[pair])),
    nulls,
    clustered: finished
      ? clusteredOrder(values[measure] ?? [], measure, plan.square)
      : { rows: plan.rows.map((_, i) => i), columns: plan.columns.map((_, j) => j) },
    atNull: chance.cells,
    ...unclearCells(cells, values, scores),
    ...(calibrated ? { calibrated } : {}),
  };
}

/** A reading behind what is said of the best of many layers. */
export function withBest(
  reading: string,
  calibrated: MatrixCalibrated | undefined,
  rows: readonly Pick<ArrayLabel, 'name'>[],
  columns: readonly Pick<ArrayLabel, 'name'>[],
): string {
  const [ofRows, ofColumns] = [rows, columns].map((labels) => labels.map(({ name }) => name)) as [string[], string[]];
  const best = calibrated ? bestSentence(calibrated, ofRows, ofColumns) : '';
  return [best, reading].filter((part) => part !== '').join(' ');
}

/** Pairs of layers of one width at the null; that the same layer of two networks is there is unlikely, unless their samples differ in order. */
function chanceCells(
  { cells }: MatrixPlan,
  outcomes: PairOutcomes,
  rows: readonly ArrayLabel[],
  columns: readonly ArrayLabel[],
): { cells: [number, number][]; warnings: Notice[] } {
  const found: [number, number][] = [];
  const suspect: string[] = [];
  cells.forEach((row, i) => {
    row.forEach(({ pair, turned }, j) => {
      const [a, b] = [rows[i]!, columns[j]!];
      if (a.neurons !== b.neurons || !atNull(outcomes.cells[pair])) return;
      found.push([i, j]);
      if (a.layer === b.layer && !turned && reordered(outcomes.cells[pair])) suspect.push(`${a.name} with ${b.name}`);
    });
  });
  return { cells: found, warnings: orderNotices('The same layer of two networks is', suspect) };
}
