/** Why something of a result has no numbers: the pair of two paths, or with an empty `b` every pair of an array that cannot be read. */
export interface Refused {
  a: string;
  b: string;
  message: string;
}

/** The reason of a pair of paths, whichever is a; undefined for one that was not refused. */
export function reasonsOf(refused: readonly Refused[]): (a: string, b: string) => string | undefined {
  const known = new Map<string, string>();
  const key = (a: string, b: string): string => `${a}\n${b}`;
  for (const { a, b, message } of refused) {
    known.set(key(a, b), message);
    if (b !== '' && !known.has(key(b, a))) known.set(key(b, a), message);
  }
  return (a, b) => known.get(key(a, b)) ?? known.get(key(a, '')) ?? known.get(key(b, ''));
}
