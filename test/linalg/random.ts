import { matrix, type Matrix } from '../../src/linalg/matrix';

/** A generator of numbers in 0 to 1 (mulberry32): the same seed, the same numbers. */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Independent standard normal entries. */
export function gaussian(rows: number, columns: number, seed: number): Matrix {
  const next = uniform(seed);
  const data = new Float64Array(rows * columns);
  // In a loop, which takes half the time of Float64Array.from: most tests draw their data here.
  for (let at = 0; at < data.length; at++)
    data[at] = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return matrix(rows, columns, data);
}
