import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { serialize } from 'node:v8';
import { beforeEach, describe, it } from 'mocha';
import { DiskStore } from '../../../src/jobs/store/diskStore';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { countingLooks, keptPaths } from './keptNames';

const value = {
  name: 'layer',
  X: { rows: 2, columns: 3, data: Float64Array.of(1, -0, NaN, Infinity, 5e-324, 1 / 3) },
  columns: Int32Array.of(0, 2, 7),
  mask: Uint8Array.of(1, 0, 1),
  constant: [1, 3],
  condition: null,
  missing: undefined,
};

/** What a sound file with some content would be. */
function fileOf(content: unknown): Buffer {
  const payload = serialize(content);
  return Buffer.concat([createHash('sha256').update(payload).digest(), payload]);
}

describe('DiskStore', () => {
  let folder: string;
  const onlyFile = (): string => {
    const paths = keptPaths(folder, '.factors');
    assert.equal(paths.length, 1, paths.join(' '));
    return paths[0]!;
  };
  beforeEach(() => (folder = join(temporaryFolder('disk'), 'not', 'there', 'yet')));

  it('gives back every bit after a restart', async () => {
    await new DiskStore(folder, 1e6).put('key', value);
    const found = (await new DiskStore(folder, 1e6).get('key')) as typeof value;
    assert.deepEqual(found, value);
    assert.ok(Object.is(found.X.data[1], -0));
    assert.equal(await new DiskStore(folder, 1e6).get('other key'), undefined);
  });

  it('takes the last of two values', async () => {
    const store = new DiskStore(folder, 1e6);
    await store.put('key', value);
    await store.put('key', { other: 1 });
    assert.deepEqual(await store.get('key'), { other: 1 });
    onlyFile();
  });

  const damages: Record<string, (path: string, bytes: Buffer) => void> = {
    'with a byte flipped in what is kept': (path, bytes) => {
      bytes[bytes.length - 9]! ^= 1;
      writeFileSync(path, bytes);
    },
    'with a byte flipped in its digest': (path, bytes) => {
      bytes[3]! ^= 128;
      writeFileSync(path, bytes);
    },
    'that was cut off': (path, bytes) => writeFileSync(path, bytes.subarray(0, bytes.length - 20)),
    'that was cut off within its digest': (path, bytes) => writeFileSync(path, bytes.subarray(0, 11)),
    'that is empty': (path) => writeFileSync(path, ''),
    'of another format': (path) => writeFileSync(path, fileOf({ format: 0, key: 'key', value })),
    'of another key': (path) => writeFileSync(path, fileOf({ format: 1, key: 'another', value })),
    'that holds nothing': (path) => writeFileSync(path, fileOf(null)),
    'that is not understood': (path) => {
      const payload = Buffer.from('neither this nor that');
      writeFileSync(path, Buffer.concat([createHash('sha256').update(payload).digest(), payload]));
    },
  };
  for (const [what, damage] of Object.entries(damages)) {
    it(`counts a file ${what} as not there, and removes it`, async () => {
      const store = new DiskStore(folder, 1e6);
      await store.put('key', value);
      const path = onlyFile();
      damage(path, readFileSync(path));
      assert.equal(await store.get('key'), undefined);
      assert.ok(!existsSync(path));
      await store.put('key', value);
      assert.deepEqual(await store.get('key'), value);
    });
  }

  it('stays within its bound, the least recently used going first', async () => {
    const store = new DiskStore(folder, 11_000);
    const kilobytes3 = new Float64Array(375);
    const pathOf = new Map<string, string>();
    for (const key of ['a', 'b', 'c']) {
      const before = new Set(keptPaths(folder, '.factors'));
      await store.put(key, kilobytes3);
      const path = keptPaths(folder, '.factors').find((one) => !before.has(one))!;
      pathOf.set(key, path);
      // Times of files are set by hand: three writes may well share a tick of the disk's clock.
      const time = new Date(Date.now() - 60_000 + 1000 * pathOf.size);
      utimesSync(path, time, time);
    }
    assert.ok(await store.get('a'), 'reading makes it the most recent');
    await store.put('d', kilobytes3);
    assert.deepEqual(await Promise.all(['a', 'b', 'c', 'd'].map(async (key) => (await store.get(key)) !== undefined)), [
      true,
      false,
      true,
      true,
    ]);
    const total = keptPaths(folder, '.factors').reduce((sum, path) => sum + statSync(path).size, 0);
    assert.ok(total <= 11_000);
  });

  it('does not write what alone is too large', async () => {
    const store = new DiskStore(folder, 1000);
    await store.put('key', new Float64Array(200));
    assert.ok(!existsSync(folder) || readdirSync(folder).length === 0);
  });

  it('clears drafts that a stopped process left, and touches neither young ones nor the files of others', async () => {
    mkdirSync(folder, { recursive: true });
    for (const name of ['old.draft', 'young.draft', 'readme.txt']) writeFileSync(join(folder, name), 'x'.repeat(5000));
    const hourAgo = new Date(Date.now() - 3_600_000);
    for (const name of ['old.draft', 'readme.txt']) utimesSync(join(folder, name), hourAgo, hourAgo);
    const store = new DiskStore(folder, 2000);
    await store.put('key', new Float64Array(100));
    const names = readdirSync(folder);
    assert.deepEqual(
      ['old.draft', 'young.draft', 'readme.txt'].map((name) => names.includes(name)),
      [false, true, true],
    );
    assert.ok(await store.get('key'), 'other files do not count');
  });

  it('reads what earlier versions have kept, all in one folder', async () => {
    const store = new DiskStore(folder, 1e6);
    await store.put('key', value);
    const path = onlyFile();
    const flat = join(folder, basename(path));
    renameSync(path, flat);
    assert.deepEqual(await new DiskStore(folder, 1e6).get('key'), value);
    writeFileSync(flat, 'damaged');
    assert.equal(await store.get('key'), undefined);
    assert.ok(!existsSync(flat));
  });

  it('looks at its files once, and then at none to keep and to read, however many there are', async () => {
    for (let i = 0; i < 200; i++) await new DiskStore(folder, Infinity).put(`old ${i}`, i);
    const once = countingLooks();
    await new DiskStore(folder, 1e9, once).put('new', 0);
    assert.equal(once.files, 201);
    const looks = countingLooks();
    const store = new DiskStore(folder, 1e9, looks);
    for (let i = 0; i < 50; i++) await store.put(`new ${i}`, i);
    for (let i = 0; i < 50; i++) assert.equal(await store.get(`new ${i}`), i);
    assert.equal(await store.get('none'), undefined);
    assert.deepEqual([looks.folders, looks.files], [0, 0]);
  });

  it('keeps nothing, and does no harm, where it cannot write', async () => {
    const file = join(temporaryFolder('disk'), 'file');
    writeFileSync(file, 'a file, where the folder should be');
    const store = new DiskStore(file, 1e6);
    await store.put('key', value);
    assert.equal(await store.get('key'), undefined);
    assert.equal(readFileSync(file, 'utf8'), 'a file, where the folder should be');
  });

  it('is whole for readers while others write', async () => {
    const stores = [new DiskStore(folder, 1e6), new DiskStore(folder, 1e6)];
    const large = [1, 2].map((fill) => new Float64Array(10_000).fill(fill));
    await stores[0]!.put('key', large[0]);
    const writes = Array.from({ length: 20 }, (_, i) => stores[i % 2]!.put('key', large[i % 2]));
    const reads = Array.from({ length: 20 }, (_, i) => stores[i % 2]!.get('key'));
    for (const found of (await Promise.all(reads)) as Float64Array[]) {
      assert.ok(found && found.every((number) => number === found[0]));
    }
    await Promise.all(writes);
    onlyFile();
  });
});
