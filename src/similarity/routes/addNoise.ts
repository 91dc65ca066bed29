import type { Matrix } from '../../linalg/matrix';

/**
 * X plus uniform noise of 0 to `size`, as google/svcca's robust variant adds when a decomposition fails; a copy. Seeded, so that a run can
 * be repeated to the last bit (the generator is mulberry32).
 */
export function addNoise(X: Matrix, size: number, seed: number): Matrix {
  let state = seed >>> 0;
  const data = X.data.map((value) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return value + (size * ((mixed ^ (mixed >>> 14)) >>> 0)) / 4294967296;
  });
  return { rows: X.rows, columns: X.columns, data };
}
