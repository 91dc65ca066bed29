import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { archiveMembers } from '../../../src/jobs/arrays/archiveMembers';
import type { FileBytes } from '../../../src/jobs/files/fileBytes';
import { npz, type NpzMember } from '../../../src/formats/npz/npz';
import { counting, memorySource, npyFile, type MemorySource } from '../../formats/sources';
import { storedZip } from '../../storedZip';

/** Bytes as an open file that notes what is read. */
function openBytes(bytes: Uint8Array, mark = '1'): FileBytes & MemorySource {
  return { ...memorySource(bytes), mark, close: () => Promise.resolve() };
}

const data = npyFile(counting(4), [4], 'f8');
const archiveOf = (count: number): Buffer =>
  storedZip(Array.from({ length: count }, (_, i) => ({ name: `layer${i}.npy`, data })));

/** Bytes that are read to have the header of every member, each from the file opened anew. */
async function bytesRead(count: number): Promise<{ reads: number; bytes: number }> {
  const archive = archiveOf(count);
  const path = `many${count}.npz`;
  const listing = openBytes(archive);
  const names = [...(await archiveMembers(npz, listing, path, 'x.npz')).keys()];
  assert.equal(names.length, count);
  const all = listing.reads;
  for (const name of names) {
    const file = openBytes(archive);
    const member = (await archiveMembers(npz, file, path, 'x.npz')).get(name)!;
    const { header } = await npz.openMember(file, member as NpzMember, path, {});
    assert.deepEqual(header.shape, [4]);
    all.push(...file.reads);
  }
  return { reads: all.length, bytes: all.reduce((sum, [start, end]) => sum + end - start, 0) };
}

describe('the members of an archive', () => {
  it('are read from its directory once, so that 3,000 cost ten times what 300 do', async () => {
    const [few, many] = [await bytesRead(300), await bytesRead(3000)];
    // A local header, and three pieces of the member's own.
    assert.ok(many.reads <= 4 * 3000 + 5, `${many.reads} reads`);
    assert.ok(many.bytes <= 10 * few.bytes, `${many.bytes} bytes, of 300 members ${few.bytes}`);
    assert.ok(many.bytes <= 3000 * 300);
  });

  it('are read once by those who open the archive at the same time', async () => {
    const archive = archiveOf(3);
    const files = [openBytes(archive), openBytes(archive), openBytes(archive)];
    const found = await Promise.all(files.map((file) => archiveMembers(npz, file, 'together.npz', 'x.npz')));
    assert.ok(found.every((members) => members === found[0]));
    assert.deepEqual(files.map(({ reads }) => reads.length > 0), [true, false, false]); // prettier-ignore
  });

  it('are read anew of another file, and of one that has changed', async () => {
    const open = (bytes: Uint8Array, path: string, mark?: string) =>
      archiveMembers(npz, openBytes(bytes, mark), path, 'x.npz').then((members) => members.size);
    assert.equal(await open(archiveOf(3), 'one.npz'), 3);
    assert.equal(await open(archiveOf(4), 'other.npz'), 4);
    assert.equal(await open(archiveOf(5), 'one.npz'), 5);
    const [first, second] = [archiveOf(1), Buffer.from(archiveOf(1).toString('latin1').replaceAll('layer0', 'layer1'), 'latin1')]; // prettier-ignore
    const names = async (bytes: Uint8Array, at: string): Promise<string[]> => [
      ...(await archiveMembers(npz, openBytes(bytes, at), 'same.npz', 'x.npz')).keys(),
    ];
    assert.deepEqual(await names(first, '1'), ['layer0']);
    assert.deepEqual(await names(second, '2'), ['layer1']);
  });

  it('are tried again after a failure', async () => {
    const broken = openBytes(Buffer.alloc(100));
    await assert.rejects(archiveMembers(npz, broken, 'broken.npz', 'x.npz'), { code: 'npz-format' });
    const { length } = broken.reads;
    await assert.rejects(archiveMembers(npz, broken, 'broken.npz', 'x.npz'), { code: 'npz-format' });
    assert.equal(broken.reads.length, 2 * length);
  });

  it('are let go, those of the archive that was asked for longest ago first', async () => {
    const large = storedZip(Array.from({ length: 70_000 }, (_, i) => ({ name: `${i}.npy`, data: new Uint8Array(0) })), { large: true }); // prettier-ignore
    const read = async (path: string): Promise<boolean> => {
      const file = openBytes(large);
      await archiveMembers(npz, file, path, 'x.npz');
      return file.reads.length > 0;
    };
    assert.deepEqual([await read('x.npz'), await read('y.npz')], [true, true]);
    assert.equal(await read('y.npz'), false);
    assert.equal(await read('x.npz'), true);
  });
});
