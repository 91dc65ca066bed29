import type { DftReport } from '../src/similarity/report';

/** What a heat map of frequencies shows: its rows and columns by name, and the mean CCA at each. */
export interface FrequencyPlan {
  rows: string[];
  columns: string[];
  values: (number | null)[][];
  label: string;
  caption: string;
}

/** The mean CCA at each frequency, the negative frequencies before 0, so that low frequencies are in the middle. */
export function frequencyPlan({ height, width, locationMeans }: DftReport): FrequencyPlan {
  const rows = centred(height);
  const columns = centred(width);
  const at = (k: number, count: number) => (k < 0 ? k + count : k);
  return {
    rows: rows.map(String),
    columns: columns.map(String),
    values: rows.map((i) => columns.map((j) => locationMeans[at(i, height)]![at(j, width)]!)),
    label: 'Mean CCA at each spatial frequency of the maps.',
    caption: 'Vertical (rows) and horizontal frequency in waves a map; (0, 0) is the mean over positions.',
  };
}

/** The frequencies of an axis in rising order. */
function centred(count: number): number[] {
  return Array.from({ length: count }, (_, k) => k - Math.floor(count / 2));
}
