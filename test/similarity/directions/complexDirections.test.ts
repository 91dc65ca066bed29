import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { multiply } from '../../../src/linalg/multiply';
import { complexCca } from '../../../src/similarity/frequencies/complexCca';
import { complexDirections } from '../../../src/similarity/directions/complexDirections';
import { columnOf, complexProduct, plusTimes } from '../../../src/similarity/frequencies/complexVectors';
import { canonicalDirections, canonicalVariates } from '../../../src/similarity/directions/directions';
import { factorPair } from '../../../src/similarity/routes/factorPair';
import type { ComplexColumns } from '../../../src/similarity/frequencies/frequencyTransform';
import { loadings } from '../../../src/similarity/directions/loadings';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { forEveryKernels } from '../../linalg/everyKernels';
import { gaussian } from '../../linalg/random';
import { centredColumns, realColumns } from '../complexColumns';
import { near } from '../expectedPair';

const names = { a: 'a', b: 'b' };
const n = 90;

function complex(channels: number, seed: number): ComplexColumns {
  return {
    real: centredColumns(gaussian(n, channels, seed)),
    imaginary: centredColumns(gaussian(n, channels, seed + 500)),
  };
}

/** Columns times a complex factor. */
function turned({ real, imaginary }: ComplexColumns, re: number, im: number): ComplexColumns {
  return {
    real: { ...real, data: real.data.map((value, at) => re * value - im * imaginary.data[at]!) },
    imaginary: { ...real, data: real.data.map((value, at) => im * value + re * imaginary.data[at]!) },
  };
}

forEveryKernels(() => {
  describe('directions of complex columns', () => {
    const [A, B] = [complex(4, 1), complex(6, 2)];

    it('correlate as complex CCA says', async () => {
      const { coefficients } = await complexDirections(A, B, names, 10);
      near(coefficients, (await complexCca(A, B, names)).coefficients, 1e-12, 'coefficients');
      assert.equal((await complexDirections(A, B, names, 2)).coefficients.length, 2);
    });

    it('are those of plain CCA for real columns, up to sign', async () => {
      const [X, Y] = [A.real, B.real];
      const found = await complexDirections(realColumns(X), realColumns(Y), names, 3);
      const factors = await factorPair(memoryPasses(X, Y, names), names);
      const expected = canonicalDirections(factors);
      for (const [side, Z] of [
        ['a', X],
        ['b', Y],
      ] as const) {
        const variates = canonicalVariates(Z, expected[side]);
        const loading = loadings(factors[side], expected[side].rotation);
        for (let k = 0; k < 3; k++) {
          const [one, other] = [columnOf(found[side].variates, k), columnOf(variates, k)];
          const sign = Math.sign(one.reduce((sum, value, i) => sum + value * other[i]!, 0));
          near(
            one,
            other.map((value) => sign * value),
            1e-10,
            `variate ${k} of ${side}`,
          );
          near(columnOf(found[side].loadings, k), columnOf(loading, k).map(Math.abs), 1e-10, 'loadings');
          near(columnOf(found[side].weights, k), columnOf(expected[side].weights, k).map(Math.abs), 1e-10, 'weights');
        }
      }
    });

    it('do not see a phase of either side but in a’s largest loading, which is positive', async () => {
      const [one, other] = [
        await complexDirections(A, B, names, 3),
        await complexDirections(turned(A, 0.6, -0.8), turned(B, -0.8, 0.6), names, 3),
      ];
      near(other.coefficients, one.coefficients, 1e-12, 'coefficients');
      near(other.a.loadings.data, one.a.loadings.data, 1e-10, 'loadings');
      for (let k = 0; k < 3; k++) {
        const sizes = columnOf(one.a.loadings, k);
        const largest = sizes.indexOf(sizes.reduce((most, size) => Math.max(most, size)));
        const x = Float64Array.of(...columnOf(A.real, largest), ...columnOf(A.imaginary, largest));
        const z = await wholeVariate(A, one.a.variates, k);
        const [re, im] = complexProduct(z, x);
        assert.ok(re > 0 && Math.abs(im) < 1e-8 * re);
      }
    });

    it('are as many as there are channels where all correlations are equal, and the same on both sides', async () => {
      const same = await complexDirections(A, turned(A, 0, 2), names, 10);
      near(same.coefficients, [1, 1, 1, 1], 1e-12, 'coefficients');
      near(same.b.variates.data, same.a.variates.data, 1e-8, 'variates');
      // Loadings of a whole basis: the squares of each channel's add up to 1.
      for (let j = 0; j < 4; j++) {
        let sum = 0;
        for (let k = 0; k < 4; k++) sum += same.a.loadings.data[j * 4 + k]! ** 2;
        near([sum], [1], 1e-10, `channel ${j}`);
      }
    });
  });
});

/** The complex variate whose real part is known: the combination of the columns that has it. */
async function wholeVariate(
  X: ComplexColumns,
  real: { rows: number; columns: number; data: Float64Array },
  k: number,
): Promise<Float64Array> {
  const { columns } = X.real;
  // Re((X + iY)(u + iv)) = Xu - Yv, by least squares of as many real columns.
  const P = { rows: n, columns: 2 * columns, data: new Float64Array(n * 2 * columns) };
  for (let i = 0; i < n; i++)
    for (let j = 0; j < columns; j++) {
      P.data[i * 2 * columns + j] = X.real.data[i * columns + j]!;
      P.data[i * 2 * columns + columns + j] = -X.imaginary.data[i * columns + j]!;
    }
  const y = columnOf(real, k);
  const target = { rows: n, columns: 1, data: y };
  const { a } = canonicalDirections(await factorPair(memoryPasses(P, target, names), names));
  const fitted = multiply(P, a.weights).data;
  const factor =
    y.reduce((sum, value, i) => sum + value * fitted[i]!, 0) / fitted.reduce((sum, value) => sum + value ** 2, 0);
  let z: Float64Array = new Float64Array(2 * n);
  for (let j = 0; j < columns; j++) {
    const x = Float64Array.of(...columnOf(X.real, j), ...columnOf(X.imaginary, j));
    z = plusTimes(z, [a.weights.data[j]! * factor, a.weights.data[columns + j]! * factor], x);
  }
  return z;
}
