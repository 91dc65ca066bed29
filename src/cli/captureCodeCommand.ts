import { captureFrameworks } from '../facts/capture';
import { writeWhole } from '../jobs/files/newFiles';
import { captureCode } from '../notebook/capture';
import { parseCommand, wordOption } from './arguments';
import { printable } from './printable';

/** `cca-lens capture-code`: Python that writes the layers of a model, or with --out what file it was written to. @throws LensError. */
export async function captureCodeCommand(args: string[]): Promise<string> {
  const { values } = parseCommand(args, ['force'], ['framework', 'out'], { count: 0, what: 'no file' });
  const ids = captureFrameworks.map(({ id }) => id);
  const code = captureCode(wordOption(values, 'framework', ids) ?? ids[0]!);
  const { out, force } = values;
  if (typeof out !== 'string') return code.trimEnd();
  const how = { force: force === true, inputs: [], otherwise: 'choose another name, or --force to replace it' };
  await writeWhole(out, how, (write) => write(code));
  return `${printable(out)}: edit the lines at its top, and run it with Python`;
}
