import { LensError } from '../facts/errors';
import type { Resources } from '../protocol/worker';
import type { CompareOptions } from '../facts/options';
import type { MeasureName } from '../facts/measures';
import { rankRules, type RecipeChoice, type SvccaCut } from '../facts/pairOptions';
import { numberOption, wordOption, type OptionValues } from './arguments';

/** Flags that say how files are compared. */
export const compareFlags = ['drop-nonfinite', 'robust'] as const;
/** Options with a value that say how files are compared, and with what; `measures` is one of those that print several scores. */
export const compareTexts = [
  'svcca-variance',
  'svcca-dims',
  'svcca-rule',
  'epsilon',
  'threshold',
  'workers',
  'memory',
  'route',
  'conv',
  'layout',
  'orientation',
  'sequence',
  'subsample',
  'rank',
] as const;

const measures: readonly MeasureName[] = ['cca', 'svcca', 'pwcca', 'pls', 'pca', 'cka', 'procrustes'];

/** The resources that a command line allows: --workers, --memory (MiB), and --route for the benchmark. @throws LensError `usage`. */
export function resourcesFrom(values: OptionValues): Resources {
  const count = (value: number): boolean => Number.isInteger(value) && value > 0;
  const workers = numberOption(values, 'workers', (value) => count(value) && value <= 8, 'a whole number from 1 to 8');
  const memory = numberOption(values, 'memory', count, 'a whole number of MiB above 0');
  const route = wordOption(values, 'route', ['gram', 'cholesky-qr', 'qr']);
  return { workers, memoryBytes: memory === undefined ? undefined : memory * 2 ** 20, route };
}

/** The options of a comparison on a command line. @throws LensError `usage`. */
export function optionsFrom(values: OptionValues): CompareOptions {
  return {
    svcca: cutFrom(values),
    epsilon: numberOption(values, 'epsilon', (value) => value >= 0 && value < 1, 'a number from 0 to below 1') ?? 0,
    threshold: numberOption(values, 'threshold', (value) => value >= 0 && value <= 1, 'a number from 0 to 1') ?? 0.98,
    orientation: wordOption(values, 'orientation', ['samples', 'neurons']),
    transposeA: flip(values, 'a'),
    transposeB: flip(values, 'b'),
    dropNonFinite: values['drop-nonfinite'] === true,
    robust: values.robust === true,
    rank: wordOption(values, 'rank', rankRules),
    measures: measuresFrom(values.measures),
    recipe: recipeFrom(values),
  };
}

function cutFrom(values: OptionValues): SvccaCut {
  const count = numberOption(
    values,
    'svcca-dims',
    (value) => Number.isInteger(value) && value > 0,
    'a whole number above 0',
  );
  if (count !== undefined) return { rule: 'dimensions', count };
  const fraction =
    numberOption(values, 'svcca-variance', (value) => value > 0 && value <= 1, 'a number above 0 up to 1') ?? 0.99;
  const rule = wordOption(values, 'svcca-rule', ['squared', 'unsquared']);
  return { rule: rule === 'unsquared' ? 'unsquared' : 'variance', fraction };
}

/** What is said of arrays of more than two axes; undefined when nothing is. */
function recipeFrom(values: OptionValues): RecipeChoice | undefined {
  const recipe: RecipeChoice = {
    conv: wordOption(values, 'conv', ['flatten', 'pool', 'interpolate', 'dft']),
    layout: wordOption(values, 'layout', ['nhwc', 'nchw']),
    sequence: wordOption(values, 'sequence', ['flatten', 'last', 'mean']),
    subsample: subsampleFrom(values.subsample),
  };
  return Object.values(recipe).some((part) => part !== undefined) ? recipe : undefined;
}

function subsampleFrom(text: string | boolean | undefined): RecipeChoice['subsample'] {
  if (typeof text !== 'string') return undefined;
  const match = /^(\d{1,9})(?::(\d{1,9}))?$/.exec(text.trim());
  const every = Number(match?.[1]);
  if (!match || every < 1) {
    throw new LensError('usage', `--subsample takes K, or K:SEED, whole numbers with K above 0, not "${text}".`);
  }
  return { every, ...(match[2] === undefined ? {} : { seed: Number(match[2]) }) };
}

function flip(values: OptionValues, side: 'a' | 'b'): boolean | undefined {
  const [yes, no] = [values[`transpose-${side}`] === true, values[`no-transpose-${side}`] === true];
  if (yes && no) throw new LensError('usage', `--transpose-${side} and --no-transpose-${side} exclude each other.`);
  return yes ? true : no ? false : undefined;
}

function measuresFrom(text: string | boolean | undefined): MeasureName[] | undefined {
  if (typeof text !== 'string') return undefined;
  return text.split(',').map((name) => {
    const found = measures.find((measure) => measure === name.trim());
    if (!found) throw new LensError('usage', `--measures takes a list of ${measures.join(', ')}, not "${name}".`);
    return found;
  });
}
