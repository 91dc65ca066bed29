import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseDtype } from '../../../src/formats/values/dtype';
import { decode } from '../../../src/formats/values/decode';

function values(descr: string, bytes: Uint8Array, as?: 'bfloat16'): number[] {
  const dtype = parseDtype(descr, 'x.npy', as);
  const out = new Float64Array(bytes.length / dtype.itemsize);
  decode(bytes, dtype, out, 0);
  return [...out];
}

/** The same bytes at an odd place of a larger buffer. */
function unaligned(bytes: Uint8Array): Uint8Array {
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 1);
  return larger.subarray(1, 1 + bytes.length);
}

describe('parseDtype', () => {
  it('makes the byte order explicit', () => {
    for (const [descr, expected] of Object.entries({
      f4: '<f4',
      '=f8': '<f8',
      '>i2': '>i2',
      '|u1': '|u1',
      '>i1': '|i1',
      '?': '|b1',
      '<c16': '<c16',
    })) {
      assert.equal(parseDtype(descr, 'x.npy').descr, expected);
    }
  });

  for (const descr of [
    'O',
    '|O',
    '<U',
    '|S',
    '<M8[D]',
    '<m8',
    '|V3',
    '<f16',
    '<f3',
    '<c32',
    '<i16',
    '|b2',
    'g',
    'longdouble',
    'object',
    '<float32',
    'Float32',
    'float8',
    'toString',
    'u',
    '',
    '<',
    '<f8[x]',
    '<f8[]',
    '<i4[s]',
    '|V2[x]',
    '<U4[D]',
    '|?8',
    '?1',
    '?[s]',
    '<M8[D]x',
    '<f8 ',
    ' <f8',
    '<f8\n',
    '<<f8',
    '<f8>',
    '<f-8',
    'f8.0',
  ]) {
    it(`refuses ${descr || 'nothing'} by name`, () => {
      assert.throws(() => parseDtype(descr, 'x.npy'), { name: 'UnsupportedDtypeError', message: /^x\.npy h.*\.$/ });
    });
  }

  it('takes two-byte void for bfloat16 only when told so', () => {
    assert.throws(() => parseDtype('|V2', 'x.npy'), /--as bfloat16/);
    assert.equal(parseDtype('|V2', 'x.npy', 'bfloat16').kind, 'bfloat16');
    assert.throws(() => parseDtype('|V4', 'x.npy', 'bfloat16'), { code: 'unsupported-dtype' });
  });

  it('takes the bits of bfloat16 out of whole numbers of two bytes when told so, and refuses where that has no meaning', () => {
    for (const descr of ['<i2', '<u2', '>i2', 'int16', 'H'])
      assert.equal(parseDtype(descr, 'x.npy', 'bfloat16').kind, 'bfloat16');
    assert.equal(parseDtype('<i2', 'x.npy').kind, 'int');
    for (const descr of ['<f4', '<f2', '<i4', '|b1', '<U2', '|S2', '|V4'])
      assert.throws(() => parseDtype(descr, 'x.npy', 'bfloat16'), {
        name: 'MeaninglessAsError',
        message: /^x\.npy has the dtype .* which cannot be bfloat16 .*leave --as bfloat16 out for it\.$/,
      });
  });

  it('reads what says that it is bfloat16, asked or not', () => {
    for (const as of ['bfloat16', undefined] as const)
      assert.equal(parseDtype('bfloat16', 'x.npy', as).kind, 'bfloat16');
  });

  it('knows the letters and names of types that numpy.load takes', () => {
    const spellings = {
      '<f4': 'float32 f single <f =f4',
      '>f8': '>d',
      '<f8': 'd double float float64',
      '<f2': 'e <e half float16',
      '|b1': '? bool bool_ |?',
      '<i8': 'l q int int_ int64 long longlong intp',
      '<i2': 'h short int16',
      '<i4': 'i intc int32',
      '|i1': 'b byte int8',
      '|u1': 'B ubyte uint8',
      '<u4': 'I uintc uint32',
      '<u8': 'L Q uint ulong uint64',
      '<c8': 'F complex64 csingle',
      '<c16': 'D complex complex128',
      '|S1': 'c',
      '<U8': '<U8 U8 =U8',
      '>U8': '>U8',
      '|S5': 'S5 |S5 a5',
    };
    for (const [expected, words] of Object.entries(spellings))
      for (const descr of words.split(' ')) assert.equal(parseDtype(descr, 'x.npy').descr, expected, descr);
  });
});

describe('decode', () => {
  const view = new DataView(new ArrayBuffer(64));
  const samples: [string, (at: number, value: number, little: boolean) => void, number[]][] = [
    ['f4', (at, v, little) => view.setFloat32(at, v, little), [1.5, -0, Infinity, 2 ** -149]],
    ['f8', (at, v, little) => view.setFloat64(at, v, little), [Math.PI, -0, -Infinity, 5e-324]],
    ['i2', (at, v, little) => view.setInt16(at, v, little), [-32768, 32767, 258, 0]],
    ['u2', (at, v, little) => view.setUint16(at, v, little), [0, 65535, 258, 1]],
    ['i4', (at, v, little) => view.setInt32(at, v, little), [-(2 ** 31), 2 ** 31 - 1, 0x01020304, -1]],
    ['u4', (at, v, little) => view.setUint32(at, v, little), [0, 2 ** 32 - 1, 0x01020304, 2 ** 31]],
    ['i8', (at, v, little) => view.setBigInt64(at, BigInt(v), little), [-(2 ** 53), 2 ** 40 + 3, -1, 0]],
    ['u8', (at, v, little) => view.setBigUint64(at, BigInt(v), little), [0, 2 ** 63, 2 ** 32, 7]],
  ];
  for (const [type, write, expected] of samples) {
    for (const little of [true, false]) {
      it(`widens ${little ? '<' : '>'}${type}, aligned or not, and leaves its input alone`, () => {
        const itemsize = Number(type[1]);
        expected.forEach((value, i) => write(i * itemsize, value, little));
        const bytes = new Uint8Array(view.buffer.slice(0, itemsize * expected.length));
        const before = bytes.slice();
        assert.deepEqual(values(`${little ? '<' : '>'}${type}`, bytes), expected);
        assert.deepEqual(values(`${little ? '<' : '>'}${type}`, unaligned(bytes)), expected);
        assert.deepEqual(values(`${little ? '<' : '>'}${type}`, Buffer.from(unaligned(bytes))), expected);
        assert.deepEqual(bytes, before);
      });
    }
  }

  it('rounds 64-bit integers to the nearest double, ties to even', () => {
    for (const exact of [
      2n ** 53n + 1n,
      2n ** 53n + 3n,
      2n ** 63n - 1n,
      -(2n ** 63n),
      2n ** 62n + 2n ** 9n + 1n,
      -(2n ** 60n) - 129n,
    ]) {
      const bytes = new Uint8Array(BigInt64Array.of(exact).buffer);
      assert.deepEqual(values('<i8', bytes), [Number(exact)]);
    }
    assert.deepEqual(values('<u8', new Uint8Array(BigUint64Array.of(2n ** 64n - 1n).buffer)), [2 ** 64]);
  });

  it('reads any byte but 0 of a bool as 1', () => {
    assert.deepEqual(values('|b1', Uint8Array.of(0, 1, 2, 255)), [0, 1, 1, 1]);
  });

  it('knows every half: neighbours rise, and the landmarks of IEEE 754 hold', () => {
    const all = values('<f2', new Uint8Array(Uint16Array.from({ length: 65536 }, (_, i) => i).buffer));
    assert.deepEqual([all[0], all[1], all[0x3ff], all[0x400]], [0, 2 ** -24, 1023 * 2 ** -24, 2 ** -14]);
    assert.deepEqual([all[0x3c00], all[0x7bff], all[0x7c00], all[0x8000]], [1, 65504, Infinity, -0]);
    for (let bits = 1; bits <= 0x7c00; bits++)
      assert.ok(all[bits]! > all[bits - 1]! && all[bits + 0x8000] === -all[bits]!);
    for (let bits = 0x7c01; bits < 0x8000; bits++) assert.ok(Number.isNaN(all[bits]));
  });

  it('reads a bfloat16 as the upper half of a float32', () => {
    const floats = Float32Array.from({ length: 10000 }, (_, i) => Math.sin(i) * 2 ** ((i % 200) - 100));
    const bits = new Uint32Array(floats.buffer);
    const halves = Uint16Array.from(bits, (word) => word >>> 16);
    bits.forEach((word, i) => (bits[i] = word & 0xffff0000));
    assert.deepEqual(values('|V2', new Uint8Array(halves.buffer), 'bfloat16'), [...floats]);
  });

  it('writes at its offset and nowhere else', () => {
    const out = new Float64Array(5).fill(9);
    decode(new Uint8Array(Float32Array.of(1, 2).buffer), parseDtype('<f4', 'x.npy'), out, 2);
    assert.deepEqual([...out], [9, 9, 1, 2, 9]);
  });
});
