import type { DftReport } from '../facts/measures/dft';
import { numberText } from '../facts/numbers';

/** The means of a comparison by frequencies as a table of its grid. */
export function frequencyText({ locationMeans }: DftReport): string[] {
  return [
    '',
    'mean CCA at each frequency, rows and columns 0, 1, ... and then the negative ones:',
    ...locationMeans.map((row) => row.map((value) => numberText(value).padStart(8)).join('')),
  ];
}
