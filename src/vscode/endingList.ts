import { env } from 'vscode';
import { formats } from '../facts/formats';

/** The endings of files of arrays as a sentence in the editor's language has them: `.npy or .npz`. */
export function endingList(word: 'or' | 'and'): string {
  const type = word === 'or' ? 'disjunction' : 'conjunction';
  return new Intl.ListFormat(env.language, { type }).format(formats.map(({ endings: [first] }) => first));
}
