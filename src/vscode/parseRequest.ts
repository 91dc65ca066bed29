import { isRecord } from '../facts/isRecord';
import type { ComparisonRequest } from '../protocol/panel';
import type { ArrayAddress } from '../protocol/arrayAddress';
import type { CalibrateChoice, CompareOptions } from '../facts/options';
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

/**
 * Checks of what comes back from a page: its kept state may be of an older version of the extension, and a message is only as good as
 * the page that sent it. Each yields undefined for anything that is not exactly the thing.
 */

/** An array address. */
export function parseAddress(value: unknown): ArrayAddress | undefined {
  if (!isRecord(value) || !isPath(value.path)) return undefined;
  const { path, as, more, order, mask } = value;
  if (!isOneOfOrUnset(as, ['bfloat16']) || !isPathsOrUnset(more)) return undefined;
  const ids = isUnset(order) ? undefined : parseOrder(order);
  if (ids === null) return undefined;
  if (!isUnset(mask) && !isPath(mask)) return undefined;
  return { path, ...(as && { as }), ...(more && { more }), ...(ids && { order: ids }), ...(mask && { mask }) };
}

function parseOrder(value: unknown): NonNullable<ArrayAddress['order']> | null {
  if (!isRecord(value) || !isPath(value.own) || !isPath(value.wanted)) return null;
  return { own: value.own, wanted: value.wanted };
}

/** The two files and the options of a comparison. */
export function parseRequest(value: unknown): ComparisonRequest | undefined {
  if (!isRecord(value)) return undefined;
  const a = parseAddress(value.a);
  const b = parseAddress(value.b);
  const options = parseOptions(value.options);
  return a && b && options ? { a, b, options } : undefined;
}

/** Comparison options, all of them within their ranges. */
export function parseOptions(value: unknown): CompareOptions | undefined {
  if (!isRecord(value)) return undefined;
  const svcca = parseCut(value.svcca);
  const { epsilon, threshold, dropNonFinite, robust, orientation, transposeA, transposeB, rank, measures } = value;
  const { neighbours, bandwidth } = value;
  const calibrate = isUnset(value.calibrate) ? undefined : parseCalibrate(value.calibrate);
  const recipe = parseRecipe(value.recipe);
  if (recipe === null || calibrate === null) return undefined;
  if (!svcca || !takes(numberOptions.epsilon, epsilon) || !takes(numberOptions.threshold, threshold)) return undefined;
  if (typeof dropNonFinite !== 'boolean' || typeof robust !== 'boolean') return undefined;
  if (!isOneOfOrUnset(orientation, orientations)) return undefined;
  if (!isFlagOrUnset(transposeA) || !isFlagOrUnset(transposeB) || !isMeasuresOrUnset(measures)) return undefined;
  if (!isOneOfOrUnset(rank, rankRules)) return undefined;
  if (!isNumberOrUnset(numberOptions.neighbours, neighbours)) return undefined;
  if (!isNumberOrUnset(numberOptions.bandwidth, bandwidth)) return undefined;
  return {
    svcca,
    epsilon,
    threshold,
    dropNonFinite,
    robust,
    ...(orientation && { orientation }),
    ...(typeof transposeA === 'boolean' && { transposeA }),
    ...(typeof transposeB === 'boolean' && { transposeB }),
    ...(rank && { rank }),
    ...(typeof neighbours === 'number' && { neighbours }),
    ...(typeof bandwidth === 'number' && { bandwidth }),
    ...(measures && { measures }),
    ...(calibrate && { calibrate }),
    ...(recipe && { recipe }),
  };
}

/** How scores are calibrated; null for what is not exactly that. */
function parseCalibrate(value: unknown): CalibrateChoice | null {
  if (!isRecord(value)) return null;
  const { permutations, alpha, seed } = value;
  if (!takes(numberOptions.permutations, permutations) || !takes(numberOptions.level, alpha)) return null;
  return takes(numberOptions.seed, seed) ? { permutations, alpha, seed } : null;
}

function parseCut(value: unknown): SvccaCut | undefined {
  if (!isRecord(value)) return undefined;
  const { rule, fraction, count } = value;
  if (rule === 'dimensions') return takes(numberOptions.dimensions, count) ? { rule, count } : undefined;
  if (rule !== 'variance' && rule !== 'unsquared') return undefined;
  return takes(numberOptions.fraction, fraction) ? { rule, fraction } : undefined;
}

/** What was chosen about more than two axes; undefined for nothing, null for what is not exactly that. */
export function parseRecipe(value: unknown): RecipeChoice | undefined | null {
  if (isUnset(value)) return undefined;
  if (!isRecord(value)) return null;
  const { conv, layout, sequence, mask, subsample } = value;
  if (!isOneOfOrUnset(conv, convRecipes)) return null;
  if (!isOneOfOrUnset(layout, layouts) || !isOneOfOrUnset(sequence, sequenceRecipes)) return null;
  if (!isOneOfOrUnset(mask, maskChoices)) return null;
  const kept = isUnset(subsample) ? undefined : parseSubsample(subsample);
  if (kept === null) return null;
  return {
    ...(conv && { conv }),
    ...(layout && { layout }),
    ...(sequence && { sequence }),
    ...(mask && { mask }),
    ...(kept && { subsample: kept }),
  };
}

function parseSubsample(value: unknown): NonNullable<RecipeChoice['subsample']> | null {
  if (!isRecord(value)) return null;
  const { every, seed } = value;
  if (!takes(numberOptions.every, every)) return null;
  if (isUnset(seed)) return { every };
  return takes(numberOptions.firstRowSeed, seed) ? { every, seed } : null;
}

function isNumberOrUnset(option: NumberOption, value: unknown): value is number | null | undefined {
  return isUnset(value) || takes(option, value);
}

function isMeasuresOrUnset(value: unknown): value is MeasureName[] | null | undefined {
  if (isUnset(value)) return true;
  return Array.isArray(value) && value.every((name) => measureNames.some((measure) => measure === name));
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isPathsOrUnset(value: unknown): value is string[] | null | undefined {
  return isUnset(value) || (Array.isArray(value) && value.every(isPath));
}

function isOneOfOrUnset<T extends string>(value: unknown, words: readonly T[]): value is T | null | undefined {
  return isUnset(value) || words.some((word) => word === value);
}

// JSON, in which a page's state is kept, has no undefined: null stands for unset as well.
function isUnset(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function isFlagOrUnset(value: unknown): value is boolean | null | undefined {
  return isUnset(value) || typeof value === 'boolean';
}
