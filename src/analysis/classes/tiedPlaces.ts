import { clearOfOther } from '../../facts/verdictRule';

/** Rounding must not tie what differs by exactly what is asked for. */
const rounding = 1e-12;

/**
 * The place of each class by how early it is there, from 1 on: those before it are earlier by {@link clearOfOther} of a position, and by twice the
 * standard error over networks of the difference (0 where it is not known); nearer ones share a place.
 */
export function tiedPlaces<T extends { early: number }>(
  order: readonly T[],
  errorOf: (first: T, second: T) => number = () => 0,
): number[] {
  return order.map((one) => {
    const before = (other: T): boolean =>
      one.early - other.early >= Math.max(clearOfOther, 2 * errorOf(other, one)) - rounding;
    return 1 + order.filter(before).length;
  });
}
