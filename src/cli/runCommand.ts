import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { readSelection } from '../analysis/selectionDocument';
import { LensError } from '../errors';
import { fileError } from '../jobs/fileErrors';
import type { AnalysisResult } from '../protocol/analysis';
import { parseCommand } from './arguments';
import { resourcesFrom } from './compareOptions';
import { csvOf, resultRows, tableOf } from './resultRows';
import { runHere } from './runHere';

/** `cca-lens run`: the analysis that a *.ccalens.json asks for, as a table, CSV or the result document. @throws LensError. */
export async function runCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, ['json', 'csv'], ['workers', 'memory'], {
    count: 1,
    what: 'one file, a selection FILE.ccalens.json',
  });
  if (values.json && values.csv) throw new LensError('usage', '--json and --csv exclude each other.');
  const path = resolve(files[0]!);
  const selection = readSelection(await readDocument(path, files[0]!), files[0]!, dirname(path));
  const result = await runHere('analyze', { selection, resources: resourcesFrom(values) });
  if (values.json) return JSON.stringify(result, null, 1);
  return values.csv ? csvOf(resultRows(result)) : resultText(result);
}

async function readDocument(path: string, name: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw fileError(error, name);
  }
}

function resultText(result: AnalysisResult): string {
  const lines = [tableOf(resultRows(result))];
  if (result.analysis === 'dynamics') {
    for (const { model, reading } of result.models) lines.push('', model === '' ? reading : `${model}: ${reading}`);
  }
  if (result.analysis === 'groups') lines.push('', result.reading);
  for (const { message } of result.warnings) lines.push('', message);
  for (const message of new Set(result.refused.map(({ message }) => message))) lines.push('', message);
  return lines.join('\n');
}
