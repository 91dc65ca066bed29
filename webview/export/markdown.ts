import { calibratedConvention, shortCalibration } from '../../src/facts/calibratedWords';
import type { ComparisonReport } from '../../src/facts/report';
import type { SideReport } from '../../src/facts/reportParts';
import { count, counted, score, shape } from '../../src/facts/numbers';
import { cutText } from './report/reportOptions';
import { recipeText } from '../../src/facts/recipe';
import { baselineText, scoreRows } from '../words/scoreRows';

/** Text inside a table cell: a bar or a line break would end it. */
function cell(text: string): string {
  return text.replace(/[\\|`*_<>[\]]/g, '\\$&').replace(/\s+/g, ' ');
}

function sideLine(letter: string, name: string, side: SideReport): string {
  const axis = side.recipe
    ? recipeText(side.recipe, true)
    : side.transposed
      ? 'columns are samples'
      : 'rows are samples';
  const dropped = side.dropped.length > 0 ? `, ${count(side.dropped.length)} dropped` : '';
  const rounding = side.roundingDimensions ? `, ${count(side.roundingDimensions)} of rounding` : '';
  const size = `${counted(side.samples, 'sample')} × ${counted(side.features, 'neuron')} (rank ${count(side.rank)}${rounding}${dropped})`;
  return `- **${letter}**: ${cell(name)}, ${shape(side.shape)} ${cell(side.dtype)}, ${axis}: ${size}`;
}

/** A comparison as Markdown for a note or an issue: both sides, remarks, and the table of scores with their conventions. */
export function comparisonMarkdown(report: ComparisonReport, names: readonly string[]): string {
  const [a = report.a.path, b = report.b.path] = names;
  const rows = scoreRows(report);
  const { calibrate } = report.options;
  const calibrated = calibrate !== undefined && rows.some((row) => row.calibrated);
  const table = rows.map((row) => {
    const marks = row.marks.length > 0 ? ` (${row.marks.join(', ')})` : '';
    const held = calibrated ? ` ${row.calibrated ? shortCalibration(row.calibrated) : ''} |` : '';
    return `| ${cell(row.label + marks)} | ${score(row.value)} | ${baselineText(row)} |${held} ${cell(row.reading)} |`;
  });
  const { epsilon, threshold } = report.options;
  const lines = [
    `### ${cell(a)} ↔ ${cell(b)}`,
    '',
    sideLine('a', a, report.a),
    sideLine('b', b, report.b),
    `- SVCCA cut: ${cutText(report.options)}; CCA epsilon: ${epsilon}; threshold: ${threshold}; route: ${report.route.name}`,
    ...report.warnings.map((warning) => `- ⚠ ${cell(warning.message)}`),
    '',
    `| Measure | Value | Unrelated data |${calibrated ? ' Calibrated |' : ''} Reading |`,
    `| --- | ---: | ---: |${calibrated ? ' ---: |' : ''} --- |`,
    ...table,
    '',
    '<details><summary>Conventions</summary>',
    '',
    ...(calibrated ? [`- **Calibrated**: ${cell(calibratedConvention(calibrate))}`] : []),
    ...rows.filter((row) => !row.skipped).map((row) => `- **${cell(row.label)}**: ${cell(row.convention)}`),
    '',
    '</details>',
  ];
  return `${lines.join('\n')}\n`;
}
