import { convRecipes, orientations, rankRules, sequenceRecipes, type RecipeChoice } from '../../facts/pairOptions';
import { measureNames } from '../../facts/measures';
import { type CompareOptions } from '../../facts/options';
import type { Checker } from '../../facts/checker';

const isCount = (value: number) => Number.isInteger(value) && value >= 1;
const isShare = (value: number) => value >= 0 && value <= 1;

/** The options of comparisons in a value of unknown origin; what is wrong with them is noted by the checker. */
export function checkOptions(check: Checker, value: unknown, place: string): CompareOptions | undefined {
  if (value === undefined) return undefined;
  const keys = [
    ['svcca', 'epsilon', 'threshold', 'dropNonFinite', 'robust'],
    ['orientation', 'transposeA', 'transposeB', 'recipe', 'rank', 'measures'],
  ] as const;
  if (!check.object(value, place, keys)) return undefined;
  const { optional } = check;
  const isEpsilon = (x: number) => x >= 0 && Number.isFinite(x);
  return {
    svcca: checkCut(check, value.svcca, `${place}.svcca`),
    epsilon: check.number(value.epsilon, `${place}.epsilon`, 'a number from 0', isEpsilon),
    threshold: check.number(value.threshold, `${place}.threshold`, 'a number from 0 to 1', isShare),
    ...optional(value, 'orientation', (word) => check.oneOf(word, `${place}.orientation`, orientations)),
    ...optional(value, 'transposeA', (flag) => check.flag(flag, `${place}.transposeA`)),
    ...optional(value, 'transposeB', (flag) => check.flag(flag, `${place}.transposeB`)),
    ...optional(value, 'recipe', (recipe) => checkRecipe(check, recipe, `${place}.recipe`)),
    dropNonFinite: check.flag(value.dropNonFinite, `${place}.dropNonFinite`),
    robust: check.flag(value.robust, `${place}.robust`),
    ...optional(value, 'rank', (rule) => check.oneOf(rule, `${place}.rank`, rankRules)),
    ...optional(value, 'measures', (list) =>
      check.list(list, `${place}.measures`, (name, at) => check.oneOf(name, at, measureNames)),
    ),
  } as CompareOptions;
}

function checkCut(check: Checker, value: unknown, place: string): CompareOptions['svcca'] | undefined {
  if (value === undefined) return undefined;
  const byCount = (value as { rule?: unknown } | null)?.rule === 'dimensions';
  if (!check.object(value, place, [['rule', byCount ? 'count' : 'fraction'], []])) return undefined;
  const rule = check.oneOf(value.rule, `${place}.rule`, ['variance', 'unsquared', 'dimensions']);
  const isFraction = (x: number) => x > 0 && x <= 1;
  return (
    byCount
      ? { rule, count: check.number(value.count, `${place}.count`, 'a whole number from 1', isCount) }
      : { rule, fraction: check.number(value.fraction, `${place}.fraction`, 'a number above 0 up to 1', isFraction) }
  ) as CompareOptions['svcca'];
}

function checkRecipe(check: Checker, value: unknown, place: string): RecipeChoice | undefined {
  if (!check.object(value, place, [[], ['conv', 'layout', 'sequence', 'subsample']])) return undefined;
  const { optional } = check;
  return {
    ...optional(value, 'conv', (conv) => check.oneOf(conv, `${place}.conv`, convRecipes)),
    ...optional(value, 'layout', (layout) => check.oneOf(layout, `${place}.layout`, ['nhwc', 'nchw'])),
    ...optional(value, 'sequence', (sequence) => check.oneOf(sequence, `${place}.sequence`, sequenceRecipes)),
    ...optional(value, 'subsample', (subsample) => {
      const at = `${place}.subsample`;
      if (!check.object(subsample, at, [['every'], ['seed']])) return undefined;
      const isSeed = (x: number) => Number.isInteger(x) && x >= 0 && x < 2 ** 32;
      const seed = (x: unknown) => check.number(x, `${at}.seed`, 'a whole number from 0 below 2^32', isSeed);
      const every = check.number(subsample.every, `${at}.every`, 'a whole number from 1', isCount);
      return { every, ...optional(subsample, 'seed', seed) };
    }),
  } as RecipeChoice;
}
