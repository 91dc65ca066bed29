import type { KnownFactors } from '../protocol/worker';
import type { Matrix } from '../linalg/matrix';

/** The same factors with a and b exchanged: what swapping the files of a panel needs instead of reading them again. */
export function exchangeSides({ factors, a, b }: KnownFactors): KnownFactors {
  const { route } = factors;
  return {
    factors: {
      ...factors,
      a: factors.b,
      b: factors.a,
      cross: transposed(factors.cross),
      route: { ...route, condition: { a: route.condition.b, b: route.condition.a } },
    },
    a: b,
    b: a,
  };
}

function transposed({ rows, columns, data }: Matrix): Matrix {
  const turned = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) turned[j * rows + i] = data[i * columns + j]!;
  }
  return { rows: columns, columns: rows, data: turned };
}
