import { parseArgs, type ParseArgsConfig } from 'node:util';
import { LensError } from '../facts/errors';
import { takes, type NumberOption } from '../facts/numberOptions';

/** Options by name: a text, or true for a flag. */
export type OptionValues = Record<string, string | boolean | undefined>;

/** The positional arguments and options of a command line. @throws LensError `usage` for an unknown option or a wrong number of files. */
export function parseCommand(
  args: string[],
  flags: readonly string[],
  texts: readonly string[],
  files: { count: number; what: string; orMore?: boolean },
): { files: string[]; values: OptionValues } {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const flag of flags) options[flag] = { type: 'boolean' };
  for (const text of texts) options[text] = { type: 'string' };
  const { positionals, values } = parsed(args.map(spelledOut), options);
  const enough = files.orMore ? positionals.length >= files.count : positionals.length === files.count;
  if (!enough)
    throw new LensError('usage', `Expected ${files.what}, found ${positionals.length} (--help explains the commands).`);
  return { files: positionals, values };
}

/** Options that may stand without a value, and what they then mean. */
const usual: Record<string, string> = { '--native': '--native=auto' };

function spelledOut(arg: string): string {
  return usual[arg] ?? arg;
}

function parsed(
  args: string[],
  options: NonNullable<ParseArgsConfig['options']>,
): { positionals: string[]; values: OptionValues } {
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
    return { positionals, values: values as OptionValues };
  } catch (error) {
    // The first sentence of Node's message names the option; the rest advises on quoting.
    const message = error instanceof Error ? (error.message.split(/\.\s/)[0] ?? '') : String(error);
    throw new LensError('usage', `${message.replace(/\.$/, '')} (--help lists the options).`);
  }
}

/** A number of the command line, undefined when the option is absent. @throws LensError `usage` when it is none that the option takes. */
export function numberOption(values: OptionValues, name: string, option: NumberOption): number | undefined {
  const text = values[name];
  if (typeof text !== 'string') return undefined;
  const value = Number(text);
  if (text.trim() === '' || !takes(option, value))
    throw new LensError('usage', `--${name} takes ${option.needed}, not "${text}".`);
  return value;
}

/** One word of a list, undefined when the option is absent. @throws LensError `usage` for any other. */
export function wordOption<W extends string>(values: OptionValues, name: string, words: readonly W[]): W | undefined {
  const text = values[name];
  if (typeof text !== 'string') return undefined;
  const found = words.find((word) => word === text);
  if (found === undefined) throw new LensError('usage', `--${name} takes ${words.join(' or ')}, not "${text}".`);
  return found;
}
