import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { exactTexts } from '../../../src/formats/values/exactTexts';
import { readHeader } from '../../../src/formats/npy/header';
import { fixture } from '../../golden';
import { parseDtype } from '../../../src/formats/values/dtype';
import { memorySource } from '../sources';

async function textsOf(name: string, as?: 'bfloat16'): Promise<string[]> {
  const source = memorySource(readFileSync(fixture(`npy/${name}`)));
  const header = await readHeader(source, name, as);
  return exactTexts(await source.slice(header.dataOffset, source.byteLength), header.dtype);
}

const floats = (values: number[]) => new Uint8Array(Float32Array.from(values).buffer);

describe('exact texts of elements', () => {
  it('writes 64-bit integers in all digits, in both orders of bytes', async () => {
    const signed = BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n, 9007199254740993n);
    assert.deepEqual(exactTexts(new Uint8Array(signed.buffer), parseDtype('<i8', 'x')), [
      '-9223372036854775808',
      '9223372036854775807',
      '9007199254740993',
    ]);
    const unsigned = new Uint8Array(8).fill(255);
    assert.deepEqual(exactTexts(unsigned, parseDtype('>u8', 'x')), ['18446744073709551615']);
    assert.ok((await textsOf('int_be_i8.npy')).every((text) => /^-?\d+$/.test(text)));
  });

  it('writes floats in the fewest digits that give them back', () => {
    const values = [0.1, -1 / 3, 1, 16777216, 2 ** -149, 3.4028234663852886e38, 0, -0, NaN, -Infinity];
    const texts = exactTexts(floats(values), parseDtype('<f4', 'x'));
    assert.deepEqual(texts.slice(0, 4), ['0.1', '-0.33333334', '1', '16777216']);
    assert.deepEqual(texts.slice(6), ['0', '-0', 'nan', '-inf']);
    // Some need all nine: here eight digits are further apart than float32 is.
    assert.deepEqual(exactTexts(floats([1000.00006]), parseDtype('<f4', 'x')), ['1000.00006']);
    // Every float32 comes back from its text, also near powers of two, where the spacing changes.
    const probes: number[] = [];
    for (let k = -140; k < 120; k += 7) {
      const power = 2 ** k;
      probes.push(power, power * (1 + 2 ** -23), power * (1 - 2 ** -24), power * 1.37);
    }
    const exact = probes.map(Math.fround);
    exactTexts(floats(exact), parseDtype('<f4', 'x')).forEach((text, i) => {
      assert.equal(Math.fround(Number(text)), exact[i], `${text} of ${exact[i]}`);
    });
  });

  it('writes half floats and bfloat16 in as few digits', async () => {
    const third = Uint16Array.of(0x3555, 0x7c00, 0x0001);
    assert.deepEqual(exactTexts(new Uint8Array(third.buffer), parseDtype('<f2', 'x')), ['0.3333', 'inf', '6e-8']);
    for (const text of await textsOf('bfloat16_as_V2.npy', 'bfloat16')) assert.ok(text.length < 9, text);
  });

  it('writes complex numbers and truth values as Python does', async () => {
    assert.deepEqual(exactTexts(floats([1, -2.5, 0, NaN]), parseDtype('<c8', 'x')), ['1-2.5j', '0+nanj']);
    assert.ok((await textsOf('bool.npy')).every((text) => text === 'True' || text === 'False'));
  });
});
