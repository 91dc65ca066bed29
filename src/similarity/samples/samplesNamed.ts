import { joinedWords } from '../../facts/joinedWords';

/** Samples that a sentence names one by one. */
const named = 5;

/** Samples by their places, counted from 0, as a sentence begins with them: the first few, and how many more. */
export function samplesNamed(places: readonly number[]): string {
  const first = places.slice(0, named).map(String);
  const more = places.length - first.length;
  const words = more > 0 ? [...first, `${more.toLocaleString('en-US')} more`] : first;
  return `Sample${places.length === 1 ? '' : 's'} ${joinedWords(words)}`;
}
