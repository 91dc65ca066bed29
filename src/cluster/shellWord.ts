import { LensError } from '../facts/errors';

/**
 * A text as one word of a POSIX shell, in which nothing is special: plain characters as they are, anything else between single quotes, newlines too.
 * @throws LensError `usage` for a text with a null character, which no shell can be told.
 */
export function shellWord(text: string): string {
  if (text.includes('\0')) throw new LensError('usage', 'A null character can stand in no shell script; leave it out.');
  return /^[\w/.:@%,+-][\w/.:@%,+=-]*$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Words as one line that people can paste into a shell. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
