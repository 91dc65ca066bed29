import assert from 'node:assert/strict';
import { crc32 } from 'node:zlib';
import { describe, it } from 'mocha';
import { storedMember } from '../../../src/formats/zip/storedMember';
import { memorySource, type MemorySource } from '../sources';

const bytes = Uint8Array.from({ length: 10_000 }, (_, i) => (i * 31 + (i >> 5)) % 256);
const damaged = bytes.slice();
damaged[7000]! ^= 1;

function member(content = bytes): { source: MemorySource; opened: ReturnType<typeof storedMember> } {
  const source = memorySource(content);
  return { source, opened: storedMember(source, crc32(bytes), 'x.npz::a', 'npz') };
}

/** Ways to read a member, by what is read in which order. */
const ways: Record<string, readonly (readonly [number, number])[]> = {
  'at once': [[0, 10_000]],
  'in sequence': Array.from({ length: 100 }, (_, i) => [100 * i, 100 * i + 100]),
  'backwards': Array.from({ length: 100 }, (_, i) => [9900 - 100 * i, 10_000 - 100 * i]), // prettier-ignore
  'a middle first, then all': [[5000, 5100], [128, 5000], [0, 5000], [5000, 9000], [9000, 10_000]], // prettier-ignore
  'columns in pieces': [0, 1, 2, 3].flatMap((block) => [0, 1, 2, 3].map((j) => [2500 * j + 625 * block, 2500 * j + 625 * block + 625] as const)), // prettier-ignore
};

describe('a stored member', () => {
  for (const [how, ranges] of Object.entries(ways)) {
    it(`proves what was read ${how} without reading it again`, async () => {
      const { source, opened } = member();
      for (const range of ranges) await opened.slice(...range);
      const before = source.reads.length;
      await opened.prove();
      assert.equal(source.reads.length, before);
    });

    it(`refuses a bit that is wrong, read ${how}`, async () => {
      const { opened } = member(damaged);
      for (const range of ranges) await opened.slice(...range);
      await assert.rejects(opened.prove(), {
        code: 'npz-format',
        message: 'x.npz::a does not match its checksum in the archive: the file is damaged; copy or save it again.',
      });
    });
  }

  it('reads what was not read, and only that', async () => {
    const { source, opened } = member();
    await opened.slice(100, 200);
    await opened.slice(5000, 6000);
    source.reads.length = 0;
    await opened.prove();
    assert.deepEqual(source.reads, [
      [0, 100],
      [200, 5000],
      [6000, 10_000],
    ]);
    await assert.rejects(member(damaged).opened.prove(), { code: 'npz-format' });
  });

  it('takes what other openings have read', async () => {
    for (const content of [bytes, damaged]) {
      const parts = [member(content), member(content), member(content)];
      const cuts = [0, 128, 4000, 10_000];
      for (const [i, { opened }] of parts.entries()) {
        // Each reads the beginning, too, as every opening reads the header.
        await opened.slice(0, 100);
        await opened.slice(cuts[i]!, cuts[i + 1]!);
      }
      const { source, opened } = member(content);
      const proof = opened.prove(parts.flatMap((part) => part.opened.stretches()));
      if (content === damaged) await assert.rejects(proof, { code: 'npz-format' });
      else await proof;
      assert.deepEqual(source.reads, []);
    }
  });

  it('folds what is filled as what is sliced, and has the very bytes', async () => {
    const raw = memorySource(bytes);
    const fill = async (start: number, target: Uint8Array): Promise<void> =>
      target.set(await raw.slice(start, start + target.length));
    const opened = storedMember({ ...raw, fill }, crc32(bytes), 'x.npz::a', 'npz');
    const target = new Uint8Array(bytes.length);
    await opened.fill!(0, target.subarray(0, 6000));
    target.set(await opened.slice(6000, 10_000), 6000);
    assert.deepEqual(target, bytes);
    assert.deepEqual(opened.stretches(), [{ start: 0, end: 10_000, crc32: crc32(bytes) }]);
  });

  it('keeps no more stretches in mind than it may', async () => {
    const { opened } = member(new Uint8Array(200_000));
    for (let at = 0; at < 200_000; at += 2) await opened.slice(at, at + 1);
    assert.equal(opened.stretches().length, 65_536);
  });

  it('is read as it lies in the archive once it is proven: nothing is folded, nor read to prove it', async () => {
    const raw = memorySource(bytes);
    const opened = storedMember(raw, crc32(bytes), 'x.npz::a', 'npz', true);
    assert.equal(opened.byteLength, bytes.length);
    assert.deepEqual(await opened.slice(100, 9000), bytes.subarray(100, 9000));
    assert.deepEqual(opened.stretches(), []);
    raw.reads.length = 0;
    await opened.prove();
    assert.deepEqual(raw.reads, []);
  });

  it('is nothing to prove where it has no bytes', async () => {
    await storedMember(memorySource(new Uint8Array(0)), 0, 'x.npz::a', 'npz').prove();
  });
});
