import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrix, type Matrix } from '../../../src/linalg/matrix';
import { memoryPasses } from '../../../src/similarity/routes/memoryPasses';
import { drawnRows } from '../../../src/similarity/samples/drawnRows';
import { nearestNeighbours } from '../../../src/similarity/samples/nearestNeighbours';
import { sampleProducts } from '../../../src/similarity/samples/sampleProducts';
import { gramianOf, samplesOfNeurons, samplesOfRows } from '../../../src/similarity/samples/sideSamples';
import { squaredDistances } from '../../../src/similarity/samples/squaredDistances';
import { mapped } from '../../jobs/relatedPairs';
import { forFastestKernels } from '../../linalg/everyKernels';
import { gaussian } from '../../linalg/random';

const both = { gramian: true, rows: true };

/** Inner products of rows, as they are. */
function plainGramian({ rows, columns, data }: Matrix): Matrix {
  const gramian = matrix(rows, rows);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < rows; j++)
      for (let k = 0; k < columns; k++) gramian.data[i * rows + j]! += data[i * columns + k]! * data[j * columns + k]!;
  return gramian;
}

function centredColumns(X: Matrix): Matrix {
  const means = Array.from({ length: X.columns }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < X.rows; i++) sum += X.data[i * X.columns + j]!;
    return sum / X.rows;
  });
  return mapped(X, (value, _, __, j) => value - means[j]!);
}

function near(found: Matrix, expected: Matrix, tolerance: number): void {
  assert.deepEqual([found.rows, found.columns], [expected.rows, expected.columns]);
  const scale = expected.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  found.data.forEach((value, at) =>
    assert.ok(Math.abs(value - expected.data[at]!) <= tolerance * scale, `${at}: ${value}, not ${expected.data[at]}`),
  );
}

forFastestKernels(() => {
  describe('samples of a side', () => {
    // One tile, a whole number of tiles, and some rows more; more and fewer neurons.
    for (const [n, d] of [
      [40, 7],
      [20, 90],
      [512, 5],
      [1100, 6],
    ] as const) {
      it(`have the inner products of their centred rows, symmetric to the last bit: ${n} x ${d}`, () => {
        const X = mapped(gaussian(n, d, 1), (value, _, __, j) => value * (j + 1) + 5);
        const { samples, of, scaleExponent, gramian, rows } = samplesOfRows(X, n, both);
        assert.deepEqual([samples, of], [n, n]);
        const K = gramian!;
        near(
          mapped(K, (value) => value * 4 ** scaleExponent),
          plainGramian(centredColumns(X)),
          1e-13,
        );
        near(
          mapped(rows!, (value) => value * 2 ** scaleExponent),
          centredColumns(X),
          1e-14,
        );
        for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) assert.equal(K.data[i * n + j], K.data[j * n + i]);
      });
    }

    it('are the same from a pass over neurons', async () => {
      for (const [n, d] of [
        [30, 200],
        [60, 9],
      ] as const) {
        const X = mapped(gaussian(n, d, 2), (value, _, __, j) => (j === 3 ? 7 : value - 4));
        const passes = memoryPasses(X, X, { a: 'x', b: 'x' });
        const found = await samplesOfNeurons(passes, 'a', 100);
        assert.deepEqual([found.samples, found.of], [n, 100]);
        const inUnits = mapped(found.gramian!, (value) => value * 4 ** found.scaleExponent);
        near(inUnits, plainGramian(centredColumns(X)), 1e-13);
      }
    });

    it('keep their digits beside a large offset, and their range', async () => {
      const X = gaussian(30, 50, 3);
      const offset = mapped(X, (value) => value + 1e8);
      const { gramian } = samplesOfRows(X, 30, both);
      const scaledTo = (found: { gramian?: Matrix; scaleExponent: number }, exponent: number): Matrix =>
        mapped(found.gramian!, (value) => value * 4 ** (found.scaleExponent - exponent));
      const { scaleExponent } = samplesOfRows(X, 30, both);
      near(scaledTo(samplesOfRows(offset, 30, both), scaleExponent), gramian!, 1e-6);
      for (const power of [300, -300]) {
        const far = mapped(X, (value) => value * 2 ** (3 * power));
        assert.deepEqual(samplesOfRows(far, 30, both).gramian, gramian);
        const passes = memoryPasses(far, far, { a: 'x', b: 'x' });
        near(scaledTo(await samplesOfNeurons(passes, 'a', 30), scaleExponent + 3 * power), gramian!, 1e-12);
      }
    });

    it('are said to be constant where nothing varies, by rows and by neurons', async () => {
      for (const columns of [3, 40]) {
        const X = mapped(gaussian(5, columns, 1), (_, __, ___, j) => 0.1 * j);
        const none = { samples: 5, of: 9, scaleExponent: 0, constant: true };
        assert.deepEqual(samplesOfRows(X, 9, both), none);
        assert.deepEqual(await samplesOfNeurons(memoryPasses(X, X, { a: 'x', b: 'x' }), 'a', 9), none);
      }
    });

    it('have squared distances, and neighbours by cosine', () => {
      const X = gaussian(70, 11, 4);
      const samples = samplesOfRows(X, 70, { ...both, profile: true });
      const products = sampleProducts(samples);
      const distances = products.distances();
      assert.equal(products.distances(), distances, 'made once');
      const row = (i: number): Float64Array => X.data.subarray(i * 11, (i + 1) * 11);
      const inner = (x: Float64Array, y: Float64Array): number => x.reduce((sum, value, k) => sum + value * y[k]!, 0);
      const cosine = (i: number, j: number): number => inner(row(i), row(j)) / Math.sqrt(inner(row(j), row(j)));
      for (let i = 0; i < 70; i++) {
        assert.equal(distances.data[i * 71], 0);
        for (let j = 0; j < 70; j++) {
          let sum = 0;
          for (let k = 0; k < 11; k++) sum += (X.data[i * 11 + k]! - X.data[j * 11 + k]!) ** 2;
          assert.ok(Math.abs(distances.data[i * 70 + j]! * 4 ** samples.scaleExponent - sum) < 1e-12 * 100);
        }
        const order = Array.from({ length: 70 }, (_, j) => j)
          .filter((j) => j !== i)
          .sort((x, y) => cosine(i, y) - cosine(i, x));
        const { count, indices } = products.neighbours(5);
        assert.deepEqual(Array.from(indices.subarray(i * count, (i + 1) * count)), order.slice(0, 5));
      }
    });

    it('tell what a measure asks for without saying so', () => {
      const none = samplesOfRows(gaussian(9, 3, 1), 9, { gramian: false, rows: false });
      assert.throws(() => sampleProducts(none).distances(), /asks for gramian .* without saying so/);
      assert.throws(() => sampleProducts(none).rows(), /asks for rows/);
    });
  });
});

describe('gramianOf', () => {
  it('is XX', () => {
    assert.deepEqual(gramianOf(matrix(2, 2, Float64Array.of(1, 2, 3, 4))).data, Float64Array.of(5, 11, 11, 25));
  });
});

describe('squared distances', () => {
  it('are 0 of a sample from itself and never below, whatever rounding leaves', () => {
    const K = matrix(2, 2, Float64Array.of(1, 1 + 2 ** -52, 1 + 2 ** -52, 1));
    assert.deepEqual(Array.from(squaredDistances(K).data), [0, 0, 0, 0]);
  });
});

describe('nearest neighbours', () => {
  it('are the earlier ones of equally near ones, and no more than there are others', () => {
    // By the distance of places on a line: at 0, 1, 2 and 4.
    const places = [0, 1, 2, 4];
    const row = (i: number, count: number, out: Float64Array): void => {
      for (let j = 0; j < count; j++) out[j] = 0.25 * Math.abs(places[i]! - places[j]!);
    };
    const unlike = { samples: 4, scale: 1, row };
    assert.deepEqual(Array.from(nearestNeighbours(unlike, 2).indices), [1, 2, 0, 2, 1, 0, 2, 1]);
    assert.deepEqual(nearestNeighbours(unlike, 9).count, 3);
    assert.deepEqual(Array.from(nearestNeighbours(unlike, 9).indices), [1, 2, 3, 0, 2, 3, 1, 0, 3, 2, 1, 0]);
    const alone = nearestNeighbours({ ...unlike, samples: 1 }, 2);
    assert.deepEqual([alone.count, alone.indices, alone.withTies], [0, new Uint32Array(0), 0]);
    const rounding = { ...unlike, row: (i: number, count: number, out: Float64Array) => row(i, count, out) };
    rounding.row = (i, count, out) => {
      row(i, count, out);
      if (count > 2) out[2]! -= 1e-15;
    };
    const [rounded, exact] = [rounding, unlike].map((each) => nearestNeighbours(each, 2));
    assert.deepEqual(rounded!.indices, exact!.indices, 'rounding decides nothing');
    // Samples 1 and 2 lie between two others, as near each.
    assert.deepEqual(rounded!.ties(), exact!.ties());
    const small = { ...unlike, scale: 1e-15, row: (i: number, count: number, out: Float64Array) => row(i, count, out) };
    small.row = (i, count, out) => {
      row(i, count, out);
      for (let j = 0; j < count; j++) out[j]! *= 1e-15;
    };
    const near = nearestNeighbours(small, 2);
    assert.deepEqual([near.indices, near.withTies], [exact!.indices, exact!.withTies], 'in their own scale');
  });
});

describe('drawn rows', () => {
  it('are all where there are no more, and else so many of those that are kept', () => {
    assert.deepEqual(Array.from(drawnRows(4, undefined, 4)), [1, 1, 1, 1]);
    const mask = Uint8Array.of(1, 0, 1, 1, 1, 0, 1, 1);
    assert.deepEqual(Array.from(drawnRows(8, mask, 6)), Array.from(mask));
    const drawn = drawnRows(8, mask, 3);
    assert.equal(
      drawn.reduce((sum, flag) => sum + flag, 0),
      3,
    );
    drawn.forEach((flag, i) => assert.ok(flag <= mask[i]!));
  });

  it('are the same of all that have as many, and spread over them', () => {
    assert.deepEqual(drawnRows(1000, undefined, 100), drawnRows(1000, undefined, 100));
    const drawn = drawnRows(1000, undefined, 100);
    for (let part = 0; part < 1000; part += 250) {
      const there = drawn.subarray(part, part + 250).reduce((sum, flag) => sum + flag, 0);
      // Five standard deviations of a quarter of 100.
      assert.ok(Math.abs(there - 25) < 5 * Math.sqrt(100 * 0.25 * 0.75), `${there} in ${part}`);
    }
  });
});
