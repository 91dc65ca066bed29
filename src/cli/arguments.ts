import { existsSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { LensError } from '../facts/errors';
import { takes, type NumberOption } from '../facts/numberOptions';
import { usualCalibration } from '../facts/options';

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
  const { positionals, values } = parsed(spelledOut(args, texts), options);
  const enough = files.orMore ? positionals.length >= files.count : positionals.length === files.count;
  if (!enough)
    throw new LensError('usage', `Expected ${files.what}, found ${positionals.length} (--help explains the commands).`);
  return { files: positionals, values };
}

/** Options that may stand without a value, and what they then mean; `number`: one that may follow as an argument of its own. */
const usual: Record<string, { meaning: string; number?: true }> = {
  '--follow': { meaning: '' },
  '--native': { meaning: 'auto' },
  '--calibrate': { meaning: String(usualCalibration.permutations), number: true },
};

/**
 * The arguments with their values written to options that may stand without, and to those of which a negative number would be taken for another option, so that
 * it is refused as what it is. Nothing behind `--` is an option.
 */
function spelledOut(args: readonly string[], texts: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]!;
    if (arg === '--') return [...found, ...args.slice(at)];
    const { meaning, number } = usual[arg] ?? {};
    const next = args[at + 1] ?? '';
    const negative = /^-[.\d]/.test(next);
    const given =
      meaning === undefined ? negative && texts.includes(arg.slice(2)) : number && (negative || meant(next));
    const value = given ? next : meaning;
    found.push(value === undefined ? arg : `${arg}=${value}`);
    if (given) at++;
  }
  return found;
}

/** Whether an argument is a number, or a word in the place of one: no option, and neither a path nor the name of something that is there. */
function meant(next: string): boolean {
  return /^[\d.]+$/.test(next) || (/^\w+$/.test(next) && !existsSync(next));
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
