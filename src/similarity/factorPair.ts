import type { Matrix } from '../linalg/matrix';
import { dualRoute } from './dualRoute';
import { tryGramRoute } from './gramRoute';
import type { PairFactors, SideFactors } from './pairFactors';
import { prepareSide, type PreparedSide } from './prepareSide';
import { qrRoute } from './qrRoute';
import type { DroppedNeuron, Notice, RouteReport } from './report';

/** What a route makes of a prepared side beyond its preparation. */
export interface SideBasis {
  rank: number;
  singularValues: Float64Array;
  right?: Matrix;
  /** Positions, among the prepared columns, of neurons that are linear combinations of others. */
  dependent: number[];
}

/** What a route yields: both bases, U_a'U_b, and how it was done. */
export interface RouteResult {
  a: SideBasis;
  b: SideBasis;
  cross: Matrix;
  route: RouteReport;
}

/**
 * Reduces two representations of the same samples (samples x neurons, finite, equal rows; left as they were) to what every measure is a
 * function of. The route is chosen by the stated criteria of {@link RouteReport}. `onProgress` gets fractions of 1.
 * @throws NoVarianceError, NotConvergedError.
 */
export function factorPair(
  A: Matrix,
  B: Matrix,
  names: { a: string; b: string },
  onProgress: (fraction: number) => void = () => undefined,
): PairFactors {
  const a = prepareSide(A, names.a);
  const b = prepareSide(B, names.b);
  onProgress(0.05);
  const wide = a.X.rows <= Math.max(a.X.columns, b.X.columns);
  const result = wide ? dualRoute(a, b, onProgress) : (tryGramRoute(a, b) ?? qrRoute(a, b, onProgress));
  onProgress(1);
  const sides = { a: sideFactors(a, result.a), b: sideFactors(b, result.b) };
  const notices = [...droppedNotice(sides.a), ...droppedNotice(sides.b)];
  return { samples: a.X.rows, ...sides, cross: result.cross, route: result.route, notices };
}

function sideFactors(side: PreparedSide, basis: SideBasis): SideFactors {
  const dropped: DroppedNeuron[] = [
    ...side.constant.map((index) => ({ index, reason: 'constant' as const })),
    ...basis.dependent.map((at) => ({ index: side.columns[at]!, reason: 'dependent' as const })),
  ];
  return {
    name: side.name,
    features: side.features,
    mean: side.mean,
    columns: side.columns,
    dropped: dropped.sort((x, y) => x.index - y.index),
    rank: basis.rank,
    singularValues: basis.singularValues,
    scaleExponent: side.scaleExponent,
    ...(basis.right === undefined ? {} : { right: basis.right }),
    squaredRowNorms: side.squaredRowNorms,
  };
}

const listed = 12;

function droppedNotice(side: SideFactors): Notice[] {
  const notices: string[] = [];
  for (const reason of ['constant', 'dependent'] as const) {
    const indices = side.dropped.filter((neuron) => neuron.reason === reason).map((neuron) => neuron.index);
    if (indices.length === 0) continue;
    const list = indices.slice(0, listed).join(', ') + (indices.length > listed ? ', …' : '');
    const what = reason === 'constant' ? 'constant' : 'linear combinations of earlier ones';
    notices.push(`${indices.length} of ${side.features} neurons are ${what} (${list})`);
  }
  if (notices.length === 0) return [];
  return [
    {
      code: 'neurons-dropped',
      message: `${side.name}: ${notices.join('; ')}; they add nothing to the representation.`,
    },
  ];
}
