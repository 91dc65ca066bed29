import { LensError } from '../facts/errors';
import { parseCommand, wordOption } from './arguments';
import { asFrom, asText } from './asChoice';
import { printable } from './printable';
import { runHere } from './runHere';

/** `cca-lens convert`: writes a plain .npy and says what it wrote. @throws LensError. */
export async function convertCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, ['force', 'json'], ['dtype', 'rows', asText], {
    count: 2,
    what: 'two files, IN and OUT.npy',
  });
  const [path, to] = files as [string, string];
  const written = await runHere('convert', {
    from: { path, as: asFrom(values) },
    to,
    dtype: wordOption(values, 'dtype', ['f8', 'f4']) ?? 'f8',
    rows: rowRange(values.rows),
    force: values.force === true,
  });
  if (values.json) return JSON.stringify(written);
  const warnings = printable(written.warnings).map(({ message }) => `\n! ${message}`);
  return `${printable(to)}: shape (${written.shape.join(', ')})${warnings.join('')}`;
}

function rowRange(text: string | boolean | undefined): [number, number] | undefined {
  if (typeof text !== 'string') return undefined;
  const match = /^(\d+):(\d+)$/.exec(text);
  if (!match)
    throw new LensError('usage', `--rows takes A:B, the first row and the one after the last, not "${text}".`);
  return [Number(match[1]), Number(match[2])];
}
