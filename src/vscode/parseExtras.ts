import { isRecord } from '../facts/isRecord';
import { scoreNames } from '../facts/measures/scores';
import { numberOptions, takes } from '../facts/numberOptions';
import { projectionBases } from '../facts/projectionBases';
import { trustParts } from '../facts/trustParts';
import type { DirectionsRequest, ProjectionRequest, TrustRequest } from '../protocol/pairExtras';
import { parseAddress } from './parseRequest';

/**
 * Checks of what a comparison's page asks beyond the report, as of all that comes from a page. Each yields undefined for anything that is not
 * exactly the thing, or lies outside of what can be computed in reasonable time.
 */

/** What is to be found out about how far a score can be trusted. */
export function parseTrust(value: unknown): TrustRequest | undefined {
  if (!isRecord(value)) return undefined;
  const measure = oneOf(value.measure, scoreNames);
  const { wanted, permutations, seed, blocks, level } = value;
  if (!measure || !Array.isArray(wanted) || wanted.length === 0) return undefined;
  const parts = trustParts.filter((part) => wanted.includes(part));
  if (parts.length !== new Set(wanted).size) return undefined;
  const fits = takes(numberOptions.permutations, permutations) && takes(numberOptions.seed, seed);
  if (!fits || !takes(numberOptions.blocks, blocks) || !takes(numberOptions.level, level)) return undefined;
  return { measure, wanted: parts, permutations, seed, blocks, level };
}

/** Which directions are to be shown, and by which labels. */
export function parseDirections(value: unknown): DirectionsRequest | undefined {
  if (!isRecord(value)) return undefined;
  const { count, points, labels, names, frequency } = value;
  if (!takes(numberOptions.drawnDirections, count) || !takes(numberOptions.drawnPoints, points)) return undefined;
  const address = isUnset(labels) ? undefined : parseAddress(labels);
  if (!isUnset(labels) && !address) return undefined;
  if (!isUnset(names) && (typeof names !== 'string' || names === '')) return undefined;
  const at = isUnset(frequency) ? undefined : parseFrequency(frequency);
  if (!isUnset(frequency) && !at) return undefined;
  return {
    count,
    points,
    ...(at && { frequency: at }),
    ...(address && { labels: address }),
    ...(typeof names === 'string' && { names }),
  };
}

/** No map is larger than this. */
const largestFrequency = 2 ** 20;

function parseFrequency(value: unknown): [number, number] | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined;
  const [vertical, horizontal] = value as unknown[];
  const fits = (one: unknown): one is number => Number.isInteger(one) && Math.abs(one as number) <= largestFrequency;
  return fits(vertical) && fits(horizontal) ? [vertical, horizontal] : undefined;
}

/** By what a projection is to be made, and of which rank. */
export function parseProjection(value: unknown): Pick<ProjectionRequest, 'by' | 'rank'> | undefined {
  if (!isRecord(value)) return undefined;
  const by = oneOf(value.by, projectionBases);
  return by && takes(numberOptions.projectionRank, value.rank) ? { by, rank: value.rank } : undefined;
}

function oneOf<W extends string>(value: unknown, words: readonly W[]): W | undefined {
  return words.find((word) => word === value);
}

// JSON has no undefined: null stands for unset as well.
function isUnset(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
