import { clearOfOther } from './verdictRule';

/** Rounding must not tie what differs by exactly what is asked for. */
const rounding = 1e-12;

/** The place of each class by how early it is there, from 1 on: those before it are earlier by {@link clearOfOther} of a position; nearer ones share a place. */
export function tiedPlaces(order: readonly { early: number }[]): number[] {
  return order.map(({ early }) => 1 + order.filter((other) => early - other.early >= clearOfOther - rounding).length);
}
