/** A stream of random numbers that is the same on every machine for the same seed. */
export interface Random {
  /** A number from 0 (inclusive) to 1 (exclusive), in steps of 2^-32. */
  uniform(): number;
  /** A number from `from` (inclusive) to `to` (exclusive). */
  between(from: number, to: number): number;
  /** A number of the standard normal distribution. */
  normal(): number;
  /** The whole numbers 0 .. n - 1 in random order, each order equally likely. */
  permutation(n: number): Uint32Array;
}

/**
 * A generator started from a seed: sfc32 by Chris Doty-Humphrey (PractRand), normal numbers by Marsaglia's polar method, which
 * needs no sine or cosine and so no function that differs between machines.
 * @param seed a whole number from 0 to 2^32 - 1; different seeds give unrelated streams.
 */
export function seededRandom(seed: number): Random {
  let a = 0;
  let b = 0;
  let c = seed | 0;
  let counter = 1;
  let spare: number | undefined;

  function uniform(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  function normal(): number {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square === 0 || square >= 1) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  }

  function permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = Math.floor(uniform() * (i + 1));
      const moved = order[i]!;
      order[i] = order[j]!;
      order[j] = moved;
    }
    return order;
  }

  // The seed reaches every part of the state only after some rounds.
  for (let i = 0; i < 15; i++) uniform();
  return { uniform, between: (from, to) => from + (to - from) * uniform(), normal, permutation };
}

/**
 * The seed of one of many streams that belong to one seed: the same for the same numbers, unrelated for others (MurmurHash3's finaliser over each).
 * @param seed and `path`: whole numbers, e.g. what is drawn and its place in a row of draws.
 */
export function derivedSeed(seed: number, ...path: number[]): number {
  let state = mixed(seed);
  for (const part of path) state = mixed((state + Math.imul(part + 1, 0x9e3779b1)) | 0);
  return state >>> 0;
}

function mixed(value: number): number {
  let state = value | 0;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}
