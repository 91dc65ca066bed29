import type { ComparisonRequest } from '../protocol/panel';
import type { ArrayAddress } from '../protocol/worker';
import type { CompareOptions, MeasureName, SvccaCut } from '../similarity/options';

/**
 * Checks of what comes back from a page: its kept state may be of an older version of the extension, and a message is only as good as
 * the page that sent it. Each yields undefined for anything that is not exactly the thing.
 */

/** An array address. */
export function parseAddress(value: unknown): ArrayAddress | undefined {
  if (!isRecord(value) || !isPath(value.path)) return undefined;
  const { as } = value;
  if (as !== undefined && as !== null && as !== 'bfloat16') return undefined;
  const more = isUnset(value.more) ? undefined : parsePaths(value.more);
  const order = isUnset(value.order) ? undefined : parseOrder(value.order);
  if ((!more && !isUnset(value.more)) || (!order && !isUnset(value.order))) return undefined;
  return { path: value.path, ...(as && { as }), ...(more && { more }), ...(order && { order }) };
}

function parsePaths(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every(isPath) ? value : undefined;
}

function parseOrder(value: unknown): ArrayAddress['order'] {
  return isRecord(value) && isPath(value.own) && isPath(value.wanted)
    ? { own: value.own, wanted: value.wanted }
    : undefined;
}

// JSON, in which a page's state is kept, has no undefined: null stands for unset as well.
function isUnset(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

function isPath(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
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
  const { epsilon, threshold, dropNonFinite, robust, transposeA, transposeB, measures } = value;
  if (!svcca || !isWithin(epsilon, 0, Number.MAX_VALUE) || !isWithin(threshold, 0, 1)) return undefined;
  if (typeof dropNonFinite !== 'boolean' || typeof robust !== 'boolean') return undefined;
  if (!isFlagOrUnset(transposeA) || !isFlagOrUnset(transposeB) || !isMeasuresOrUnset(measures)) return undefined;
  return {
    svcca,
    epsilon,
    threshold,
    dropNonFinite,
    robust,
    ...(typeof transposeA === 'boolean' && { transposeA }),
    ...(typeof transposeB === 'boolean' && { transposeB }),
    ...(measures && { measures }),
  };
}

function parseCut(value: unknown): SvccaCut | undefined {
  if (!isRecord(value)) return undefined;
  const { rule, fraction, count } = value;
  if (rule === 'dimensions')
    return isWithin(count, 1, 2 ** 31) && Number.isInteger(count) ? { rule, count } : undefined;
  if (rule !== 'variance' && rule !== 'unsquared') return undefined;
  return isWithin(fraction, Number.MIN_VALUE, 1) ? { rule, fraction } : undefined;
}

/** Every measure once, so that the compiler names this place when one is added. */
const measures: Record<MeasureName, true> = {
  cca: true,
  svcca: true,
  pwcca: true,
  pls: true,
  pca: true,
  cka: true,
  procrustes: true,
};

function isMeasuresOrUnset(value: unknown): value is MeasureName[] | null | undefined {
  if (value === undefined || value === null) return true;
  return Array.isArray(value) && value.every((name) => typeof name === 'string' && Object.hasOwn(measures, name));
}

function isFlagOrUnset(value: unknown): value is boolean | null | undefined {
  return value === undefined || value === null || typeof value === 'boolean';
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
