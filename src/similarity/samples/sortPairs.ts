/** Runs no longer than this are sorted by insertion. */
const short = 40;
/** Most buckets of a run: their ends are written in turn, and stay in the processor's caches. */
const mostBuckets = 4096;

/** Values no farther apart are taken for equal: what they are divided by would be no number. */
const negligible = 2 ** -1000;

/** Values in ascending order, and where each of them stood. */
export interface SortedValues {
  values: Float64Array;
  places: Uint32Array;
}

/**
 * Sorts many finite values: they are dealt into buckets by where they lie between the least and the largest, and each bucket again, until they are few. Takes
 * time by the number of values, whatever these are, where their range spans no more than some powers of two; the values themselves are left as they are.
 */
export function sortPairs(given: Float64Array): SortedValues {
  const n = given.length;
  const sorted = { values: new Float64Array(n), places: new Uint32Array(n) };
  const dealer = deal(given, undefined, sorted);
  if (!dealer) {
    sorted.values.set(given);
    for (let at = 0; at < n; at++) sorted.places[at] = at;
    return sorted;
  }
  const scratch = scratchOf();
  for (let bucket = 0, from = 0; bucket < dealer.length; bucket++) {
    sortRun(sorted, from, dealer[bucket]!, scratch);
    from = dealer[bucket]!;
  }
  return sorted;
}

/** Memory for runs that are dealt, as long as the longest of them. */
type Scratch = (length: number) => SortedValues;

function scratchOf(): Scratch {
  let held: SortedValues = { values: new Float64Array(0), places: new Uint32Array(0) };
  return (length) => {
    if (held.values.length < length) held = { values: new Float64Array(length), places: new Uint32Array(length) };
    return held;
  };
}

function sortRun(sorted: SortedValues, from: number, to: number, scratch: Scratch): void {
  if (to - from > short) {
    const run = { values: sorted.values.subarray(from, to), places: sorted.places.subarray(from, to) };
    const copy = scratch(to - from);
    copy.values.set(run.values);
    copy.places.set(run.places);
    const ends = deal(copy.values.subarray(0, to - from), copy.places, run);
    if (!ends) return;
    for (let bucket = 0, first = 0; bucket < ends.length; bucket++) {
      if (ends[bucket]! - first > short) sortRun(sorted, from + first, from + ends[bucket]!, scratch);
      first = ends[bucket]!;
    }
  }
  insert(sorted, from, to);
}

/**
 * Deals values, with their places (their own order where there are none), into buckets one after the other; yields where each bucket ends. Undefined where all
 * are equal, which are not moved.
 */
function deal(values: Float64Array, places: Uint32Array | undefined, into: SortedValues): Uint32Array | undefined {
  const n = values.length;
  let [least, most] = [Infinity, -Infinity];
  for (let at = 0; at < n; at++) {
    const value = values[at]!;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (!(most - least > negligible)) return undefined;
  let buckets = 2;
  while (buckets < mostBuckets && 4 * buckets < n) buckets *= 2;
  // The least and the largest are never in one bucket, so that dealing comes to an end.
  const scale = buckets / (most - least);
  const last = buckets - 1;
  const ends = new Uint32Array(buckets);
  for (let at = 0; at < n; at++) ends[Math.min(last, ((values[at]! - least) * scale) | 0)]!++;
  for (let bucket = 0, before = 0; bucket < buckets; bucket++) {
    const count = ends[bucket]!;
    ends[bucket] = before;
    before += count;
  }
  for (let at = 0; at < n; at++) {
    const value = values[at]!;
    const place = ends[Math.min(last, ((value - least) * scale) | 0)]!++;
    into.values[place] = value;
    into.places[place] = places ? places[at]! : at;
  }
  return ends;
}

function insert({ values, places }: SortedValues, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    const value = values[at]!;
    if (!(values[at - 1]! > value)) continue;
    const place = places[at]!;
    let free = at;
    for (; free > from && values[free - 1]! > value; free--) {
      values[free] = values[free - 1]!;
      places[free] = places[free - 1]!;
    }
    values[free] = value;
    places[free] = place;
  }
}
