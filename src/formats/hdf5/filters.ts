import type { Hdf5Filter } from './library';

/** The filters that are read, by their registered numbers, as people know them. */
const read: Readonly<Record<number, string>> = {
  1: 'gzip',
  2: 'shuffle',
  3: 'fletcher32',
  5: 'nbit',
  6: 'scale-offset',
};

/** Others that people meet: each needs a program that is loaded into the library from a file, which is not done here. */
const others: Readonly<Record<number, string>> = {
  4: 'szip',
  307: 'bzip2',
  32000: 'lzf',
  32001: 'blosc',
  32004: 'lz4',
  32008: 'bitshuffle',
  32013: 'zfp',
  32015: 'zstd',
  32026: 'blosc2',
};

/** What people call a filter. */
export function filterName({ id, name, values }: Hdf5Filter): string {
  const known = read[id] ?? others[id] ?? (name || `filter ${id}`);
  return id === 1 && values.length > 0 ? `${known} (level ${values[0]})` : known;
}

/** The first of some filters that is not read; undefined where all are. */
export function unreadFilter(filters: readonly Hdf5Filter[]): Hdf5Filter | undefined {
  return filters.find(({ id }) => read[id] === undefined);
}
