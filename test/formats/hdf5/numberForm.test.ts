import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { numberForm } from '../../../src/formats/hdf5/numberForm';

const hex = (text: string): Uint8Array => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** As H5Tencode has them, without the two bytes before. */
const types = {
  int32: '10 08 00 00 04000000 0000 2000',
  uint16Big: '10 01 00 00 02000000 0000 1000',
  bits8: '14 00 00 00 01000000 0000 0800',
  float16: '11 20 0f 00 02000000 0000 1000 0a 05 00 0a 0f000000',
  float32Big: '11 21 1f 00 04000000 0000 2000 17 08 00 17 7f000000',
  float64: '11 20 3f 00 08000000 0000 4000 34 0b 00 34 ff030000',
};

describe('numberForm', () => {
  it('is usual where numbers are as those of numpy', () => {
    for (const [name, bytes] of Object.entries(types)) assert.equal(numberForm(hex(bytes)), 'usual', name);
    // An enumeration has the type of its numbers behind its own head.
    assert.equal(numberForm(hex(`18 02 00 00 04000000 ${types.int32}`)), 'usual');
  });

  it('knows bfloat16', () => {
    assert.equal(numberForm(hex('11 20 0f 00 02000000 0000 1000 07 08 00 07 7f000000')), 'bfloat16');
  });

  it('is another for whole numbers of fewer bits than their elements, and for floats of any other kind', () => {
    for (const bytes of [
      '10 08 00 00 02000000 0000 0c00',
      '10 08 00 00 02000000 0400 0c00',
      // With another bias; with all bits of the mantissa; in more bytes; of eight bits.
      '11 20 0f 00 02000000 0000 1000 0a 05 00 0a 10000000',
      '11 00 0f 00 02000000 0000 1000 0a 05 00 0a 0f000000',
      '11 20 0f 00 04000000 0000 1000 0a 05 00 0a 0f000000',
      '11 20 07 00 01000000 0000 0800 03 04 00 03 07000000',
    ])
      assert.equal(numberForm(hex(bytes)), 'other', bytes);
  });

  it('is not told by what is cut off, is missing or describes no numbers', () => {
    assert.equal(numberForm(undefined), 'untold');
    assert.equal(numberForm(hex('10 08 00 00')), 'untold');
    assert.equal(numberForm(hex(types.float64).subarray(0, 16)), 'untold');
    assert.equal(numberForm(hex('13 00 00 00 04000000 00000000')), 'untold');
  });
});
