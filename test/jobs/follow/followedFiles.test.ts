import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { encode, npyHeaderBytes } from '../../../src/formats/npy/writeNpy';
import { FollowedFiles, mostComplete, patienceMs } from '../../../src/jobs/follow/followedFiles';
import { readHeaders } from '../../../src/jobs/scan/readHeaders';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { storedZip } from '../../storedZip';
import { FakeDisk, lookAfter } from './fakeDisk';

const root = '/data/run';

/** A disk with what is there before it is followed, long at rest, and the follower of its folder. */
function followed(paths: readonly string[], more = {}): { disk: FakeDisk; files: FollowedFiles } {
  const disk = new FakeDisk();
  disk.folder(root);
  for (const path of paths) disk.write(`${root}/${path}`);
  disk.now += 3_600_000;
  return { disk, files: new FollowedFiles({ roots: [root], ...more }, disk.read, disk) };
}

describe('files that are followed', () => {
  it('are taken at once where they are long at rest, and new ones when they have been as they are for three seconds', async () => {
    const { disk, files } = followed(['s1/a.npy', 's1/b.npy']);
    assert.deepEqual(await lookAfter(disk, files, 0), [`came ${root}/s1/a.npy`, `came ${root}/s1/b.npy`]);
    disk.write(`${root}/s2/a.npy`);
    assert.deepEqual(await lookAfter(disk, files, 1), []);
    assert.deepEqual(await lookAfter(disk, files, 2), [], 'seen two seconds ago');
    disk.write(`${root}/s2/a.npy`, 200);
    assert.deepEqual(await lookAfter(disk, files, 2), [], 'it has grown');
    assert.deepEqual(await lookAfter(disk, files, 3), [`came ${root}/s2/a.npy`]);
    assert.deepEqual(
      files.arrays.map(({ path }) => path),
      ['s1/a.npy', 's1/b.npy', 's2/a.npy'].map((path) => `${root}/${path}`),
    );
    assert.equal(disk.asked.read, 3, 'each header once');
  });

  it('are taken at once where they were renamed into place', async () => {
    const { disk, files } = followed([]);
    await lookAfter(disk, files, 0);
    disk.write(`${root}/a.npy.tmp`);
    disk.now += 100;
    disk.rename(`${root}/a.npy.tmp`, `${root}/a.npy`);
    assert.deepEqual(await lookAfter(disk, files, 0), [`came ${root}/a.npy`]);
  });

  it('wait while they are written in part, are read once for each of their states, and told of when they stay so', async () => {
    const { disk, files } = followed([]);
    await lookAfter(disk, files, 0);
    disk.write(`${root}/a.npy`, 50, false);
    assert.deepEqual(await lookAfter(disk, files, 1), []);
    assert.deepEqual(await lookAfter(disk, files, 5), []);
    assert.deepEqual(await lookAfter(disk, files, 5), []);
    assert.equal(disk.asked.read, 1);
    disk.write(`${root}/a.npy`, 100);
    assert.deepEqual(await lookAfter(disk, files, 1), []);
    assert.deepEqual(await lookAfter(disk, files, 5), [`came ${root}/a.npy`]);
    disk.write(`${root}/b.npy`, 50, false);
    await lookAfter(disk, files, 1);
    await lookAfter(disk, files, 5);
    assert.deepEqual(await lookAfter(disk, files, patienceMs / 1000), [`unreadable ${root}/b.npy`]);
    assert.deepEqual(await lookAfter(disk, files, patienceMs / 1000), [], 'told once');
    disk.remove(`${root}/b.npy`);
    assert.deepEqual(await lookAfter(disk, files, 5), [], 'it never was anything');
  });

  it('tells of those that are written anew when they are complete again, and of those that are deleted', async () => {
    const { disk, files } = followed(['s1/a.npy', 's2/a.npy', 's3/a.npy']);
    await lookAfter(disk, files, 0);
    disk.write(`${root}/s1/a.npy`, 50, false);
    assert.deepEqual(await lookAfter(disk, files, 5), []);
    assert.equal(files.arrays.length, 2, 'nothing reads it meanwhile');
    disk.write(`${root}/s1/a.npy`, 100);
    assert.deepEqual(await lookAfter(disk, files, 5), []);
    assert.deepEqual(await lookAfter(disk, files, 5), [`rewritten ${root}/s1/a.npy`]);
    disk.remove(`${root}/s2`);
    disk.remove(`${root}/s3/a.npy`);
    assert.deepEqual(await lookAfter(disk, files, 5), [`gone ${root}/s2/a.npy`, `gone ${root}/s3/a.npy`]);
    disk.remove(root);
    assert.deepEqual(await lookAfter(disk, files, 5), [`gone ${root}/s1/a.npy`]);
    disk.write(`${root}/s1/a.npy`);
    await lookAfter(disk, files, 5);
    assert.deepEqual(await lookAfter(disk, files, 5), [`came ${root}/s1/a.npy`], 'the folder has come again');
  });

  it('keep what they know while a network is away', async () => {
    const { disk, files } = followed(['s1/a.npy']);
    await lookAfter(disk, files, 0);
    for (const code of ['EIO', 'ESTALE', 'ETIMEDOUT', 'EACCES']) {
      disk.fails = code;
      assert.deepEqual(await lookAfter(disk, files, 5), [], code);
    }
    disk.fails = undefined;
    assert.deepEqual(await lookAfter(disk, files, 5), []);
    assert.equal(files.arrays.length, 1);
    disk.fails = 'ENOENT';
    const other = new FollowedFiles({ roots: ['/data/none'] }, disk.read, disk);
    await assert.rejects(other.look(disk.now), { code: 'ENOENT' }, 'what never was there');
  });

  it('look at folders and names as a scan does', async () => {
    const { disk, files } = followed(['.git/a.npy', 'node_modules/b.npy', 'x/c.npy', 'x/old/d.npy', 'e.txt', 'f.bin'], {
      exclude: ['x/old/**'],
    });
    assert.deepEqual(await lookAfter(disk, files, 0), [`came ${root}/x/c.npy`]);
    const one = new FollowedFiles({ roots: [`${root}/x/old/d.npy`] }, disk.read, disk);
    assert.deepEqual(await lookAfter(disk, one, 0), [`came ${root}/x/old/d.npy`], 'a root may be a file');
  });

  it('cost little of a thousand checkpoints: no header twice, and a thousand files a look beyond the folders', async () => {
    const layers = Array.from({ length: 12 }, (_, l) => `layer${l}.npy`);
    const paths = Array.from({ length: 1000 }, (_, c) => layers.map((layer) => `step_${c}/${layer}`)).flat();
    const { disk, files } = followed(paths);
    assert.equal((await lookAfter(disk, files, 0)).length, 12_000);
    assert.equal(disk.asked.read, 12_000);
    await lookAfter(disk, files, 5);
    Object.assign(disk.asked, { stat: 0, readdir: 0, read: 0 });
    assert.deepEqual(await lookAfter(disk, files, 5), []);
    assert.equal(disk.asked.read, 0);
    assert.ok(disk.asked.stat <= 1001 + mostComplete, `${disk.asked.stat} stats`);
    assert.ok(disk.asked.readdir <= 1001 * 0.06, `${disk.asked.readdir} folders listed`);
    for (const layer of layers) disk.write(`${root}/step_1000/${layer}`);
    await lookAfter(disk, files, 5);
    Object.assign(disk.asked, { stat: 0, readdir: 0, read: 0 });
    assert.equal((await lookAfter(disk, files, 5)).length, 12);
    assert.equal(disk.asked.read, 12);
    assert.ok(disk.asked.stat <= 1002 + 12 + mostComplete, `${disk.asked.stat} stats`);
    // One that is written anew in its place is found once all had their turn.
    disk.write(`${root}/step_500/layer3.npy`, 300);
    const found: string[] = [];
    for (let look = 0; look < 15; look++) found.push(...(await lookAfter(disk, files, 5)));
    assert.deepEqual(found, [`rewritten ${root}/step_500/layer3.npy`]);
  });

  it('tell half of a file from a whole one by its header, or by the directory at its end, in every format', async () => {
    const folder = temporaryFolder('followed');
    const npy = Buffer.concat([npyHeaderBytes([40, 3], 'f4'), encode(new Float64Array(120), 'f4')]);
    const npz = storedZip([{ name: 'a.npy', data: npy }]);
    const head = Buffer.from(JSON.stringify({ a: { dtype: 'F32', shape: [40, 3], data_offsets: [0, 480] } }));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(head.length));
    const safetensors = Buffer.concat([length, head, Buffer.alloc(480)]);
    const whole: Record<string, Uint8Array> = { 'a.npy': npy, 'b.npz': npz, 'c.safetensors': safetensors };
    const files = new FollowedFiles({ roots: [folder] }, (some) => readHeaders(some, {}, () => undefined));
    let now = Date.now() + 10_000;
    const look = async (): Promise<string[]> =>
      (await files.look((now += 5000))).map(({ what, path }) => `${what} ${path}`);
    for (const [name, bytes] of Object.entries(whole)) {
      writeFileSync(join(folder, name), bytes);
      truncateSync(join(folder, name), bytes.length - 40);
    }
    assert.deepEqual([...(await look()), ...(await look()), ...(await look())], []);
    for (const [name, bytes] of Object.entries(whole)) writeFileSync(join(folder, name), bytes);
    const came = [...(await look()), ...(await look())];
    assert.deepEqual(came, Object.keys(whole).map((name) => `came ${join(folder, name)}`)); // prettier-ignore
    mkdirSync(join(folder, 'later'));
    renameSync(join(folder, 'a.npy'), join(folder, 'later', 'a.npy'));
    rmSync(join(folder, 'b.npz'));
    const moved = [...(await look()), ...(await look())].sort();
    assert.deepEqual(moved, [`came ${join(folder, 'later', 'a.npy')}`, `gone ${join(folder, 'a.npy')}`, `gone ${join(folder, 'b.npz')}`]); // prettier-ignore
  });
});
