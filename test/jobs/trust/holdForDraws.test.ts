import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { holdForDraws } from '../../../src/jobs/trust/holdForDraws';
import { defaultOptions } from '../../../src/facts/options';
import type { Matrix } from '../../../src/linalg/matrix';
import { samplesOfDraw } from '../../../src/similarity/trust/heldSide';
import { samplesOfRows } from '../../../src/similarity/samples/sideSamples';
import { sampleProducts } from '../../../src/similarity/samples/sampleProducts';
import { mapped, representation } from '../relatedPairs';

describe('a side held for draws', () => {
  for (const [n, d] of [
    [30, 6],
    [12, 40],
  ] as const) {
    it(`has its samples as they are where these are asked for, means and neurons that do not vary with them: ${n} x ${d}`, () => {
      const X = mapped(representation(n, d, 3), (value, at) => (at % d === 2 ? 7 : value + (at % d)));
      const asked = { ofCut: false, rows: false, means: true };
      const side = holdForDraws(X, { name: 'x', unit: 0 }, asked, defaultOptions);
      const { b } = samplesOfDraw({ a: side, b: side, rowsPerSample: 1 }, side.U, (rows) => rows)();
      const correlationsOf = (data: Matrix): Float64Array => {
        const found = new Float64Array(n);
        const products = sampleProducts(samplesOfRows(data, n, { gramian: true, rows: false, profile: true }));
        products.correlation().row(n - 1, n, found);
        return found;
      };
      const [found, expected] = [correlationsOf(b), correlationsOf(X)];
      assert.equal(b.columns, d);
      expected.forEach((value, at) => assert.ok(Math.abs(found[at]! - value) < 1e-12, `${found[at]}, not ${value}`));
    });
  }
});
