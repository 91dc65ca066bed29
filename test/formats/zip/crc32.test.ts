import assert from 'node:assert/strict';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, it } from 'mocha';
import { crc32, joinedCrc32 } from '../../../src/formats/zip/crc32';

/** Bytes without a pattern. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({ length }, () => (state = (state * 48271) % 2147483647) >>> 8);
}

describe('crc32', () => {
  it('has the check value of the polynomial', () => {
    assert.equal(crc32(Buffer.from('123456789')), 0xcbf43926);
    assert.equal(crc32(new Uint8Array(0)), 0);
  });

  it('is that of zlib for every length and place, at once and in pieces', () => {
    const bytes = noise(5000);
    for (let length = 0; length < 100; length++) {
      for (const from of [0, 1, 7]) {
        const part = bytes.subarray(from, from + length);
        assert.equal(crc32(part), zlibCrc32(part), `${length} from ${from}`);
      }
    }
    for (const cut of [0, 1, 16, 17, 2500, 4999, 5000])
      assert.equal(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut))), zlibCrc32(bytes));
  });

  it('is joined out of those of two parts', () => {
    const bytes = noise(70_000);
    for (const cut of [0, 1, 2, 4096, 65_535, 69_999, 70_000]) {
      const [first, second] = [bytes.subarray(0, cut), bytes.subarray(cut)];
      assert.equal(joinedCrc32(crc32(first), crc32(second), second.length), zlibCrc32(bytes), `cut at ${cut}`);
    }
  });

  it('is joined over more bytes than 32 bits count', () => {
    // 2^33 zeros behind one byte, put together by doubling.
    let [zeros, length] = [crc32(new Uint8Array(1024)), 1024];
    for (; length < 2 ** 33; length *= 2) zeros = joinedCrc32(zeros, zeros, length);
    const one = crc32(Uint8Array.of(1));
    const halves = joinedCrc32(joinedCrc32(one, zerosOf(2 ** 32), 2 ** 32), zerosOf(2 ** 32), 2 ** 32);
    assert.equal(joinedCrc32(one, zeros, length), halves);
  });
});

function zerosOf(count: number): number {
  let [zeros, length] = [crc32(new Uint8Array(1024)), 1024];
  for (; length < count; length *= 2) zeros = joinedCrc32(zeros, zeros, length);
  return zeros;
}
