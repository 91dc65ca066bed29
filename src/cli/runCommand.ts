import { dirname, resolve } from 'node:path';
import { readSaved } from '../analysis/selection/savedDocument';
import { comparisonCsv } from '../facts/comparisonCsv';
import { LensError } from '../facts/errors';
import { readWhole } from '../jobs/files/readWhole';
import type { SavedComparison } from '../protocol/savedComparison';
import { parseCommand, type OptionValues } from './arguments';
import { analysisCsv } from '../protocol/analysisCsv';
import { resourcesFrom } from './compareOptions';
import { csvOutput } from './csvOutput';
import { requireOneFormat } from './oneFormat';
import { printable } from './printable';
import { reportText } from './reportText';
import { resultText } from './resultText';
import { resultsFlags, resultsTexts } from './resultsPlace';
import { runHere } from './runHere';
import { shardAnswer } from './shardCommand';
import { orderedAs, runSelection } from './scannedSelection';

/**
 * `cca-lens run`: what a *.ccalens.json asks for, an analysis or the comparison of a pair, as text, CSV or the result document; the layers of an analysis in the
 * order of the document, or of --order. @throws LensError.
 */
export async function runCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(
    args,
    ['json', 'csv', ...resultsFlags],
    ['order', 'workers', 'memory', 'native', ...resultsTexts],
    {
      count: 1,
      what: 'one file, a selection or a comparison FILE.ccalens.json',
    },
  );
  requireOneFormat(values);
  const path = resolve(files[0]!);
  const saved = readSaved(await readWhole(path, 'selection', files[0]!), files[0]!, dirname(path));
  if (saved.kind === 'cca-lens-comparison') return runComparison(saved, files[0]!, values);
  const arrays = await orderedAs(values, saved.arrays);
  const selection = { ...saved, arrays };
  const part = await shardAnswer(selection, values);
  if (part !== undefined) return part;
  const result = await runSelection(selection, [], values);
  if (values.json) return JSON.stringify(result, null, 1);
  return values.csv ? csvOutput(analysisCsv(result), result) : resultText(printable(result));
}

async function runComparison({ a, b, options }: SavedComparison, name: string, values: OptionValues): Promise<string> {
  const [other] = ['order', ...resultsTexts, ...resultsFlags].filter((option) => values[option] !== undefined);
  if (other !== undefined) {
    const sentence = `--${other} is for documents of an analysis; ${name} is a comparison of two arrays: leave it out.`;
    throw new LensError('usage', sentence);
  }
  const { report } = await runHere('compare', { a, b, options, resources: resourcesFrom(values) });
  if (values.json) return JSON.stringify(report, null, 2);
  return values.csv ? csvOutput(comparisonCsv(report), report) : reportText(printable(report));
}
