import { matrix, type Matrix } from '../../src/linalg/matrix';

/** Numbers of numpy.random.seed(seed) and uniform(), as published numbers of other programs were made: MT19937 (Matsumoto and Nishimura 1998). */
export function numpyUniform(seed: number): (rows: number, columns: number) => Matrix {
  const state = new Uint32Array(624);
  state[0] = seed;
  for (let i = 1; i < 624; i++) state[i] = Math.imul(1812433253, state[i - 1]! ^ (state[i - 1]! >>> 30)) + i;
  let at = 624;
  const next = (): number => {
    if (at === 624) {
      for (let i = 0; i < 624; i++) {
        const mixed = (state[i]! & 0x80000000) | (state[(i + 1) % 624]! & 0x7fffffff);
        state[i] = state[(i + 397) % 624]! ^ (mixed >>> 1) ^ (mixed & 1 ? 0x9908b0df : 0);
      }
      at = 0;
    }
    let drawn = state[at++]!;
    drawn ^= drawn >>> 11;
    drawn ^= (drawn << 7) & 0x9d2c5680;
    drawn ^= (drawn << 15) & 0xefc60000;
    return (drawn ^ (drawn >>> 18)) >>> 0;
  };
  return (rows, columns) =>
    matrix(
      rows,
      columns,
      Float64Array.from({ length: rows * columns }, () => {
        const [high, low] = [next() >>> 5, next() >>> 6];
        return (high * 2 ** 26 + low) / 2 ** 53;
      }),
    );
}
