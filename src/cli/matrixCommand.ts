import { matrixMeasures, type MatrixMeasure, type MatrixOutcome } from '../protocol/worker';
import { matrixCsv } from './analysisCsv';
import { parseCommand, wordOption } from './arguments';
import { compareTexts, optionsFrom, resourcesFrom } from './compareOptions';
import { blockOf } from '../jobs/compare/blockOf';
import { requireOneFormat } from './oneFormat';
import { runHere } from './runHere';
import { tableText } from './tableText';

const flags = ['drop-nonfinite', 'json', 'csv'];
const texts = [...compareTexts, 'measures', 'measure', 'as'];

/** `cca-lens matrix`: all pairs of files, as tables, JSON or CSV; of one measure with --measure, else of all. @throws LensError. */
export async function matrixCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, flags, texts, { count: 2, what: 'two files or more', orMore: true });
  requireOneFormat(values);
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
  const computed = (measure ? [measure] : matrixMeasures).filter((name) =>
    outcome.values[name].some((row) => row.some((value) => value !== null)),
  );
  return values.csv ? matrixCsv(outcome, computed) : matrixText(outcome, computed);
}

function matrixText(outcome: MatrixOutcome, measures: readonly MatrixMeasure[]): string {
  const lines = [`${outcome.paths.length} files, ${outcome.samples} samples; rows and columns in this order:`];
  outcome.paths.forEach((path, i) => lines.push(`  ${i + 1}. ${path}`));
  for (const measure of measures) lines.push('', measure, ...tableText(outcome.values[measure]));
  for (const { message } of outcome.warnings) lines.push('', message);
  for (const message of new Set(outcome.refused.map(({ message }) => message))) lines.push('', message);
  return lines.join('\n');
}
