import { LensError } from '../facts/errors';
import { joinedWords } from '../facts/joinedWords';
import { mostShards, readShard, type Shard } from '../facts/shards';

/** Variables of a process by name, as process.env has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a scheduler tells the tasks of an array by. */
interface ArrayVariables {
  /** The number of the task, and that of the first task of an array of shards. */
  task: string;
  first: 0 | 1;
  /** What a task has beside it: half of them is none. */
  beside: readonly string[];
  /** Between which of those it lies. */
  range?: readonly [least: string, most: string];
  /** What stands in their place in a job that is no array. */
  none?: string;
}

const slurm = {
  task: 'SLURM_ARRAY_TASK_ID',
  first: 1,
  beside: ['JOB_ID', 'TASK_COUNT', 'TASK_MIN', 'TASK_MAX', 'TASK_STEP'].map((name) => `SLURM_ARRAY_${name}`),
  range: ['SLURM_ARRAY_TASK_MIN', 'SLURM_ARRAY_TASK_MAX'],
} as const satisfies ArrayVariables;

const schedulers: readonly ArrayVariables[] = [
  slurm,
  // Kubernetes: an Indexed Job.
  { task: 'JOB_COMPLETION_INDEX', first: 0, beside: [] },
  // PBS Pro and OpenPBS; Torque.
  { task: 'PBS_ARRAY_INDEX', first: 1, beside: ['PBS_ARRAY_ID'] },
  { task: 'PBS_ARRAYID', first: 1, beside: [] },
  {
    task: 'SGE_TASK_ID',
    first: 1,
    beside: ['SGE_TASK_FIRST', 'SGE_TASK_LAST', 'SGE_TASK_STEPSIZE'],
    range: ['SGE_TASK_FIRST', 'SGE_TASK_LAST'],
    none: 'undefined',
  },
  // LSF.
  { task: 'LSB_JOBINDEX', first: 1, beside: [], none: '0' },
];

/**
 * The shard that `--shard` asks for: `i/N`; `auto/N`, or `auto` with the count of a plan where there is one, that of the task of an array that the process is
 * (see `shardOfTask`). @throws LensError `usage` for any other text, and `shard-unclear`.
 */
export function shardAsked(text: string, environment: Environment, planned?: number): Shard {
  const given = readShard(text);
  if (given) return given;
  if (text === 'auto') return shardOfTask(environment, planned);
  const all = readShard(text.replace(/^auto\//, '1/'));
  if (!all || !text.startsWith('auto/')) {
    const most = mostShards.toLocaleString('en-US');
    const taken = `i/N, auto/N or auto, with i from 1 to N and N at most ${most}`;
    throw new LensError('usage', `--shard takes ${taken}, not "${text}".`);
  }
  return shardOfTask(environment, all.count);
}

/**
 * The shard of the task of an array that a process is, by the variables of its scheduler: of `count` shards where that is known (`auto/N`, a plan) the one of the
 * task's number, from 1, which for Kubernetes is its index and 1. Without a count that of Slurm's array counts, where the array is a whole range from 0 or 1
 * (`--array=3,7` is two tasks of nobody knows how many shards).
 * @throws LensError `shard-unclear`, which names variables and values, where they do not tell, tell of half an array, or contradict each other: never is a shard
 * guessed, or the whole taken for one.
 */
export function shardOfTask(environment: Environment, count?: number): Shard {
  const found = schedulers.filter((scheduler) => isTask(environment, scheduler));
  const [first] = found;
  if (!first) {
    const names = joinedWords(
      schedulers.map(({ task }) => task),
      'or',
    );
    throw unclear(`this is no task of an array: none of ${names} is set to one`);
  }
  const range = count === undefined ? wholeRange(environment) : undefined;
  const shards = found.map(({ task, first: from }) => {
    const start = task === slurm.task && range ? range.first : from;
    return { task, index: numberOf(environment, task) - start + 1 };
  });
  const { index } = shards[0]!;
  const other = shards.find((shard) => shard.index !== index);
  if (other)
    throw unclear(`${said(environment, [first.task, other.task])} tell of two shards, ${index} and ${other.index}`);
  const of = count ?? range?.count;
  if (of === undefined) throw withoutCount(environment, first);
  if (index < 1 || index > of || of > mostShards) throw outside(environment, first, of);
  return { index, count: of };
}

/** Whether the process is a task of an array of a scheduler. @throws LensError `shard-unclear` where that is half said. */
function isTask(environment: Environment, { task, beside, range, none }: ArrayVariables): boolean {
  const isSet = (name: string): boolean => environment[name] !== undefined && environment[name] !== none;
  const others = beside.filter(isSet);
  if (!isSet(task)) {
    if (others.length === 0) return false;
    const known = environment[task];
    throw unclear(
      `${said(environment, others)}, as in a task of an array, and ${known === undefined ? `${task} is not set` : said(environment, [task])}`,
    );
  }
  const number = numberOf(environment, task);
  if (range?.every(isSet)) {
    const [least, most] = range.map((name) => numberOf(environment, name)) as [number, number];
    if (number < least || number > most)
      throw unclear(`${said(environment, [task, ...range])}, which contradict each other`);
  }
  return true;
}

/** The shards of a Slurm array that is a whole range in steps of 1. */
function wholeRange(environment: Environment): { first: 0 | 1; count: number } | undefined {
  const names = ['MIN', 'MAX', 'STEP', 'COUNT'].map((name) => `SLURM_ARRAY_TASK_${name}`);
  if (names.some((name) => environment[name] === undefined)) return undefined;
  const [first, last, step, count] = names.map((name) => numberOf(environment, name)) as [
    number,
    number,
    number,
    number,
  ];
  return (first === 0 || first === 1) && step === 1 && count === last - first + 1 ? { first, count } : undefined;
}

/** @throws LensError `shard-unclear` for a variable that holds no whole number. */
function numberOf(environment: Environment, name: string): number {
  const text = environment[name] ?? '';
  if (!/^\d{1,15}$/.test(text)) throw unclear(`${said(environment, [name])}, which is no number of a task`);
  return Number(text);
}

function withoutCount(environment: Environment, { task, beside }: ArrayVariables): LensError {
  const known = [task, ...beside].filter((name) => environment[name] !== undefined);
  const why = task === slurm.task ? 'which are no whole range from 0 or 1, so that' : 'and';
  return unclear(`${said(environment, known)}, ${why} nothing says how many shards there are`, 'give --shard auto/N');
}

function outside(environment: Environment, { task, first }: ArrayVariables, count: number): LensError {
  const most = count > mostShards ? mostShards : count;
  const range = `${first} to ${(most - 1 + first).toLocaleString('en-US')}`;
  return unclear(
    `${said(environment, [task])}, and tasks of ${count.toLocaleString('en-US')} shards are numbered from ${range}`,
  );
}

/** Variables with their values, as a sentence has them. */
function said(environment: Environment, names: readonly string[]): string {
  return joinedWords(
    names.map((name) => {
      const value = environment[name]!;
      return value === ''
        ? `${name} is empty`
        : `${name} is "${value.length > 40 ? `${value.slice(0, 37)}...` : value}"`;
    }),
  );
}

function unclear(what: string, otherwise = 'start it as a task of an array, or give --shard i/N'): LensError {
  return new LensError('shard-unclear', `Which shard to compute is not clear: ${what}; ${otherwise}.`);
}
