import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { keptInflated } from '../../../src/formats/derived/keptInflated';
import { memorySource } from '../sources';

const mebibyte = 1 << 20;

function content(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) & 255);
}

describe('a sequential source that is kept', () => {
  it('gives any slice, and reads what it has given no second time', async () => {
    const bytes = content(3.5 * mebibyte);
    const source = memorySource(bytes, true);
    const kept = keptInflated(source, 8 * mebibyte);
    const around = [2 * mebibyte - 5, 2 * mebibyte + 9] as const;
    assert.deepEqual(await kept.slice(...around), bytes.slice(...around));
    const reads = source.reads.length;
    assert.deepEqual(source.reads.at(-1), [2 * mebibyte, 3 * mebibyte], 'no further than is asked for');
    assert.deepEqual(await kept.slice(100, 200), bytes.slice(100, 200));
    assert.equal(source.reads.length, reads);
    assert.deepEqual(await kept.slice(bytes.length - 3, bytes.length), bytes.slice(-3));
    for (let i = 1; i < source.reads.length; i++) assert.equal(source.reads[i]![0], source.reads[i - 1]![1]);
  });

  it('keeps no more than it may, and starts again for what went', async () => {
    const bytes = content(4 * mebibyte);
    const source = memorySource(bytes, true);
    const kept = keptInflated(source, 2 * mebibyte);
    await kept.slice(0, bytes.length);
    assert.deepEqual(await kept.slice(10, 20), bytes.slice(10, 20));
    assert.deepEqual(source.reads.at(-1), [0, mebibyte]);
  });

  it('tells how far it is', async () => {
    const kept = keptInflated(memorySource(content(4 * mebibyte), true), 8 * mebibyte);
    const heard: number[] = [];
    kept.onProgress = (fraction) => heard.push(fraction);
    await kept.slice(3 * mebibyte, 3 * mebibyte + 1);
    assert.deepEqual(heard, [0.25, 0.5, 0.75, 1]);
  });
});
