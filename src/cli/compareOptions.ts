import { resolve } from 'node:path';
import { LensError } from '../facts/errors';
import type { ArrayAddress } from '../protocol/arrayAddress';
import type { Resources } from '../protocol/resources';
import { defaultOptions, type CompareOptions } from '../facts/options';
import { measureNames, type MeasureName } from '../facts/measures';
import { numberOptions, takes, type NumberOption } from '../facts/numberOptions';
import {
  convRecipes,
  layouts,
  maskChoices,
  orientations,
  rankRules,
  sequenceRecipes,
  type RecipeChoice,
  type SvccaCut,
} from '../facts/pairOptions';
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
  'native',
  'route',
  'conv',
  'layout',
  'orientation',
  'sequence',
  'mask',
  'subsample',
  'rank',
  'neighbours',
  'bandwidth',
] as const;

/** The resources that a command line allows: --workers, --memory (MiB), --native, and --route for the benchmark. @throws LensError `usage`. */
export function resourcesFrom(values: OptionValues): Resources {
  const workers = numberOption(values, 'workers', numberOptions.workers);
  const memory = numberOption(values, 'memory', numberOptions.memory);
  const route = wordOption(values, 'route', ['gram', 'cholesky-qr', 'qr']);
  const native = typeof values.native === 'string' ? values.native : undefined;
  return { workers, memoryBytes: memory === undefined ? undefined : memory * 2 ** 20, native, route };
}

/** The options of a comparison on a command line. @throws LensError `usage`. */
export function optionsFrom(values: OptionValues): CompareOptions {
  const { epsilon, threshold, neighbours, bandwidth } = numberOptions;
  return {
    svcca: cutFrom(values),
    epsilon: numberOption(values, 'epsilon', epsilon) ?? defaultOptions.epsilon,
    threshold: numberOption(values, 'threshold', threshold) ?? defaultOptions.threshold,
    orientation: wordOption(values, 'orientation', orientations),
    transposeA: flip(values, 'a'),
    transposeB: flip(values, 'b'),
    dropNonFinite: values['drop-nonfinite'] === true || defaultOptions.dropNonFinite,
    robust: values.robust === true || defaultOptions.robust,
    rank: wordOption(values, 'rank', rankRules),
    neighbours: numberOption(values, 'neighbours', neighbours),
    bandwidth: numberOption(values, 'bandwidth', bandwidth),
    measures: measuresFrom(values.measures),
    recipe: recipeFrom(values),
  };
}

function cutFrom(values: OptionValues): SvccaCut {
  const count = numberOption(values, 'svcca-dims', numberOptions.dimensions);
  if (count !== undefined) return { rule: 'dimensions', count };
  const fraction = numberOption(values, 'svcca-variance', numberOptions.fraction);
  const rule = wordOption(values, 'svcca-rule', ['squared', 'unsquared']);
  if (fraction === undefined && rule === undefined) return defaultOptions.svcca;
  return { rule: rule === 'unsquared' ? rule : 'variance', fraction: fraction ?? numberOptions.fraction.usual };
}

/** The mask of steps that a command line names, as an absolute address; undefined where it names none. */
export function maskFrom({ mask }: OptionValues): Pick<ArrayAddress, 'mask'> {
  return typeof mask !== 'string' || maskChoices.some((word) => word === mask) ? {} : { mask: resolve(mask) };
}

/** What is said of arrays of more than two axes; undefined when nothing is. */
function recipeFrom(values: OptionValues): RecipeChoice | undefined {
  const recipe: RecipeChoice = {
    conv: wordOption(values, 'conv', convRecipes),
    layout: wordOption(values, 'layout', layouts),
    sequence: wordOption(values, 'sequence', sequenceRecipes),
    mask: maskChoices.find((word) => word === values.mask),
    subsample: subsampleFrom(values.subsample),
  };
  return Object.values(recipe).some((part) => part !== undefined) ? recipe : undefined;
}

function subsampleFrom(text: string | boolean | undefined): RecipeChoice['subsample'] {
  if (typeof text !== 'string') return undefined;
  const [, every, seed] = /^(\d+)(?::(\d+))?$/.exec(text.trim()) ?? [];
  const fits = (option: NumberOption, digits: string | undefined) => takes(option, Number(digits));
  if (!fits(numberOptions.every, every) || (seed !== undefined && !fits(numberOptions.firstRowSeed, seed))) {
    const [k, first] = [numberOptions.every.needed, numberOptions.firstRowSeed.needed];
    throw new LensError('usage', `--subsample takes K, or K:SEED: K ${k}, SEED ${first}, not "${text}".`);
  }
  return { every: Number(every), ...(seed === undefined ? {} : { seed: Number(seed) }) };
}

function flip(values: OptionValues, side: 'a' | 'b'): boolean | undefined {
  const [yes, no] = [values[`transpose-${side}`] === true, values[`no-transpose-${side}`] === true];
  if (yes && no) throw new LensError('usage', `--transpose-${side} and --no-transpose-${side} exclude each other.`);
  return yes ? true : no ? false : undefined;
}

function measuresFrom(text: string | boolean | undefined): MeasureName[] | undefined {
  if (typeof text !== 'string') return undefined;
  return text.split(',').map((name) => {
    const found = measureNames.find((measure) => measure === name.trim());
    if (!found) throw new LensError('usage', `--measures takes a list of ${measureNames.join(', ')}, not "${name}".`);
    return found;
  });
}
