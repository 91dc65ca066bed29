import type { DistanceFacts } from '../../facts/measures/measure';
import { standingOf } from '../../facts/standing';
import { derivedSeed, seededRandom } from '../../linalg/random';

/** Tells this generator's draws from others of the same seed. */
const stream = 4;
const mostSizes = 8;
/** Halving the samples changes a score that has levelled off by less than this. */
const levelled = 0.01;

/** A score of so many samples. */
interface CurvePoint {
  samples: number;
  mean: number;
  low: number;
  high: number;
  /** What unrelated data of the size give; null where no formula tells. */
  null: number | null;
}

/** Up to eight numbers of samples, evenly spaced in their logarithms, from `least` (or a 64th of all) to all; empty when there are too few to choose from. */
export function curveSizes(samples: number, least: number): number[] {
  const first = Math.max(least, Math.ceil(samples / 64));
  if (samples < 1.5 * first) return [];
  const sizes = Array.from({ length: mostSizes }, (_, i) =>
    Math.round(first * (samples / first) ** (i / (mostSizes - 1))),
  );
  return [...new Set(sizes)];
}

/** So many of all samples, drawn without replacement, in order. */
export function drawnSamples(samples: number, size: number, draw: number, seed: number): Uint32Array {
  if (size === samples) return Uint32Array.from({ length: samples }, (_, i) => i);
  return seededRandom(derivedSeed(seed, stream, size, draw))
    .permutation(samples)
    .slice(0, size)
    .sort();
}

/**
 * A sentence on whether a score still depends on how many samples there are: whether it changed by less than 0.01 over the last doubling. Nothing is
 * told of a score that is saturated, or at chance (the rule for verdicts), nor of a change that is within what draws of as many samples differ by.
 * `distance`: of a score that is one.
 */
export function curveReading(points: readonly CurvePoint[], distance?: DistanceFacts): string {
  const last = points[points.length - 1]!;
  const half = points
    .slice(0, -1)
    .reduce((best, point) => (distanceTo(point, last) < distanceTo(best, last) ? point : best), points[0]!);
  const standing = standingOf(last.mean, last.null, distance);
  const level = `unrelated data of ${count(last.samples)} samples give ${last.null?.toFixed(3)}`;
  if (standing === 'saturated')
    return `Whether there are samples enough cannot be told: the score is saturated (${level}).`;
  if (standing === 'chance')
    return `Whether there are samples enough cannot be told: the score does not stand clear of chance (${level}).`;
  const change = last.mean - half.mean;
  const from = `From ${count(half.samples)} to ${count(last.samples)} samples the score`;
  if (Math.abs(change) < levelled) {
    return `${from} changes by ${Math.abs(change).toFixed(3)}: it has levelled off, and more samples would say the same.`;
  }
  if (last.mean >= half.low && last.mean <= half.high)
    return `${from} changes by ${Math.abs(change).toFixed(3)}, no more than draws of ${count(half.samples)} samples differ by (${half.low.toFixed(3)} to ${half.high.toFixed(3)}): whether it has levelled off cannot be told.`;
  const way = change < 0 ? 'falls' : 'rises';
  return `${from} ${way} by ${Math.abs(change).toFixed(3)}: it has not levelled off, and more samples would ${change < 0 ? 'lower' : 'raise'} it further.`;
}

/** How far a point is from half of the samples. */
function distanceTo({ samples }: CurvePoint, last: CurvePoint): number {
  return Math.abs(Math.log((2 * samples) / last.samples));
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
