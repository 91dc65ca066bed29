import { calibratedMatrix } from '../../analysis/matrix/calibratedMatrix';
import { nullTables } from '../../analysis/pairs/nullTables';
import { pairRemarks } from '../../analysis/pairs/pairRemarks';
import { scoreOf, scoresOfCells } from '../../analysis/pairs/scoreOf';
import { unclearCells } from '../../analysis/pairs/unclearCells';
import { usualScore } from '../../facts/measures/scores';
import type { Progress } from '../progress';
import type { MatrixOutcome, MatrixSpec } from '../../protocol/matrixJob';
import { fewNotice } from '../calibrate/calibratedReport';
import { permutePairs } from '../calibrate/permutePairs';
import { comparePairs } from './comparePairs';
import { plainEngine, type Engine } from '../engine';
import { openPairs } from '../arrays/openPairs';
import { turnedCell, type PairCell } from '../../analysis/pairs/pairScores';
import { chanceNotices, differingCounts, mostSamples } from './setNotices';
import { notDefined, requireSomething } from './whatIsLeft';
import { withMeasure } from './withMeasure';

/** Share of a run that is calibrated in which pairs are compared. */
export const comparingShare = 0.2;

/**
 * All pairs of a list of files, each pair once for both cells. A pair that is refused leaves its cells empty and says why.
 * @throws the refusals of opening, orientation and memory, those of single files, and the first of pairs when all are refused, as LensErrors.
 */
export async function compareMatrix(
  spec: MatrixSpec,
  progress: Progress,
  engine: Engine = plainEngine(),
): Promise<MatrixOutcome> {
  const { arrays, measure = usualScore, resources } = spec;
  const { calibrate } = spec.options;
  const options = calibrate ? withMeasure(spec.options, measure) : spec.options;
  const pairs = arrays.flatMap((_, i) => arrays.slice(i).map((_, offset): [number, number] => [i, i + offset]));
  const opened = await openPairs({ arrays, pairs, options, strict: true });
  const outcome = emptyOutcome(spec, mostSamples(opened), [...opened.notices, ...differingCounts(opened)]);
  const cells: (PairCell | undefined)[] = pairs.map(() => undefined);
  const onCell = (at: number, cell: PairCell): void => {
    cells[at] = cell;
    fill(outcome, pairs[at]!, cell);
  };
  const { timings, notices } = await comparePairs(
    opened,
    { options, resources },
    onCell,
    (phase, share) => progress(phase, (calibrate ? comparingShare : 1) * share),
    engine,
  );
  requireSomething(pairs, cells, options);
  const remarks = [...pairRemarks(pairs, cells, (array) => opened.names[array]!), ...notDefined(cells, options)];
  const warnings = [...outcome.warnings, ...notices, ...remarks, ...chanceNotices(opened, pairs, cells)];
  const table = arrays.map(() => new Array<PairCell | undefined>(arrays.length).fill(undefined));
  pairs.forEach(([i, j], at) => {
    table[j]![i] = turnedCell(cells[at]);
    table[i]![j] = cells[at];
  });
  const there = scoresOfCells(table.flat());
  const found = {
    ...outcome,
    nulls: nullTables(table, there),
    ...unclearCells(table, outcome.values, there),
    warnings,
    timings,
  };
  if (!calibrate) return found;
  const permuted = await permutePairs(
    opened,
    { cells, measure, options, resources, choice: calibrate },
    (phase, share) => progress(phase, comparingShare + (1 - comparingShare) * share),
    engine,
  );
  const placeOf = new Map(pairs.map(([i, j], at) => [`${i} ${j}`, at]));
  const places = arrays.map((_, i) =>
    arrays.map((__, j) => ({ pair: placeOf.get(`${Math.min(i, j)} ${Math.max(i, j)}`)!, turned: j < i })),
  );
  const calibrated = calibratedMatrix({ places, cells, square: true }, permuted, measure);
  const said = [...warnings, ...permuted.notices, ...fewNotice(calibrate)];
  return { ...found, calibrated, warnings: said, timings: { ...timings, total: performance.now() - opened.startedAt } };
}

function emptyOutcome(
  { arrays, options }: MatrixSpec,
  samples: number,
  warnings: MatrixOutcome['warnings'],
): MatrixOutcome {
  const values = Object.fromEntries(scoresOfCells([]).map((measure) => [measure, emptyTable(arrays.length)]));
  return {
    paths: arrays.map(({ path }) => path),
    samples,
    values: values as MatrixOutcome['values'],
    refused: [],
    warnings,
    options,
    timings: { start: 0, total: 0, firstCell: 0 },
  };
}

function emptyTable(arrays: number): (number | null)[][] {
  return Array.from({ length: arrays }, () => new Array<number | null>(arrays).fill(null));
}

function fill(outcome: MatrixOutcome, [i, j]: readonly [number, number], cell: PairCell): void {
  if ('error' in cell) {
    outcome.refused.push({ a: outcome.paths[i]!, b: outcome.paths[j]!, ...cell.error });
    return;
  }
  const turned = turnedCell(cell);
  for (const measure of scoresOfCells([cell])) {
    const table = (outcome.values[measure] ??= emptyTable(outcome.paths.length));
    table[j]![i] = scoreOf(turned, measure);
    table[i]![j] = scoreOf(cell, measure);
  }
}
