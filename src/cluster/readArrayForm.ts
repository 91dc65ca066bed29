import { LensError } from '../facts/errors';
import { mostShards } from '../facts/shards';
import type { ArrayField, ArrayForm } from '../protocol/clusterPage';
import type { SlurmWishes } from './sbatchArguments';
import { schedulerTime, schedulerValue } from './schedulerValue';

/** What a form asks for; what is absent is that of the plan. */
export interface ArrayAsked {
  results: string;
  shards?: number;
  cpus?: number;
  memoryMib?: number;
  slurm: Partial<SlurmWishes>;
}

const numbers = {
  shards: { most: mostShards, least: 1 },
  cpus: { most: 1024, least: 1 },
  memory: { most: 2 ** 24, least: 64 },
  throttle: { most: mostShards, least: 1 },
} as const;

/** What a form of the page asks for, or what is wrong with its fields, each in a sentence. */
export function readArrayForm(
  form: ArrayForm,
): { asked: ArrayAsked; problems?: undefined } | { problems: Partial<Record<ArrayField, string>> } {
  const problems: Partial<Record<ArrayField, string>> = {};
  const read = <T>(field: ArrayField, value: (text: string) => T): T | undefined => {
    // Blanks alone: other characters that cannot be seen are told of.
    const text = form[field].replace(/^ +| +$/g, '');
    if (text === '') return undefined;
    try {
      return value(text);
    } catch (error) {
      if (!(error instanceof LensError)) throw error;
      problems[field] = error.message;
      return undefined;
    }
  };
  const number = (field: keyof typeof numbers) => read(field, (text) => wholeOf(text, numbers[field]));
  const results = read('results', folderOf);
  if (results === undefined) problems.results ??= 'Choose the folder in which results are kept.';
  const shards = number('shards');
  const cpus = number('cpus');
  const memoryMib = number('memory');
  const throttle = number('throttle');
  const partition = read('partition', (text) => schedulerValue('The partition', text));
  const account = read('account', (text) => schedulerValue('The account', text));
  const time = read('time', (text) => schedulerTime('The limit', text));
  if (Object.keys(problems).length > 0) return { problems };
  return {
    asked: {
      results: results!,
      ...(shards !== undefined && { shards }),
      ...(cpus !== undefined && { cpus }),
      ...(memoryMib !== undefined && { memoryMib }),
      slurm: {
        ...(partition !== undefined && { partition }),
        ...(account !== undefined && { account }),
        ...(time !== undefined && { time }),
        ...(throttle !== undefined && { throttle }),
      },
    },
  };
}

function folderOf(text: string): string {
  const path = schedulerValue('The folder', text);
  if (!path.startsWith('/') || path.includes('\\'))
    throw new LensError('usage', 'Enter a path that begins with / and has no backslash: Slurm takes no other.');
  return path.replace(/(?<=.)\/+$/, '');
}

function wholeOf(text: string, { least, most }: { least: number; most: number }): number {
  const value = Number(text);
  if (/^\d{1,9}$/.test(text) && value >= least && value <= most) return value;
  throw new LensError(
    'usage',
    `Enter a whole number from ${least} to ${most.toLocaleString('en-US')}, or nothing for that of the plan.`,
  );
}
