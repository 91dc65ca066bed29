import type { MatrixResult } from '../../../src/facts/analyses/matrix';
import type { ScoreName } from '../../../src/facts/measures';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { noticesOf } from '../../../src/facts/noticesOf';
import { count, counted } from '../../../src/facts/numbers';
import { stoppedEarly } from '../../../src/facts/partialResult';
import { standingIn } from '../../../src/facts/standingIn';
import { wholeScale } from '../../../src/facts/measures/scoreScale';
import { arraysAxis } from '../../state/heatAxes';
import { orderedMatrix, presentMeasures } from '../../state/matrixCells';
import { directedWords } from '../../words/directedWords';
import { standingText } from '../../words/standingMark';
import { calibratedTable, calibrationHtml } from './calibrationParts';
import { heatHtml } from './reportFigures';
import { factsHtml, foldHtml, noticesHtml, sectionHtml, tableHtml } from './reportHtml';
import { unrelatedFacts } from './unrelatedFacts';

/** Cells that the matrices of a report have together at most, beside its first: others are left to the CSV. */
const mostCells = 40_000;

/** The matrices of a result, that of its own score first: each as a heat map with its convention, and as numbers. */
export function matrixParts(result: MatrixResult): string[] {
  const { measure, rows, columns } = result;
  const all = [measure, ...presentMeasures(result).filter((one) => one !== measure)];
  const room = Math.max(1, Math.floor(mostCells / Math.max(1, rows.length * columns.length)));
  const left = all.length - room;
  return [
    sectionHtml(scoreFacts(measure).label, ...matrixOf(result, measure)),
    sectionHtml(
      'Other scores',
      ...all.slice(1, room).map((one) => foldHtml(scoreFacts(one).label, ...matrixOf(result, one))),
    ),
    left > 0
      ? noticesHtml([`${counted(left, 'other score')} of so many pairs are left out here; the CSV has all.`])
      : '',
  ];
}

function matrixOf(result: MatrixResult, measure: ScoreName): string[] {
  const facts = scoreFacts(measure);
  const { label, convention, distance } = facts;
  const { rows, columns } = result;
  const cells = orderedMatrix(result, measure, 'given');
  const standing = standingIn(result.atChance?.[measure], result.saturated?.[measure]);
  const held = result.calibrated?.measure === measure ? result.calibrated : undefined;
  const heat = {
    ...cells,
    rows: rows.map(({ name }) => name),
    columns: columns.map(({ name }) => name),
    axes: { rows: arraysAxis(rows, 'a'), columns: arraysAxis(columns, 'b') },
    scale: wholeScale(facts),
    caption: `${directedWords(facts)}${distance ? 'A distance: bright is alike.' : ''}`.trim(),
    missing: result.warnings.some(({ code }) => code === stoppedEarly) ? 'not computed' : 'not defined',
    quantity: label,
  };
  const of = `${label} of ${counted(rows.length, 'layer')} with ${result.square ? 'each other' : counted(columns.length, 'layer')}`;
  return [
    factsHtml([['Convention', convention], ...unrelatedFacts(result.nulls?.[measure], measure)]),
    noticesHtml(
      noticesOf(
        result.warnings.filter(({ byScore }) => byScore),
        measure,
      ).map(({ message }) => message),
    ),
    heatHtml(heat, of, `${of}.`),
    tableHtml({
      caption: `${of}: a in rows, b in columns (${count(rows.length * columns.length)} cells)`,
      head: ['a \\ b', ...heat.columns],
      rows: cells.values.map((values, row) => [
        heat.rows[row],
        ...values.map((value, column) => standingText(value, standing(row, column))),
      ]),
    }),
    ...(held ? [calibratedTable(`${of}, calibrated`, 'a \\ b', heat, held)] : []),
    ...(held ? calibrationHtml(result) : []),
  ];
}
