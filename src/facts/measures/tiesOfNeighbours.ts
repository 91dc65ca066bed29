/** In a report: how many samples have ties that leave a score of neighbours without a level of unrelated data. */
export const tiedSchema = {
  type: 'integer',
  minimum: 1,
  description:
    'Samples among whose neighbours others are as near, on the side with fewer such samples; given where these may lift what unrelated data have in common, so that the levels do not hold.',
};

/** Why scores of samples with ties have no level of unrelated data. */
export function tiesSentence(tied: number): string {
  return `${samplesWithTies(tied)} more others as near as the last: both sides take the earlier, those of unrelated data as well; calibrate to tell.`;
}

/** The same, in few words. */
export function tiesNote(tied: number): string {
  return `${samplesWithTies(tied)} more as near, of which both sides take the earlier: calibrate to know the level of unrelated data`;
}

function samplesWithTies(tied: number): string {
  return tied === 1 ? '1 sample has' : `${tied} samples have`;
}
