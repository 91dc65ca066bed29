import { dirname, resolve } from 'node:path';
import { readSaved } from '../analysis/selection/savedDocument';
import { dynamicsFacts } from '../facts/analyses/dynamics';
import { comparisonCsv } from '../facts/comparisonCsv';
import { LensError } from '../facts/errors';
import { numberOptions } from '../facts/numberOptions';
import { readWhole } from '../jobs/files/readWhole';
import type { SavedComparison } from '../protocol/savedComparison';
import type { Selection } from '../protocol/selection';
import { beforeLongPairs, hereFlag } from './beforeLongWork';
import { numberOption, parseCommand, type OptionValues } from './arguments';
import { analysisCsv } from '../protocol/analysisCsv';
import { resourcesFrom } from './compareOptions';
import { csvOutput } from './csvOutput';
import { followHere, follows, followTexts } from './followHere';
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
  const texts = ['order', 'workers', 'memory', 'native', 'threshold', ...resultsTexts, ...followTexts];
  const { files, values } = parseCommand(args, ['json', 'csv', hereFlag, ...resultsFlags], texts, {
    count: 1,
    what: 'one file, a selection or a comparison FILE.ccalens.json',
  });
  requireOneFormat(values);
  const path = resolve(files[0]!);
  const saved = readSaved(await readWhole(path, 'selection', files[0]!), files[0]!, dirname(path));
  if (saved.kind === 'cca-lens-comparison') return runComparison(saved, files[0]!, values);
  const arrays = await orderedAs(values, saved.arrays);
  const selection = withThreshold({ ...saved, arrays }, values);
  const isFollowed = follows(values);
  const part = await shardAnswer(selection, values);
  if (part !== undefined) return part;
  const result = isFollowed ? await followHere(selection, values) : await runSelection(selection, [], values);
  if (values.json) return JSON.stringify(result, null, 1);
  return values.csv ? csvOutput(analysisCsv(result), result) : resultText(printable(result));
}

/** With the threshold at which layers count as settled, where one is given. @throws LensError `usage`. */
function withThreshold(selection: Selection, values: OptionValues): Selection {
  const threshold = numberOption(values, 'threshold', numberOptions.converged);
  if (threshold === undefined) return selection;
  if (selection.analysis !== 'dynamics')
    throw new LensError(
      'usage',
      `--threshold is of dynamics, and this is an analysis of ${selection.analysis}; leave it out.`,
    );
  return { ...selection, dynamics: { ...dynamicsFacts.choice.initial, ...selection.dynamics, threshold } };
}

async function runComparison({ a, b, options }: SavedComparison, name: string, values: OptionValues): Promise<string> {
  const others = ['order', 'threshold', ...resultsTexts, ...resultsFlags, ...followTexts];
  const [other] = others.filter((option) => values[option] !== undefined);
  if (other !== undefined) {
    const sentence = `--${other} is for documents of an analysis; ${name} is a comparison of two arrays: leave it out.`;
    throw new LensError('usage', sentence);
  }
  const spec = { a, b, options, resources: resourcesFrom(values) };
  await beforeLongPairs([spec.a, spec.b], spec, values);
  const { report } = await runHere('compare', spec);
  if (values.json) return JSON.stringify(report, null, 2);
  return values.csv ? csvOutput(comparisonCsv(report), report) : reportText(printable(report));
}
