import { matrixMeasures, type MatrixMeasure, type MatrixOutcome } from '../protocol/worker';
import type { MeasureName } from '../similarity/options';
import { parseCommand, wordOption } from './arguments';
import { compareTexts, optionsFrom, resourcesFrom } from './compareOptions';
import { runHere } from './runHere';

const flags = ['drop-nonfinite', 'json'];
const texts = [...compareTexts, 'measure', 'as'];

/** The blocks of a comparison that a single score needs. */
const blockOf: Record<MatrixMeasure, MeasureName> = {
  cca: 'cca',
  ccaThresholded: 'cca',
  ccaSquared: 'cca',
  svcca: 'svcca',
  pwcca: 'pwcca',
  cka: 'cka',
  ckaDebiased: 'cka',
  procrustes: 'procrustes',
  procrustesDistance: 'procrustes',
};

/** `cca-lens matrix`: all pairs of files, as tables or JSON; of one measure with --measure, else of all. @throws LensError. */
export async function matrixCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, flags, texts, { count: 2, what: 'two files or more', orMore: true });
  const as = wordOption(values, 'as', ['bfloat16']);
  const measure = wordOption(values, 'measure', matrixMeasures);
  const options = optionsFrom(values);
  const outcome = await runHere('matrix', {
    arrays: files.map((path) => ({ path, as })),
    options: measure ? { ...options, measures: [blockOf[measure]] } : options,
    resources: resourcesFrom(values),
  });
  if (values.json)
    return JSON.stringify(measure ? { ...outcome, measure, values: outcome.values[measure] } : outcome, null, 1);
  return matrixText(outcome, measure ? [measure] : matrixMeasures);
}

function matrixText(outcome: MatrixOutcome, measures: readonly MatrixMeasure[]): string {
  const lines = [`${outcome.paths.length} files, ${outcome.samples} samples; rows and columns in this order:`];
  outcome.paths.forEach((path, i) => lines.push(`  ${i + 1}. ${path}`));
  for (const measure of measures) {
    const rows = outcome.values[measure];
    if (rows.every((row) => row.every((value) => value === null))) continue;
    lines.push('', measure);
    for (const row of rows)
      lines.push(row.map((value) => (value === null ? '-' : value.toFixed(4)).padStart(8)).join(''));
  }
  for (const { message } of outcome.warnings) lines.push('', message);
  for (const message of new Set(outcome.refused.map(({ message }) => message))) lines.push('', message);
  return lines.join('\n');
}
