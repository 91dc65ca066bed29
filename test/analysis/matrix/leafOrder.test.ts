import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { clusteredOrder } from '../../../src/analysis/matrix/clusteredOrder';
import { leafOrder } from '../../../src/analysis/matrix/leafOrder';
import { uniform } from '../../linalg/random';

/** Items at random places of the plane, and what lies between them. */
function randomDistances(n: number, seed: number): number[][] {
  const next = uniform(seed);
  const points = Array.from({ length: n }, () => [next(), next()] as const);
  return points.map(([x, y]) => points.map(([u, v]) => Math.hypot(x - u, y - v)));
}

function lengthOf(order: readonly number[], d: readonly (readonly number[])[]): number {
  return order.slice(1).reduce((sum, item, i) => sum + d[order[i]!]![item]!, 0);
}

/** Average linkage as its definition says, clusters joined by the mean of all distances; all orders that flips of the tree allow. */
function everyOrder(d: readonly (readonly number[])[]): number[][] {
  let clusters = d.map((_, i) => ({ leaves: [i], orders: [[i]] }));
  while (clusters.length > 1) {
    let best = { a: 0, b: 1, height: Infinity };
    clusters.forEach((first, a) => {
      clusters.slice(a + 1).forEach((second, offset) => {
        const all = first.leaves.flatMap((i) => second.leaves.map((j) => d[i]![j]!));
        const height = all.reduce((sum, value) => sum + value, 0) / all.length;
        if (height < best.height) best = { a, b: a + 1 + offset, height };
      });
    });
    const [first, second] = [clusters[best.a]!, clusters[best.b]!];
    const orders = first.orders.flatMap((x) =>
      second.orders.flatMap((y) => [
        [...x, ...y],
        [...y, ...x],
      ]),
    );
    const joined = { leaves: [...first.leaves, ...second.leaves], orders };
    clusters = [...clusters.filter((_, i) => i !== best.a && i !== best.b), joined];
  }
  return clusters[0]!.orders;
}

describe('leafOrder', () => {
  it('is the shortest of all orders that the tree allows', () => {
    for (let n = 3; n <= 7; n++) {
      for (let seed = 1; seed <= 20; seed++) {
        const d = randomDistances(n, 100 * n + seed);
        const order = leafOrder(d);
        assert.deepEqual(
          [...order].sort((x, y) => x - y),
          d.map((_, i) => i),
        );
        const least = Math.min(...everyOrder(d).map((other) => lengthOf(other, d)));
        assert.ok(
          Math.abs(lengthOf(order, d) - least) < 1e-12,
          `n ${n}, seed ${seed}: ${lengthOf(order, d)}, not ${least}`,
        );
      }
    }
  });

  it('puts points of a line in their order, whatever order they come in', () => {
    const places = [5, 1, 4, 9, 2.5, 7.75, 0, 3];
    const order = leafOrder(places.map((x) => places.map((y) => Math.abs(x - y))));
    const sorted = order.map((i) => places[i]!);
    const rising = [...places].sort((x, y) => x - y);
    assert.ok(
      [rising, [...rising].reverse()].some((line) => line.every((x, i) => x === sorted[i])),
      sorted.join(' '),
    );
    assert.ok(order[0]! < order.at(-1)!, 'and which end comes first is settled');
  });

  it('orders 200 items, each once', () => {
    const order = leafOrder(randomDistances(200, 3));
    assert.equal(new Set(order).size, 200);
  });

  it('takes nothing, one item, equal distances and missing ones', () => {
    assert.deepEqual(leafOrder([]), []);
    assert.deepEqual(leafOrder([[0]]), [0]);
    assert.deepEqual(
      leafOrder([
        [0, 1],
        [1, 0],
      ]),
      [0, 1],
    );
    const equal = leafOrder(Array.from({ length: 5 }, () => [1, 1, 1, 1, 1]));
    assert.deepEqual([...equal].sort(), [0, 1, 2, 3, 4]);
    const gaps = leafOrder([
      [0, NaN, 0.1],
      [NaN, 0, 0.2],
      [0.1, 0.2, 0],
    ]);
    assert.deepEqual([...gaps].sort(), [0, 1, 2]);
    const nothing = leafOrder([
      [0, NaN, NaN],
      [NaN, 0, NaN],
      [NaN, NaN, 0],
    ]);
    assert.deepEqual([...nothing].sort(), [0, 1, 2]);
  });
});

describe('clusteredOrder', () => {
  it('has similar items beside each other, by similarities and by distances', () => {
    const similar = [
      [1, 0.1, 0.8],
      [0.1, 1, 0.4],
      [0.8, 0.4, 1],
    ];
    assert.deepEqual(clusteredOrder(similar, 'cka', true).rows, [0, 2, 1]);
    const distances = similar.map((row) => row.map((value) => 1 - value));
    assert.deepEqual(clusteredOrder(distances, 'procrustesDistance', true).rows, [0, 2, 1]);
  });

  it('orders rows against other columns by their values', () => {
    const values = [
      [0.9, 0.1],
      [0.2, 0.8],
      [0.8, null],
      [0.3, 0.7],
    ];
    assert.deepEqual(clusteredOrder(values, 'cka', false), { rows: [0, 2, 3, 1], columns: [0, 1] });
  });
});
