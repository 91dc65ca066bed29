/** Words or names as a sentence has them: `a, b and c`, or with another word before the last. */
export function joinedWords(words: readonly string[], before: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${before} ${words.at(-1)!}`;
}
