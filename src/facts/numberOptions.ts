import { mostShards } from './shards';

/** A number that a person may choose: what it may be, what it is where nothing is said, and the words for both. */
export interface NumberOption {
  least: number;
  most: number;
  /** The end itself is not among them. */
  aboveLeast?: true;
  belowMost?: true;
  whole?: true;
  /** What it must be, behind "takes" and "must be". */
  needed: string;
  /** What a page asks for in place of what it cannot take. */
  advice: string;
  /** What it is where nothing is said; absent where it is nothing then. */
  usual?: number;
}

const seeds = { least: 0, most: 2 ** 32 - 1, whole: true } as const;
const counts = { least: 1, most: Number.MAX_SAFE_INTEGER, whole: true, needed: 'a whole number above 0' } as const;

/** The numbers of a comparison, and of what is asked about it. */
export const numberOptions = {
  /** Share that SVCCA keeps. */
  fraction: {
    least: 0,
    most: 1,
    aboveLeast: true,
    needed: 'a number above 0 up to 1',
    advice: 'Enter a share above 0 and up to 1, such as 0.99.',
    usual: 0.99,
  },
  /** Directions that SVCCA keeps in place of a share. */
  dimensions: { ...counts, advice: 'Enter a whole number of 1 or more.', usual: 20 },
  /** Below 1: variances are divided by the largest, and a neuron whose scaled variance is below epsilon is dropped; from 1 on hardly one is left. */
  epsilon: {
    least: 0,
    most: 1,
    belowMost: true,
    needed: 'a number from 0 to below 1',
    advice: 'Enter 0 for plain CCA, or a small number below 1 such as 1e-6.',
    usual: 0,
  },
  /** Share of the coefficients' sum in the thresholded mean. */
  threshold: {
    least: 0,
    most: 1,
    needed: 'a number from 0 to 1',
    advice: 'Enter a share from 0 to 1, such as 0.98.',
    usual: 0.98,
  },
  /** Nearest neighbours of a sample. */
  neighbours: wholeFromTo(1, 10_000, 10),
  /** Of RBF kernels, in units of the root of the median squared distance. */
  bandwidth: {
    least: 0,
    most: 1000,
    aboveLeast: true,
    needed: 'a number above 0 up to 1000',
    advice: 'Enter a number above 0, such as 1.',
    usual: 1,
  },
  /** From which similarity on a layer counts as converged. */
  converged: {
    least: 0,
    most: 1,
    needed: 'a number from 0 to 1',
    advice: 'Enter a number from 0 to 1, such as 0.9.',
    usual: 0.9,
  },
  /** One row of so many is kept. */
  every: { ...counts, advice: 'Enter a whole number of 1 or more, or nothing to keep all rows.' },
  /** Draws the row that sub-sampling begins with. */
  firstRowSeed: {
    ...seeds,
    needed: 'a whole number from 0 below 2^32',
    advice: 'Enter a whole number from 0 below 2^32, or nothing to begin with row 0.',
  },
  permutations: wholeFromTo(1, 100_000, 200),
  blocks: wholeFromTo(2, 10_000, 20),
  /** Significance level of tests. */
  level: {
    least: 0,
    most: 1,
    aboveLeast: true,
    belowMost: true,
    needed: 'a number between 0 and 1',
    advice: 'Enter a number between 0 and 1, such as 0.05.',
    usual: 0.05,
  },
  seed: wholeFromTo(seeds.least, seeds.most, 0),
  /** Canonical directions that are described; and of them, those that a page draws at most. */
  directions: { ...counts, advice: 'Enter a whole number of 1 or more.', usual: 3 },
  drawnDirections: wholeFromTo(1, 100, 3),
  /** Samples whose variates are listed with them; and that a page draws at most. */
  points: { ...counts, advice: 'Enter a whole number of 1 or more.', usual: 2000 },
  drawnPoints: wholeFromTo(1, 20_000, 2000),
  /** Directions that a projection keeps. */
  projectionRank: { ...counts, advice: 'Enter a whole number of 1 or more.', usual: 10 },
  /** Seconds between two looks at what is followed. */
  lookSeconds: {
    least: 0.1,
    most: 86_400,
    needed: 'a number of seconds from 0.1 to 86400',
    advice: 'Enter a number of seconds, such as 5.',
    usual: 5,
  },
  /** MiB. */
  memory: {
    ...counts,
    needed: 'a whole number of MiB above 0',
    advice: 'Enter a whole number of 1 or more.',
  },
  /** Threads that compute. */
  workers: { ...wholeFromTo(1, 8) },
  /** Parts that an analysis is cut into. */
  shards: { ...wholeFromTo(1, mostShards) },
} as const satisfies Record<string, NumberOption>;

function wholeFromTo<Usual extends number | undefined = undefined>(least: number, most: number, usual?: Usual) {
  const needed = `a whole number from ${least} to ${most}`;
  return { least, most, whole: true as const, needed, advice: `Enter ${needed}.`, usual: usual as Usual };
}

/** Whether a value of any kind is a number that an option takes. */
export function takes({ least, most, aboveLeast, belowMost, whole }: NumberOption, value: unknown): value is number {
  if (typeof value !== 'number' || !(aboveLeast ? value > least : value >= least)) return false;
  return (belowMost ? value < most : value <= most) && (!whole || Number.isInteger(value));
}
