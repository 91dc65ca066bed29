import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { cutByCost, cutPairs } from '../../../src/analysis/pairs/cutPairs';
import { uniform } from '../../linalg/random';

const square = (sides: number, cost = (_a: number, _b: number): number => 1) =>
  Array.from({ length: sides }, (_, a) => Array.from({ length: sides - a }, (__, k) => [a, a + k] as const))
    .flat()
    .map(([a, b]) => ({ a, b, cost: cost(a, b) }));

describe('pairs cut into shards', () => {
  it('are each in one of them, none of which is empty, and of about equal cost', () => {
    const random = uniform(3);
    for (const [sides, count] of [
      [1, 1],
      [4, 3],
      [4, 10],
      [20, 7],
      [60, 32],
    ] as const) {
      const pairs = square(sides, () => 1 + random());
      const shards = cutPairs(pairs, count);
      const costs = Array.from({ length: count }, () => 0);
      pairs.forEach(({ cost }, at) => (costs[shards[at]! - 1]! += cost));
      const mean = costs.reduce((sum, cost) => sum + cost, 0) / count;
      assert.ok(
        costs.every((cost) => cost > 0 && Math.abs(cost - mean) <= 2),
        `${sides} ${count}: ${costs.join(' ')}`,
      );
    }
  });

  it('are blocks of sides: a shard reads few of them for its pairs', () => {
    const pairs = square(100);
    const shards = cutPairs(pairs, 50);
    const read = Array.from({ length: 50 }, () => new Set<number>());
    pairs.forEach(({ a, b }, at) => read[shards[at]! - 1]!.add(a).add(b));
    const mean = read.reduce((sum, sides) => sum + sides.size, 0) / 50;
    // 101 pairs of a square need 20 sides.
    assert.ok(mean < 32, `${mean} sides a shard`);
  });

  it('are the same for everybody, and fewer than the shards where there are fewer', () => {
    assert.deepEqual(cutPairs(square(9), 4), cutPairs(square(9), 4));
    assert.deepEqual(cutPairs(square(2), 8), [1, 2, 3]);
    assert.deepEqual(cutPairs([], 3), []);
    assert.deepEqual(cutByCost([1, 1, 100, 1, 1], 3), [1, 1, 2, 3, 3]);
    assert.deepEqual(cutByCost([0, 0, 0], 2), [1, 2, 2]);
  });
});
