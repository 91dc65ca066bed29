import { dirname, resolve } from 'node:path';
import { readSelection } from '../analysis/selection/selectionDocument';
import { readWhole } from '../jobs/files/readWhole';
import { parseCommand } from './arguments';
import { analysisCsv } from '../protocol/analysisCsv';
import { csvOutput } from './csvOutput';
import { requireOneFormat } from './oneFormat';
import { printable } from './printable';
import { resultText } from './resultText';
import { orderedAs, runSelection } from './scannedSelection';

/** `cca-lens run`: the analysis that a *.ccalens.json asks for, as text, CSV or the result document; its layers in the order of the document, or of --order. @throws LensError. */
export async function runCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, ['json', 'csv'], ['order', 'workers', 'memory', 'native', 'results'], {
    count: 1,
    what: 'one file, a selection FILE.ccalens.json',
  });
  requireOneFormat(values);
  const path = resolve(files[0]!);
  const selection = readSelection(await readWhole(path, 'selection', files[0]!), files[0]!, dirname(path));
  const arrays = await orderedAs(values, selection.arrays);
  const result = await runSelection({ ...selection, arrays }, [], values);
  if (values.json) return JSON.stringify(result, null, 1);
  return values.csv ? csvOutput(analysisCsv(result), result) : resultText(printable(result));
}
