import { joinedWords } from './joinedWords';

/** Some of many files: the first names, and how many there are. */
export interface NamedFiles {
  names: string[];
  count: number;
}

/** So many files of a kind are named. */
export const mostNamed = 3;

/** The first of some files by name, and how many there are beside them. */
export function listedFiles({ names, count }: NamedFiles): string {
  const rest = count - names.length;
  return joinedWords(rest > 0 ? [...names, `${rest} more`] : names);
}
