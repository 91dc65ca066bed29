import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readIds } from '../../../src/formats/derived/sampleIds';
import { formatOf } from '../../../src/formats';
import type { FileArray } from '../../../src/formats/format';
import { readTexts } from '../../../src/formats/rows/readTexts';
import { memorySource } from '../sources';

async function open(name: string, content: string | Uint8Array, member?: string): Promise<FileArray> {
  const file = memorySource(typeof content === 'string' ? Buffer.from(content) : content);
  const format = await formatOf(file, name);
  if (!format.members) return format.open(file, name, {});
  const members = await format.members(file, name);
  return format.openMember(file, members.get(member!)!, name, {});
}

const idsOf = async (array: FileArray) => readIds({ name: 'ids', ...array });

describe('columns of text as arrays', () => {
  it('are whole numbers, numbers, or texts, whichever all of their values are', async () => {
    for (const [values, descr, ids] of [
      [['3', '-1', '0'], '<i8', [3, -1, 0]],
      [['9223372036854775807', '-9223372036854775808'], '<i8', [9223372036854775807n, -9223372036854775808n]],
      [['1.0', '2e0', '3'], '<f8', [1, 2, 3]],
      [['007', 'x'], '|S3', ['007', 'x']],
      [['cat', 'naïve', '猫'], '|S6', ['cat', 'naïve', '猫']],
      [['True', 'False'], '|S5', ['True', 'False']],
    ] as const) {
      const array = await open('ids.txt', `${values.join('\n')}\n`);
      assert.equal(array.header.descr, descr);
      assert.deepEqual(array.header.shape, [values.length]);
      assert.deepEqual(await idsOf(array), ids);
      assert.deepEqual(
        await idsOf(await open('ids.csv', `ids,other\n${values.map((id) => `${id},0`).join('\n')}`, 'ids')),
        ids,
      );
    }
    // Leading zeros are part of an id; beyond int64 a number would be rounded.
    assert.equal((await open('ids.txt', '07\n08\n')).header.descr, '<f8');
  });

  it('read text as Windows and old programs write it', async () => {
    const utf16 = Buffer.from('\uFEFFcat\r\nhéron\r\n', 'utf16le');
    const latin = Buffer.from('cat\nh\xe9ron', 'latin1');
    for (const bytes of [utf16, latin]) {
      const array = await open('labels.txt', bytes);
      assert.deepEqual(await readTexts({ name: 'labels.txt', ...array }), ['cat', 'héron']);
    }
  });

  it('refuse in one sentence what is no text, has gaps, or is too long', async () => {
    for (const [content, message] of [
      ['', /^labels\.txt is empty/],
      ['cat\n\ndog\n', /^labels\.txt has nothing in line 2;/],
      [Uint8Array.of(1, 0, 2), /^labels\.txt is no text, whatever its name/],
      [
        `${'x'.repeat(2 ** 15)}\n${'a\n'.repeat(2 ** 14)}`,
        /^labels\.txt holds a text of 32,768 bytes among 16,385 values/,
      ],
    ] as const)
      await assert.rejects(open('labels.txt', content), { code: 'txt-format', message });
    const gap = open('labels.csv', 'id,class\n1,cat\n2,\n', 'class');
    await assert.rejects(gap, {
      code: 'csv-format',
      message: /^labels\.csv::class has no value in row 2 below its names/,
    });
    const large = { byteLength: 2 ** 26 + 1, slice: () => Promise.reject(new Error('read')) };
    const format = await formatOf({ ...large, slice: () => Promise.resolve(new Uint8Array(16)) }, 'labels.txt');
    assert.ok(!format.members);
    await assert.rejects(format.open(large, 'labels.txt', {}), {
      code: 'txt-format',
      message: /67,108,865 bytes, and text/,
    });
  });
});
