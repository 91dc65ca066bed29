import { matrix, type Matrix } from '../../src/linalg/matrix';
import { derivedSeed, seededRandom, type Random } from '../../src/linalg/random';
import type { Cell, Kind } from './cells';

/** Samples x neurons of correlated neurons: mixtures of signals with noise of their own, rectified as layers of networks are, or as they are. */
export function layer(n: number, width: number, kind: Kind, random: Random): Matrix {
  const signals = Math.max(2, width >> 1);
  const mixing = Float64Array.from({ length: signals * width }, () => random.normal() / Math.sqrt(signals));
  const X = matrix(n, width);
  for (let i = 0; i < n; i++) {
    const own = Array.from({ length: signals }, () => random.normal());
    for (let j = 0; j < width; j++) {
      const mixed = own.reduce((sum, value, k) => sum + value * mixing[k * width + j]!, 0.5 * random.normal());
      X.data[i * width + j] = kind === 'rectified' ? Math.max(0, mixed) : mixed;
    }
  }
  return X;
}

/** A pair of a cell: of unrelated layers, or of two that see the same signals, each neuron one of them, in scales and with noise of its own. */
export function pairOf({ n, p, q, kind, seed }: Cell, draw: number, related = false): { a: Matrix; b: Matrix } {
  const random = seededRandom(derivedSeed(seed, draw, related ? 1 : 0));
  if (!related) return { a: layer(n, p, kind, random), b: layer(n, q, kind, random) };
  const count = Math.min(p, q, Math.floor(n / 3));
  const signals = matrix(
    n,
    count,
    Float64Array.from({ length: n * count }, () => random.normal()),
  );
  return { a: seen(signals, p, kind, random), b: seen(signals, q, kind, random) };
}

function seen(signals: Matrix, width: number, kind: Kind, random: Random): Matrix {
  const X = matrix(signals.rows, width);
  const scales = Array.from({ length: width }, () => 1 + random.uniform());
  for (let i = 0; i < signals.rows; i++)
    for (let j = 0; j < width; j++) {
      const value = signals.data[i * signals.columns + (j % signals.columns)]! + 0.3 * random.normal();
      X.data[i * width + j] = scales[j]! * (kind === 'rectified' ? Math.max(0, value) : value);
    }
  return X;
}
