import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stridedSource } from '../../../src/formats/derived/stridedSource';
import { seededRandom } from '../../../src/linalg/random';
import { memorySource, type MemorySource } from '../sources';

/** The same, element by element. */
function naive(bytes: Uint8Array, itemsize: number, first: number, shape: number[], strides: number[]): number[] {
  const count = shape.reduce((product, length) => product * length, 1);
  return Array.from({ length: count }, (_, element) => {
    let rest = element;
    let at = first;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return [...bytes.subarray(at, at + itemsize)];
  }).flat();
}

const most = ({ reads }: MemorySource): number => Math.max(...reads.map(([start, end]) => end - start));

describe('stridedSource', () => {
  it('gathers elements from anywhere, in slices of any length', async () => {
    const random = seededRandom(7);
    const upTo = (end: number): number => Math.floor(random.between(0, end));
    for (let attempt = 0; attempt < 300; attempt++) {
      const itemsize = [1, 2, 4, 8][upTo(4)]!;
      const shape = Array.from({ length: upTo(5) }, () => 1 + upTo(5));
      const strides = shape.map(() => itemsize * upTo(60));
      const first = upTo(20);
      const size = first + itemsize + shape.reduce((sum, length, axis) => sum + (length - 1) * strides[axis]!, 0);
      const bytes = Uint8Array.from({ length: size }, () => upTo(256));
      const strided = stridedSource(memorySource(bytes), { itemsize, first, shape, strides });
      const expected = naive(bytes, itemsize, first, shape, strides);
      assert.equal(strided.byteLength, expected.length);
      assert.deepEqual([...(await strided.slice(0, expected.length))], expected);
      const start = upTo(expected.length);
      const end = start + upTo(expected.length - start + 1);
      assert.deepEqual([...(await strided.slice(start, end))], expected.slice(start, end));
    }
  });

  it('reads elements that are far apart one by one, and holds little', async () => {
    const source = memorySource(new Uint8Array(40 << 20));
    const strided = stridedSource(source, { itemsize: 4, first: 0, shape: [3, 4], strides: [10 << 20, 1 << 20] });
    await strided.slice(0, 48);
    assert.equal(source.reads.length, 12);
    assert.equal(most(source), 4);
  });

  it('reads those that lie near each other in one piece', async () => {
    const source = memorySource(new Uint8Array(8 << 20));
    const strided = stridedSource(source, { itemsize: 4, first: 0, shape: [1000, 1000], strides: [4, 4000] });
    await strided.slice(0, 4 << 10);
    assert.ok(source.reads.length <= 128, `${source.reads.length} reads`);
    await strided.slice(0, 4_000_000);
    assert.ok(most(source) <= 16 << 20);
  });
});
