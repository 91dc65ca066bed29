import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { seededRandom } from '../../../src/linalg/random';
import { medianWithDiagonal, valueAt } from '../../../src/similarity/samples/medianOf';
import { midRanks } from '../../../src/similarity/samples/midRanks';
import { sortPairs } from '../../../src/similarity/samples/sortPairs';

const random = seededRandom(5);
const some = (n: number, draw: () => number): Float64Array => Float64Array.from({ length: n }, draw);

/** Values of all kinds that are hard to deal into buckets. */
const kinds: Record<string, Float64Array> = {
  'normal ones': some(30_000, () => random.normal()),
  'a few far from all others': some(30_000, (): number => random.normal() * (random.uniform() < 0.001 ? 1e9 : 1)),
  'many powers of two': some(3000, () => 2 ** random.between(-900, 900)),
  'a few levels': some(20_000, () => Math.floor(7 * random.uniform())),
  'equal ones': new Float64Array(1000).fill(0.1),
  'ordered ones': Float64Array.from({ length: 9000 }, (_, i) => i),
  none: new Float64Array(0),
  one: Float64Array.of(3),
};

describe('values that are sorted', () => {
  for (const [name, values] of Object.entries(kinds)) {
    it(`are in order, with their places: ${name}`, () => {
      const before = values.slice();
      const { values: sorted, places } = sortPairs(values);
      assert.deepEqual(values, before);
      assert.deepEqual(sorted, values.slice().sort());
      places.forEach((place, at) => assert.equal(values[place], sorted[at]));
      assert.equal(new Set(places).size, values.length);
    });
  }
});

describe('ranks', () => {
  it('begin with 1, equal values having the mean of theirs', () => {
    assert.deepEqual(Array.from(midRanks(Float64Array.of(3, 1, 3, 2, 3))), [4, 1, 4, 2, 4]);
    assert.deepEqual(Array.from(midRanks(Float64Array.of(0, 0))), [1.5, 1.5]);
  });

  it('do not tell apart what differs by rounding alone', () => {
    const [one, other] = [0.1 + 0.2, 0.3];
    assert.notEqual(one, other);
    assert.deepEqual(Array.from(midRanks(Float64Array.of(one, 0.2, other))), [2.5, 1, 2.5]);
    assert.deepEqual(Array.from(midRanks(Float64Array.of(2 ** -52, 0, 1), 1)), [1.5, 1.5, 3]);
    assert.deepEqual(Array.from(midRanks(Float64Array.of(2 ** -52, 0, 1))), [2, 1, 3]);
  });
});

describe('the median of all entries', () => {
  it('counts the zeros of the diagonal, and each other entry twice', () => {
    for (const n of [2, 3, 4, 5, 6, 50, 333]) {
      const below = some((n * (n - 1)) / 2, () => random.normal() ** 2);
      const all = [...new Float64Array(n), ...below, ...below].sort((x, y) => x - y);
      const [low, high] = [Math.floor((n * n - 1) / 2), Math.ceil((n * n - 1) / 2)];
      assert.equal(medianWithDiagonal(n, below), (all[low]! + all[high]!) / 2, `${n}`);
    }
  });

  it('is found among values of all kinds', () => {
    for (const [name, values] of Object.entries(kinds)) {
      const sorted = values.slice().sort();
      for (const share of [0, 0.3, 0.5, 0.999]) {
        const at = Math.floor(share * values.length);
        if (values.length > 0) assert.equal(valueAt(values, at), sorted[at], name);
      }
    }
  });
});
