import { joinedWords } from '../joinedWords';
import { isOne } from '../measures/readings';
import { areSaturated } from '../standing';
import type { HeldScore } from './heldScores';

/** Scores by name and value: `mean SVCCA 0.82 and linear CKA 0.75`. */
export function valuesOf(held: readonly HeldScore[]): string {
  return joinedWords(held.map(({ score, value }) => `${score.term} ${hundredths(value)}`));
}

/** What unrelated data give by them, in their order; nothing of those of which that is not known. */
export function levelsOf(held: readonly HeldScore[]): string {
  return joinedWords(
    held.flatMap(({ score, level }) =>
      level === null ? [] : [[score.bound?.words, hundredths(level)].join(' ').trim()],
    ),
  );
}

/** Scores by name. */
export function namesOf(held: readonly HeldScore[]): string {
  return joinedWords(held.map(({ score }) => score.term));
}

/** Behind a sentence, of scores that tell nothing; empty of none. */
export function silentClause(saturated: readonly HeldScore[]): string {
  return saturated.length === 0 ? '' : `; ${namesOf(saturated)} ${areSaturated(saturated.length)}`;
}

/** A number of 0 to 1 to two decimals, as a sentence has it: what is not quite 1 never reads as 1. */
export function hundredths(value: number): string {
  if (isOne(value)) return '1';
  const text = value.toFixed(2);
  return text === '1.00' ? '>0.99' : text === '-0.00' ? '0.00' : text;
}
