/** Which side of a level unrelated data keep to, where it is no mean but a bound of it: in words, and as a sign in tables. */
export interface NullBound {
  words: 'at most' | 'at least';
  sign: '≤' | '≥';
}

const most: NullBound = { words: 'at most', sign: '≤' };
const least: NullBound = { words: 'at least', sign: '≥' };

/** The scores, by their names in documents, whose null level is a bound. */
export const nullBounds: Readonly<Record<string, NullBound | undefined>> = {
  procrustes: most,
  procrustesDistance: least,
};
