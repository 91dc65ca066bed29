import { transpose } from '../../linalg/transpose';
import type { PairCross, PairFactors } from './pairFactors';
import type { SideFactors } from './sideFactors';

/** What tells two sides apart: it stays the same in all that is made of a side. */
type Telling = Pick<
  SideFactors,
  'neurons' | 'scaleExponent' | 'variance' | 'covarianceNorm' | 'uncentredNorm' | 'norms' | 'mean'
>;

/**
 * Whether a pair is computed turned round, b before a, and what comes of it turned back. Products, decompositions and sums of them differ in their
 * last bits by which side stands first, and scores shall not by how a pair was asked for. Its values alone decide, not where they lie; false of sides
 * that nothing tells apart.
 */
export function standsTurned(a: Telling, b: Telling): boolean {
  const [x, y] = [a, b].map(({ neurons, scaleExponent, variance, covarianceNorm, uncentredNorm, norms }) => [
    neurons,
    scaleExponent,
    variance,
    covarianceNorm,
    uncentredNorm,
    norms.sum,
    norms.squares,
  ]) as [number[], number[]];
  const at = x.findIndex((value, i) => value !== y[i]);
  if (at >= 0) return x[at]! < y[at]!;
  const neuron = a.mean.findIndex((value, j) => value !== b.mean[j]);
  return neuron >= 0 && a.mean[neuron]! < b.mean[neuron]!;
}

/** The pair in the order in which it is computed. */
export function inOrder<F extends Pick<PairFactors, 'a' | 'b' | 'cross' | 'route'>>(factors: F): F {
  return standsTurned(factors.a, factors.b) ? exchanged(factors) : factors;
}

/** The same factors with a and b exchanged. */
export function exchanged<F extends Pick<PairFactors, 'a' | 'b' | 'cross' | 'route'>>(factors: F): F {
  const { a, b, cross, route } = factors;
  const condition = { a: route.condition.b, b: route.condition.a };
  return { ...factors, a: b, b: a, cross: exchangedCross(cross), route: { ...route, condition } };
}

function exchangedCross(cross: PairCross): PairCross {
  const { unbiased } = cross;
  return {
    ...cross,
    matrix: transpose(cross.matrix),
    ...(unbiased ? { unbiased: { aa: unbiased.bb, bb: unbiased.aa, ab: unbiased.ab } } : {}),
  };
}
