import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { sampleProducts, type SampleProducts } from '../../../src/similarity/samples/sampleProducts';
import { samplesOfNeurons, samplesOfRows } from '../../../src/similarity/samples/sideSamples';
import type { SampleDissimilarity } from '../../../src/similarity/samples/sampleDissimilarity';
import { mapped } from '../../jobs/relatedPairs';
import { gaussian } from '../../linalg/random';

const wanted = { gramian: true, rows: false, profile: true };

function cosine(x: Float64Array, y: Float64Array): number {
  const inner = (u: Float64Array, v: Float64Array): number => u.reduce((sum, value, k) => sum + value * v[k]!, 0);
  return inner(x, y) / Math.sqrt(inner(x, x) * inner(y, y));
}

function contrast(x: Float64Array): Float64Array {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  return x.map((value) => value - mean);
}

/** A row of whole numbers, or how far each is from their mean, times their number. */
function wholeRow({ columns, data }: Matrix, i: number, centre: boolean): bigint[] {
  const row = Array.from(data.subarray(i * columns, (i + 1) * columns), BigInt);
  const sum = row.reduce((total, value) => total + value, 0n);
  return centre ? row.map((value) => BigInt(columns) * value - sum) : row;
}

/** 1 - cos by whole numbers: (xx yy - xy²) / (√(xx yy) (√(xx yy) + xy)). */
function exactDissimilarity(x: readonly bigint[], y: readonly bigint[]): number {
  const inner = (u: readonly bigint[], v: readonly bigint[]) => u.reduce((sum, value, k) => sum + value * v[k]!, 0n);
  const [squares, product] = [inner(x, x) * inner(y, y), inner(x, y)];
  const root = Math.sqrt(Number(squares));
  return Number(squares - product * product) / root / (root + Number(product));
}

function nearAll(X: Matrix, products: SampleProducts, tolerance: number): void {
  const rows = Array.from({ length: X.rows }, (_, i) => X.data.slice(i * X.columns, (i + 1) * X.columns));
  const out = new Float64Array(X.rows);
  const ways: [SampleDissimilarity, (row: Float64Array) => Float64Array][] = [
    [products.cosine(), (row) => row],
    [products.correlation(), contrast],
  ];
  for (const [unlike, of] of ways) {
    for (let i = 0; i < X.rows; i++) {
      unlike.row(i, X.rows, out);
      for (let j = 0; j < X.rows; j++) {
        const expected = 1 - cosine(of(rows[i]!), of(rows[j]!));
        assert.ok(Math.abs(out[j]! - expected) <= tolerance, `${i}, ${j}: ${out[j]}, not ${expected}`);
      }
    }
  }
}

describe('dissimilarity of samples', () => {
  for (const [n, d] of [
    [40, 7],
    [20, 130],
  ] as const) {
    it(`is that of the rows as they are, whatever their means: ${n} x ${d}`, async () => {
      // Neurons of different means, and one that does not vary.
      const X = mapped(gaussian(n, d, 1), (value, _, __, j) => (j === 2 ? 3 : value * (j % 5) + (j % 3) * 2));
      nearAll(X, sampleProducts(samplesOfRows(X, n, wanted)), 1e-13);
      const passes = memoryPasses(X, X, { a: 'x', b: 'x' });
      nearAll(X, sampleProducts(await samplesOfNeurons(passes, 'a', n, wanted)), 1e-13);
    });
  }

  it('keeps the digits of correlations beside a large offset, and the range of values', () => {
    const X = gaussian(30, 20, 3);
    nearAll(
      mapped(X, (value) => Math.round(value * 2 ** 20) / 2 ** 20 + 2 ** 20),
      sampleProducts(
        samplesOfRows(
          mapped(X, (value) => Math.round(value * 2 ** 20) / 2 ** 20 + 2 ** 20),
          30,
          wanted,
        ),
      ),
      1e-8,
    );
    for (const power of [900, -900]) {
      const scaled = mapped(X, (value) => value * 2 ** power);
      const [own, far] = [X, scaled].map((M) => sampleProducts(samplesOfRows(M, 30, wanted)).cosine());
      const [x, y] = [new Float64Array(30), new Float64Array(30)];
      own!.row(4, 30, x);
      far!.row(4, 30, y);
      assert.deepEqual(x, y);
    }
  });

  it('has the digits of what samples differ by beside a common offset far above that, and a scale of it', async () => {
    const n = 30;
    // Whole numbers of up to 24 bits; by cosine of the offset, by correlation of one that differs between neurons.
    const far = (value: number, j: number): number => Math.round(value * 8) + 2 ** 23 + 2 ** 21 * (j % 3);
    const X = mapped(gaussian(n, 20, 3), (value, _, __, j) => far(value, j));
    const passes = memoryPasses(X, X, { a: 'x', b: 'x' });
    for (const side of [samplesOfRows(X, n, wanted), await samplesOfNeurons(passes, 'a', n, wanted)]) {
      const products = sampleProducts(side);
      for (const [unlike, centre] of [
        [products.cosine(), false],
        [products.correlation(), true],
      ] as const) {
        assert.ok(unlike.scale < 1e-9 && unlike.scale > 1e-13, String(unlike.scale));
        const rows = Array.from({ length: n }, (_, i) => wholeRow(X, i, centre));
        for (let i = 0; i < n; i++)
          for (let j = 0; j < i; j++) {
            const ratio = unlike.of(i, j) / exactDissimilarity(rows[i]!, rows[j]!);
            assert.ok(Math.abs(ratio - 1) < 1e-9, `${i}, ${j}: ${ratio}`);
          }
      }
    }
  });

  it('is not defined of samples without a direction, which are named: all 0, or all neurons equal', () => {
    const X = matrix(5, 3, Float64Array.of(0, 0, 0, 1, 2, 3, 0.1, 0.1, 0.1, 3, 2, 1, -1, 4, 0));
    const products = sampleProducts({ ...samplesOfRows(X, 5, wanted), places: Uint32Array.of(2, 3, 5, 7, 11) });
    assert.deepEqual(products.cosine().undefined, [0]);
    assert.deepEqual(products.correlation().undefined, [0, 2]);
    assert.equal(products.placeOf(2), 5);
    const out = new Float64Array(5);
    products.correlation().row(2, 5, out);
    assert.deepEqual(Array.from(out), [1, 1, 1, 1, 1]);
    products.correlation().row(1, 5, out);
    assert.ok(Math.abs(out[3]! - 2) < 1e-15);
    assert.deepEqual([out[0], out[2]], [1, 1]);
  });
});
