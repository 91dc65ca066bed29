/** Values that are few enough to be sorted. */
const few = 1 << 14;
const buckets = 1 << 12;

/**
 * The median of all n x n entries of a symmetric matrix that is 0 on its diagonal and nowhere below 0: the mean of the two in the middle where there are an even
 * number. `below`: those below the diagonal. Nothing is sorted as a whole, nor changed.
 */
export function medianWithDiagonal(samples: number, below: Float64Array): number {
  const middle = (samples ** 2 - 1) / 2;
  const at = (place: number): number => {
    // The diagonal comes first, each of the others twice.
    const own = Math.floor((place - samples) / 2);
    return own < 0 ? 0 : valueAt(below, own);
  };
  const [low, high] = [Math.floor(middle), Math.ceil(middle)];
  return low === high ? at(low) : (at(low) + at(high)) / 2;
}

/** The value at a place in ascending order, from 0. */
export function valueAt(values: Float64Array, place: number): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  let before = 0;
  let within = values.length;
  while (within > few && most - least > 2 ** -1000) {
    const scale = buckets / (most - least);
    const bucketOf = (value: number): number => Math.min(buckets - 1, Math.floor((value - least) * scale));
    const counts = new Uint32Array(buckets);
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value >= least && value <= most) counts[bucketOf(value)]!++;
    }
    let bucket = 0;
    while (before + counts[bucket]! <= place) before += counts[bucket++]!;
    within = counts[bucket]!;
    let [first, last] = [Infinity, -Infinity];
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (value < least || value > most || bucketOf(value) !== bucket) continue;
      if (value < first) first = value;
      if (value > last) last = value;
    }
    [least, most] = [first, last];
  }
  if (least === most) return least;
  const rest = values.filter((value) => value >= least && value <= most).sort();
  return rest[place - before]!;
}
