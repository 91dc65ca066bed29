import type { ComparisonReport } from '../../src/facts/report';
import { counted, magnitude, percent } from '../../src/facts/numbers';
import type { Figure, Palette } from './figure';
import { counting, frame, line } from './frame';
import { numberTable } from './numberTable';

/** Below this share of the largest a singular value is rounding, and a logarithmic axis would be all rounding. */
const floor = 1e-12;

/** Values that span less than this are drawn on a linear axis: a logarithmic one might have no power of ten to name. */
const decade = 10;

/** The singular values of the cross-covariance (PLS) that are more than rounding, mostly on a logarithmic axis. Undefined where PLS is absent or all are 0. */
export function covarianceFigure(report: ComparisonReport, palette: Palette): Figure | undefined {
  const values = report.pls?.singularValues ?? [];
  const largest = values[0] ?? 0;
  if (!(largest > 0)) return undefined;
  const drawn = counting(values).filter(({ y }) => y > largest * floor);
  const squares = values.reduce((sum, value) => sum + (value / largest) ** 2, 0);
  const plan = {
    x: 'Component',
    y: 'Covariance',
    xTo: drawn.length,
    logarithmic: largest >= decade * drawn.at(-1)!.y,
    item: 'Component',
    write: magnitude,
  };
  return {
    id: 'pls',
    title: 'PLS singular values',
    label: `Singular values of the cross-covariance, ${counted(values.length, 'component')}, from ${magnitude(largest)} down to ${magnitude(values[values.length - 1])}.`,
    caption: `Shared covariance by component; the first holds ${percent(1 / squares)} of the squared total. Singular values of X′Y / (n − 1) in the units of both arrays: no score, and no level of unrelated data is given.`,
    config: frame([line('PLS', drawn, palette.foreground)], plan, palette),
    table: numberTable('Component', [{ head: 'Singular value', values }]),
  };
}
