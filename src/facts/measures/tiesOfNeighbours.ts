import type { CsvEntry } from './measure';

/** In a report: how many samples have ties that leave a score of neighbours without a level of unrelated data. */
export const tiedSchema = {
  type: 'integer',
  minimum: 1,
  description:
    'Samples among whose neighbours others are as near, on the side with fewer such samples; given where these may lift what unrelated data have in common, so that the levels do not hold.',
};

/** The same as a row of a table; none where it is not given. */
export function tiedCsv({ tied }: { tied?: number }): CsvEntry[] {
  return tied ? [['tied', tied]] : [];
}

/** What unrelated data give, at the end of a sentence: the level as it is written, or why it does not hold. */
export function unrelatedWords(level: string, tied: number | undefined): string {
  if (!tied) return `unrelated data: ${level}.`;
  return `what unrelated data give is not known. ${samplesWithTies(tied)} more others as near as the last: both sides take the earlier, those of unrelated data as well; calibrate to tell.`;
}

/** Behind a note: why it does not hold, in few words; nothing where it does. */
export function tiesNote(tied: number | undefined): string {
  if (!tied) return '';
  return `; ${samplesWithTies(tied)} more as near, of which both sides take the earlier: calibrate to know the level of unrelated data`;
}

function samplesWithTies(tied: number): string {
  return tied === 1 ? '1 sample has' : `${tied} samples have`;
}
