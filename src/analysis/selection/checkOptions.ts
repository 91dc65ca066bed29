import { numberOptions } from '../../facts/numberOptions';
import {
  convRecipes,
  layouts,
  maskChoices,
  orientations,
  rankRules,
  sequenceRecipes,
  svccaRules,
  type RecipeChoice,
} from '../../facts/pairOptions';
import { measureNames } from '../../facts/measures';
import type { CalibrateChoice, CompareOptions } from '../../facts/options';
import type { Checker } from '../../facts/checker';

/** The options of comparisons in a value of unknown origin; what is wrong with them is noted by the checker. */
export function checkOptions(check: Checker, value: unknown, place: string): CompareOptions | undefined {
  if (value === undefined) return undefined;
  const keys = [
    ['svcca', 'epsilon', 'threshold', 'dropNonFinite', 'robust'],
    ['orientation', 'transposeA', 'transposeB', 'recipe', 'rank', 'neighbours', 'bandwidth', 'measures', 'calibrate'],
  ] as const;
  if (!check.object(value, place, keys)) return undefined;
  const { optional } = check;
  return {
    svcca: checkCut(check, value.svcca, `${place}.svcca`),
    epsilon: check.option(value.epsilon, `${place}.epsilon`, numberOptions.epsilon),
    threshold: check.option(value.threshold, `${place}.threshold`, numberOptions.threshold),
    ...optional(value, 'orientation', (word) => check.oneOf(word, `${place}.orientation`, orientations)),
    ...optional(value, 'transposeA', (flag) => check.flag(flag, `${place}.transposeA`)),
    ...optional(value, 'transposeB', (flag) => check.flag(flag, `${place}.transposeB`)),
    ...optional(value, 'recipe', (recipe) => checkRecipe(check, recipe, `${place}.recipe`)),
    dropNonFinite: check.flag(value.dropNonFinite, `${place}.dropNonFinite`),
    robust: check.flag(value.robust, `${place}.robust`),
    ...optional(value, 'rank', (rule) => check.oneOf(rule, `${place}.rank`, rankRules)),
    ...optional(value, 'neighbours', (k) => check.option(k, `${place}.neighbours`, numberOptions.neighbours)),
    ...optional(value, 'bandwidth', (t) => check.option(t, `${place}.bandwidth`, numberOptions.bandwidth)),
    ...optional(value, 'measures', (list) =>
      check.list(list, `${place}.measures`, (name, at) => check.oneOf(name, at, measureNames)),
    ),
    ...optional(value, 'calibrate', (choice) => checkCalibrate(check, choice, `${place}.calibrate`)),
  } as CompareOptions;
}

function checkCalibrate(check: Checker, value: unknown, place: string): CalibrateChoice | undefined {
  if (!check.object(value, place, [['permutations', 'alpha', 'seed'], []])) return undefined;
  return {
    permutations: check.option(value.permutations, `${place}.permutations`, numberOptions.permutations),
    alpha: check.option(value.alpha, `${place}.alpha`, numberOptions.level),
    seed: check.option(value.seed, `${place}.seed`, numberOptions.seed),
  } as CalibrateChoice;
}

function checkCut(check: Checker, value: unknown, place: string): CompareOptions['svcca'] | undefined {
  if (value === undefined) return undefined;
  const byCount = (value as { rule?: unknown } | null)?.rule === 'dimensions';
  if (!check.object(value, place, [['rule', byCount ? 'count' : 'fraction'], []])) return undefined;
  const rule = check.oneOf(value.rule, `${place}.rule`, svccaRules);
  return (
    byCount
      ? { rule, count: check.option(value.count, `${place}.count`, numberOptions.dimensions) }
      : { rule, fraction: check.option(value.fraction, `${place}.fraction`, numberOptions.fraction) }
  ) as CompareOptions['svcca'];
}

function checkRecipe(check: Checker, value: unknown, place: string): RecipeChoice | undefined {
  if (!check.object(value, place, [[], ['conv', 'layout', 'sequence', 'mask', 'subsample']])) return undefined;
  const { optional } = check;
  return {
    ...optional(value, 'conv', (conv) => check.oneOf(conv, `${place}.conv`, convRecipes)),
    ...optional(value, 'layout', (layout) => check.oneOf(layout, `${place}.layout`, layouts)),
    ...optional(value, 'sequence', (sequence) => check.oneOf(sequence, `${place}.sequence`, sequenceRecipes)),
    ...optional(value, 'mask', (mask) => check.oneOf(mask, `${place}.mask`, maskChoices)),
    ...optional(value, 'subsample', (subsample) => {
      const at = `${place}.subsample`;
      if (!check.object(subsample, at, [['every'], ['seed']])) return undefined;
      const seed = (x: unknown) => check.option(x, `${at}.seed`, numberOptions.firstRowSeed);
      const every = check.option(subsample.every, `${at}.every`, numberOptions.every);
      return { every, ...optional(subsample, 'seed', seed) };
    }),
  } as RecipeChoice;
}
