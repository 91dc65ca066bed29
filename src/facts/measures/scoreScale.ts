import type { AnyScore } from './index';

/** The part of a score's range that its pictures are coloured over, whole, and whether small values are the bright ones; what may fall below 0 without relation is as dark as 0. */
export function wholeScale({ range: [least, most], distance }: Pick<AnyScore, 'range' | 'distance'>): {
  low: number;
  high: number;
  reversed: boolean;
} {
  return { low: Math.max(0, least), high: most, reversed: distance !== undefined };
}

/** Both ends of that part, in words. */
export function endsOf(score: AnyScore): string {
  const { low, high } = wholeScale(score);
  return `${low} to ${high === Math.SQRT2 ? '√2' : high}`;
}

/** Where the axis of a score begins and ends whatever is drawn; what may fall below 0 begins where its values do. */
export function axisEnds({ range: [least, most] }: Pick<AnyScore, 'range'>): { yFrom?: number; yTo: number } {
  return least < 0 ? { yTo: most } : { yFrom: least, yTo: most };
}
