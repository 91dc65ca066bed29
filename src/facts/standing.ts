import { highestNull } from './highestNull';
import type { DistanceFacts } from './measures/measure';
import { clearOfNull } from './verdictRule';

/** How a score stands to its null level where it does not stand clear of it: no higher than chance, or of a level so near to 1 that it tells nothing. */
export type Standing = 'chance' | 'saturated';

/** The sign beside such a score where there is room for one alone, its name where there is room for words, and what it means. */
export const standings: Record<Standing, { sign: string; words: string; meaning: string }> = {
  chance: { sign: '≈', words: '≈ chance', meaning: 'not clear of what unrelated data of that size give' },
  saturated: {
    sign: '^',
    words: 'saturated',
    meaning: `saturated: unrelated data of that size give ${highestNull} or more, so the score tells next to nothing`,
  },
};

/** Rounding must not tell apart what differs by exactly what is asked for. */
const rounding = 1e-12;

/**
 * How a score stands to its null level, by the rule for verdicts; undefined where it stands clear of it, or has none (null). Distances are held as the
 * likenesses that `distance` says of them.
 */
export function standingOf(value: number, chance: number | null, distance?: DistanceFacts): Standing | undefined {
  if (chance === null) return undefined;
  const [score, level] = [value, chance].map((one) => distance?.likeness(one) ?? one) as [number, number];
  if (level >= highestNull - rounding) return 'saturated';
  return (score - level) / (1 - level) >= clearOfNull - rounding ? undefined : 'chance';
}

/** What a sentence says of so many saturated scores, or pairs, behind what they are called. */
export function areSaturated(count: number): string {
  return count === 1 ? 'is saturated and tells nothing' : 'are saturated and tell nothing';
}

/** The sign of a score in a column of numbers: a blank for one that stands clear, so that all are as wide. */
export function signOf(standing: Standing | undefined): string {
  return standing ? standings[standing].sign : ' ';
}

/** What the signs in a table mean, in one line; empty where none stands there. */
export function signsText(found: Iterable<Standing | undefined>): string {
  const there = new Set(found);
  return (Object.keys(standings) as Standing[])
    .filter((standing) => there.has(standing))
    .map((standing) => `${standings[standing].sign}: ${standings[standing].meaning}`)
    .join('; ');
}

/** How a score stands to its null level, in one word for tables of numbers; null for one that is missing, or of which no level is known. */
export function clearOr(
  standing: Standing | undefined,
  value: number | null,
  level: number | null | undefined,
): Standing | 'clear' | null {
  if (value === null) return null;
  return standing ?? (level === null || level === undefined ? null : 'clear');
}
