import type { DftReport } from '../../src/facts/measures/dft';

/** What a map of frequencies shows: the frequencies of its rows and columns, and the mean CCA at each. */
interface FrequencyTable {
  rows: string[];
  columns: string[];
  values: (number | null)[][];
}

/** The mean CCA at each frequency, the negative frequencies before 0, so that low frequencies are in the middle. */
export function frequencyTable({
  height,
  width,
  locationMeans,
}: Pick<DftReport, 'height' | 'width' | 'locationMeans'>): FrequencyTable {
  const rows = centred(height);
  const columns = centred(width);
  const at = (frequency: number, length: number) => (frequency < 0 ? frequency + length : frequency);
  return {
    rows: rows.map(String),
    columns: columns.map(String),
    values: rows.map((i) => columns.map((j) => locationMeans[at(i, height)]![at(j, width)]!)),
  };
}

/** The frequencies of an axis in rising order, -length/2 the first. */
export function centred(length: number): number[] {
  return Array.from({ length }, (_, k) => k - Math.floor(length / 2));
}
