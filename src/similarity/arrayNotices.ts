/**
 * Codes of the notices that concern one array, whatever it is compared with: they name it, and have the same words in every pair that it takes
 * part in. All others concern a pair.
 */
export const arrayNotices: ReadonlySet<string> = new Set(['neurons-dropped', 'rounding-dimensions', 'non-finite']);
