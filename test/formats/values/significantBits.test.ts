import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Dtype } from '../../../src/formats/values/dtype';
import { decode } from '../../../src/formats/values/decode';

const wide = (kind: 'int' | 'uint', littleEndian: boolean): Dtype => ({ kind, itemsize: 8, littleEndian, descr: '' });

/** Values at and around every power of two, those with few bits and many, below 0 too. */
function values(signed: boolean): bigint[] {
  const found = new Set<bigint>([0n]);
  for (let power = 0n; power < 64n; power++) {
    for (const less of [0n, 1n, 2n, 3n, 4n, 5n, 2n ** 10n, 2n ** 11n, 2n ** 12n, 3n * 2n ** 10n]) {
      for (const value of [2n ** power - less, 2n ** power + less]) {
        for (const each of signed ? [value, -value] : [value])
          if (signed ? BigInt.asIntN(64, each) === each : BigInt.asUintN(64, each) === each) found.add(each);
      }
    }
  }
  return [...found];
}

describe('marks of integers that are rounded', () => {
  it('are those whose float is another number, in either byte order', () => {
    for (const kind of ['int', 'uint'] as const)
      for (const littleEndian of [true, false])
        for (const roundedTo of ['f8', 'f4'] as const) {
          const all = values(kind === 'int');
          const view = new DataView(new ArrayBuffer(8 * all.length));
          all.forEach((value, i) => view.setBigUint64(8 * i, BigInt.asUintN(64, value), littleEndian));
          const marks = new Float64Array(all.length);
          decode(new Uint8Array(view.buffer), { ...wide(kind, littleEndian), roundedTo }, marks, 0);
          const float = roundedTo === 'f8' ? Number : (value: bigint) => Math.fround(Number(value));
          all.forEach((value, i) => assert.equal(marks[i] === 1, BigInt(float(value)) !== value, `${kind} ${value}`));
          assert.ok(marks.includes(1) && marks.includes(0));
        }
  });

  it('are of narrower integers as float32, and of no other type', () => {
    const bytes = new Uint8Array(Int32Array.of(2 ** 24, 2 ** 24 + 1, -(2 ** 30), -(2 ** 30) - 1, 5).buffer);
    const int: Dtype = { kind: 'int', itemsize: 4, littleEndian: true, descr: '<i4' };
    const marked = (dtype: Dtype): number[] => {
      const marks = new Float64Array(bytes.length / dtype.itemsize).fill(7);
      decode(bytes, dtype, marks, 0);
      return Array.from(marks);
    };
    assert.deepEqual(marked({ ...int, roundedTo: 'f4' }), [0, 1, 0, 1, 0]);
    assert.deepEqual(marked({ ...int, roundedTo: 'f8' }), [0, 0, 0, 0, 0]);
    assert.deepEqual(marked({ ...int, kind: 'float', roundedTo: 'f4' }), [0, 0, 0, 0, 0]);
  });
});
