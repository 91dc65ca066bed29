import { matrix, type Matrix } from '../../../src/linalg/matrix';

/**
 * What numpy.random.seed(seed) and then numpy.random.uniform give: MT19937 (Matsumoto & Nishimura 1998), two words a number. The public code bases that
 * publish scores of such arrays draw them so.
 */
export function numpyUniform(seed: number): (rows: number, columns: number) => Matrix {
  const state = new Uint32Array(624);
  state[0] = seed;
  for (let i = 1; i < 624; i++) {
    const before = state[i - 1]! ^ (state[i - 1]! >>> 30);
    state[i] = Math.imul(1812433253, before) + i;
  }
  let at = 624;
  const word = (): number => {
    if (at === 624) {
      for (let i = 0; i < 624; i++) {
        const both = (state[i]! & 0x80000000) | (state[(i + 1) % 624]! & 0x7fffffff);
        state[i] = state[(i + 397) % 624]! ^ (both >>> 1) ^ (both & 1 ? 0x9908b0df : 0);
      }
      at = 0;
    }
    let y = state[at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
  return (rows, columns) => {
    const found = matrix(rows, columns);
    for (let i = 0; i < found.data.length; i++) {
      const high = word() >>> 5;
      found.data[i] = (high * 67108864 + (word() >>> 6)) / 9007199254740992;
    }
    return found;
  };
}
