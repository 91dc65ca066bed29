import { LensError } from '../../facts/errors';

/** What cannot be done with whole sequences then. */
export const notWhole = 'whole sequences are no rows of one length';

/** Sequences have different numbers of real steps, each a row, where what is asked for needs samples with as many rows each. `so`: what cannot be done. */
export function raggedRows(name: string, so: string): LensError {
  const message = `The real steps of ${name} are different numbers of rows for each sample, so that ${so}: choose the mean or the last of the steps (--sequence mean or last).`;
  return new LensError('recipe-mismatch', message);
}
