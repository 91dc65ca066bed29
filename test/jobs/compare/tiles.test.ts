import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { tilesOf, type PlacedTask } from '../../../src/jobs/compare/tiles';

/** All pairs of so many sides. */
function allPairs(sides: number): PlacedTask[] {
  const places = Array.from({ length: sides }, (_, i) => i);
  return places.flatMap((i) => places.slice(i).map((j) => ({ task: { a: i, b: j, pairs: [] }, i, j })));
}

function sidesOf(tile: readonly PlacedTask[], end: 'i' | 'j'): number {
  return new Set(tile.map((placed) => placed[end])).size;
}

describe('batches of pairs', () => {
  it('hold every pair once, of a few sides each, and begin with pairs alone', () => {
    for (const [sides, most, workers] of [
      [40, 8, 2],
      [100, 8, 2],
      [33, 4, 3],
    ] as const) {
      const tasks = allPairs(sides);
      const tiles = tilesOf(tasks, { block: 1000, most, workers });
      assert.deepEqual(
        tiles.slice(0, workers).map(({ length }) => length),
        Array.from({ length: workers }, () => 1),
      );
      assert.ok(tiles.every((tile) => sidesOf(tile, 'i') <= most && sidesOf(tile, 'j') <= most));
      assert.ok(tiles.length >= 8 * workers, 'each worker gets its share');
      const placed = tiles.flat().map(({ i, j }) => `${i} ${j}`);
      assert.deepEqual([placed.length, new Set(placed).size], [tasks.length, tasks.length]);
    }
  });

  it('are single pairs where there are few of them, or no room', () => {
    const lengths = (sides: number, most: number, block = 1000): number[] =>
      tilesOf(allPairs(sides), { block, most, workers: 2 }).map(({ length }) => length);
    assert.deepEqual(new Set(lengths(6, 8)), new Set([1]));
    assert.deepEqual(new Set(lengths(40, 1)), new Set([1]));
    assert.deepEqual(new Set(lengths(40, 8, 1)), new Set([1]));
  });

  it('use the sides up that can be held, before others are wanted', () => {
    const [block, workers] = [12, 1];
    const tiles = tilesOf(allPairs(60), { block, most: 5, workers });
    // Blocks of two batches of five: a pair of blocks is done with before the next begins.
    const blocks = tiles.flat().map(({ i, j }) => `${Math.floor(i / 10)} ${Math.floor(j / 10)}`);
    const changes = blocks.filter((value, at) => value !== blocks[at - 1]).length;
    assert.equal(changes, new Set(blocks).size);
  });
});
