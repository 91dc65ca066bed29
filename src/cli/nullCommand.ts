import { LensError } from '../facts/errors';
import type { TrustOutcome, TrustRequest } from '../protocol/pairExtras';
import { scoreNames } from '../facts/measures/scores';
import { numberOptions } from '../facts/numberOptions';
import { trustParts } from '../facts/trustParts';
import { numberOption, parseCommand, wordOption, type OptionValues } from './arguments';
import { addressesOf, asText } from './asChoice';
import { compareFlags, compareTexts, optionsFrom, resourcesFrom } from './compareOptions';
import { csvOutput } from './csvOutput';
import { requireOneFormat } from './oneFormat';
import { printable } from './printable';
import { runHere } from './runHere';
import { trustCsv } from './trustCsv';
import { trustText } from './trustText';

const flags = [...compareFlags, 'json', 'csv', 'transpose-a', 'transpose-b', 'no-transpose-a', 'no-transpose-b'];
const texts = [...compareTexts, asText, 'measure', 'permutations', 'seed', 'wanted', 'blocks', 'level'];

/** `cca-lens null`: how far a score of a pair can be trusted, as text, JSON or CSV. @throws LensError. */
export async function nullCommand(args: string[]): Promise<string> {
  const { files, values } = parseCommand(args, flags, texts, { count: 2, what: 'two files' });
  requireOneFormat(values);
  const [a, b] = files as [string, string];
  const { addresses, notices } = await addressesOf(files, values);
  const request = requestFrom(values);
  const check = (asked: TrustRequest): Promise<TrustOutcome> =>
    runHere('trust', {
      a: addresses[0]!,
      b: addresses[1]!,
      options: optionsFrom(values),
      resources: resourcesFrom(values),
      request: asked,
    });
  const outcome = await check(request).catch(async (error: unknown) => {
    const undefinedCca = error instanceof LensError && error.code === 'too-few-samples';
    if (values.measure !== undefined || values.conv === 'dft' || !undefinedCca) throw error;
    // Nobody asked for CCA by name: what is defined is checked in its place, which is told.
    const instead = await check({ ...request, measure: 'svcca' });
    instead.notices.unshift({
      code: error.code,
      message: `${error.message} SVCCA was checked in its place (--measure).`,
    });
    return instead;
  });
  outcome.notices.push(...notices);
  if (values.json) return JSON.stringify({ a, b, ...outcome }, null, 2);
  return values.csv
    ? csvOutput(trustCsv(outcome), { warnings: outcome.notices })
    : trustText(printable({ a, b }), printable(outcome), request.level);
}

function requestFrom(values: OptionValues): TrustRequest {
  const chosen = (name: 'permutations' | 'seed' | 'blocks' | 'level'): number =>
    numberOption(values, name, numberOptions[name]) ?? numberOptions[name].usual;
  return {
    measure: wordOption(values, 'measure', scoreNames) ?? 'cca',
    wanted: wantedFrom(values.wanted),
    permutations: chosen('permutations'),
    seed: chosen('seed'),
    blocks: chosen('blocks'),
    level: chosen('level'),
  };
}

function wantedFrom(text: string | boolean | undefined): TrustRequest['wanted'] {
  if (typeof text !== 'string') return [...trustParts];
  const names = text.split(',').map((name) => name.trim());
  const strange = names.find((name) => !trustParts.some((part) => part === name));
  if (strange !== undefined)
    throw new LensError('usage', `--wanted takes a list of ${trustParts.join(', ')}, not "${strange}".`);
  return trustParts.filter((part) => names.includes(part));
}
