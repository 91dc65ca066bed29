import type { NullBound } from '../../src/facts/measures/measure';
import { score } from '../../src/facts/numbers';

/** A null level to four places, behind the sign of its bound where it is one. */
export function levelText(level: number, bound: NullBound | undefined): string {
  return bound ? `${bound.sign} ${score(level)}` : score(level);
}
