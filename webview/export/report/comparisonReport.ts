import { pairReading } from '../../../src/facts/pairReading';
import { calibratedConvention, shortCalibration } from '../../../src/facts/calibratedWords';
import { count, counted, score, shape } from '../../../src/facts/numbers';
import { recipeText } from '../../../src/facts/recipe';
import type { ComparisonReport } from '../../../src/facts/report';
import type { SideReport } from '../../../src/facts/reportParts';
import { covarianceFigure } from '../../charts/covarianceFigure';
import { spectrumFigure } from '../../charts/spectrumFigure';
import { varianceFigure } from '../../charts/varianceFigure';
import { weightsFigure } from '../../charts/weightsFigure';
import { lightPalette } from '../../theme';
import { routeText } from '../../views/routeLine';
import { baselineConvention } from '../../words/conventions';
import { baselineText, scoreRows } from '../../words/scoreRows';
import { figureHtml } from './reportFigures';
import { factsHtml, noticesHtml, sectionHtml, tableHtml } from './reportHtml';
import { optionsHtml } from './reportOptions';
import { reportPage } from './reportPage';
import { shownSides } from './shownFile';

function sideFacts(name: string, side: SideReport): [string, string] {
  const read = side.recipe ? recipeText(side.recipe, true) : `${side.transposed ? 'columns' : 'rows'} are samples`;
  const rest = [
    `${shape(side.shape)} ${side.dtype}`,
    read,
    `${counted(side.samples, 'sample')} × ${counted(side.features, 'neuron')}`,
    `rank ${count(side.rank)}`,
    side.roundingDimensions ? `${count(side.roundingDimensions)} of rounding` : '',
    side.dropped.length > 0 ? `${counted(side.dropped.length, 'neuron')} dropped` : '',
  ];
  return [name, rest.filter((part) => part !== '').join('; ')];
}

/**
 * The page that shows a comparison without VS Code: the sentence, scores with their conventions and chance levels, figures, remarks, options and files.
 * @param names of both sides as people know them.
 */
export function comparisonReport(report: ComparisonReport, names: readonly string[], date: Date): string {
  const [a, b] = shownSides(names[0] ?? report.a.path, names[1] ?? report.b.path);
  const rows = scoreRows(report);
  const { calibrate } = report.options;
  const calibrated = calibrate !== undefined && rows.some((row) => row.calibrated);
  const scores = tableHtml({
    caption: `Unrelated: ${baselineConvention}${calibrated ? ` Calibrated: ${calibratedConvention(calibrate)}` : ''}`,
    head: ['Measure', 'Value', 'Unrelated', ...(calibrated ? ['Calibrated'] : []), 'Reading', 'Convention'],
    rows: rows.map((row) => {
      const marks = row.marks.length > 0 ? ` (${row.marks.join(', ')})` : '';
      const held = calibrated ? [row.calibrated ? shortCalibration(row.calibrated) : ''] : [];
      const words = [row.reading, row.skipped ? '' : row.convention];
      return [row.label + marks, score(row.value), baselineText(row), ...held, ...words];
    }),
  });
  const figures = [spectrumFigure, varianceFigure, weightsFigure, covarianceFigure].flatMap(
    (make) => make(report, lightPalette) ?? [],
  );
  return reportPage({
    title: `${a} ↔ ${b}`,
    reading: pairReading(report),
    about: `Comparison of two arrays over ${count(report.samples)} samples.`,
    date,
    parts: [
      noticesHtml(report.warnings.map(({ message }) => message)),
      sectionHtml('Scores', scores),
      sectionHtml('Figures', ...figures.map(figureHtml)),
      sectionHtml('Files', factsHtml([sideFacts(`a: ${a}`, report.a), sideFacts(`b: ${b}`, report.b)])),
      sectionHtml('Options', optionsHtml(report.options)),
      sectionHtml('How it was computed', factsHtml([['Route', routeText(report)]])),
    ],
  });
}
