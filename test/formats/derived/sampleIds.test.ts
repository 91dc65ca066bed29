import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matchIds, readIds, SampleOrderError } from '../../../src/formats/derived/sampleIds';
import { readHeader } from '../../../src/formats/npy/header';
import { memorySource, npyWithHeader } from '../sources';
import { arrayOf } from './arrays';

const names = { own: 'own.npy', wanted: 'wanted.npy' };

describe('npy/derived/sampleIds', () => {
  it('leads from one order to the other', () => {
    assert.deepEqual(matchIds([30, 10, 20], [10, 20, 30], names), Int32Array.of(1, 2, 0));
    assert.deepEqual(matchIds([1, 2], [1, 2], names), Int32Array.of(0, 1));
  });

  it('refuses other sets and ids that occur twice, with how many and an example', () => {
    assert.throws(() => matchIds([1, 2, 3], [1, 2, 4], names), {
      code: 'sample-order',
      message:
        /wanted\.npy has 1 id that own\.npy has not \(for example 4\), own\.npy has 1 id that wanted\.npy has not \(for example 3\)/,
    });
    assert.throws(() => matchIds([1, 1, 2], [1, 2], names), /own\.npy has 1 id more than once \(for example 1\)/);
    assert.throws(() => matchIds([1, 2], [2, 1, 2], names), /wanted\.npy has 1 id more than once \(for example 2\)/);
  });

  it('reads whole numbers, also from floats and from one row or column', async () => {
    assert.deepEqual(await readIds(await arrayOf([3, 1, 2], [3])), [3, 1, 2]);
    assert.deepEqual(await readIds(await arrayOf([3, 1], [2, 1])), [3, 1]);
    assert.deepEqual(await readIds(await arrayOf([3, 1], [1, 2])), [3, 1]);
    await assert.rejects(readIds(await arrayOf([0.5], [1])), { code: 'sample-order', message: /0\.5/ });
    await assert.rejects(readIds(await arrayOf([1, 2, 3, 4], [2, 2])), SampleOrderError);
  });

  it('matches texts exactly as they are', async () => {
    const texts = ['img_2', '10', '１0'];
    const points = texts.flatMap((text) => Array.from({ length: 5 }, (_, i) => text.codePointAt(i) ?? 0));
    const header = `{'descr': '<U5', 'fortran_order': False, 'shape': (3,), }\n`;
    const source = memorySource(npyWithHeader(header, new Uint8Array(Uint32Array.from(points).buffer)));
    const read = await readIds({ name: 'ids.npy', source, header: await readHeader(source, 'ids.npy') });
    assert.deepEqual(read, texts);
    assert.deepEqual(matchIds(read, ['10', '１0', 'img_2'], names), Int32Array.of(1, 2, 0));
    assert.throws(() => matchIds(read, ['img_2', '１0', 'img_10'], names), /own\.npy has not \(for example img_10\)/);
    // A text is not the number that it spells.
    assert.throws(() => matchIds(['1', '2'], [1, 2], names), SampleOrderError);
  });

  it('tells large ids apart that are one number as float64', async () => {
    const ids = BigInt64Array.of(2n ** 60n, 2n ** 60n + 1n, 5n);
    const header = `{'descr': '<i8', 'fortran_order': False, 'shape': (3,), }\n`;
    const source = memorySource(npyWithHeader(header, new Uint8Array(ids.buffer)));
    const read = await readIds({ name: 'ids.npy', source, header: await readHeader(source, 'ids.npy') });
    assert.deepEqual(read, [2n ** 60n, 2n ** 60n + 1n, 5]);
    assert.deepEqual(matchIds(read, [5, 2n ** 60n + 1n, 2n ** 60n], names), Int32Array.of(2, 1, 0));
  });
});
