import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';
import { before, describe, it } from 'mocha';
import { LensError } from '../../../src/facts/errors';
import type { ByteSource } from '../../../src/formats/byteSource';
import type { MemberSource } from '../../../src/formats/zip/memberSource';
import { readHeader } from '../../../src/formats/npy/header';
import { openMember, openNpz } from '../../../src/formats/npz/npz';
import { readMatrix } from '../../../src/formats/rows/readMatrix';
import { fixture } from '../../golden';
import { memorySource, npyFile, shrinkingSource } from '../sources';

const fixtureBytes = (file: string): Buffer => readFileSync(join(fixture('npy'), file));

async function archive(name: string, content: Uint8Array, options: ZipWriterAddDataOptions): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  await zip.add(name, new Uint8ArrayReader(content), options);
  return zip.close();
}

/** Numbers that hardly compress, so that an archive of them is about as long as they are. */
function noise(length: number): Float64Array {
  let state = 1;
  return Float64Array.from({ length }, () => (state = (state * 48271) % 2147483647));
}

async function only(source: ByteSource): Promise<MemberSource> {
  const members = [...(await openNpz(source, 'x.npz')).values()];
  assert.equal(members.length, 1);
  return openMember(source, members[0]!, 'x.npz');
}

describe('openNpz', () => {
  it('lists the arrays without their ending and leaves other members out', async () => {
    const names = async (file: string): Promise<string[]> => [
      ...(await openNpz(memorySource(fixtureBytes(file)), file)).keys(),
    ];
    assert.deepEqual(await names('three_stored.npz'), ['layer1', 'layer2', 'labels']);
    assert.deepEqual(await names('mixed_members.npz'), ['a', 'o']);
    assert.deepEqual(await names('nested_names.npz'), ['block1/conv1/kernel', 'ünï']);
  });

  it('reads the directory alone, not the data', async () => {
    const source = memorySource(await archive('a.npy', npyFile(noise(500_000), [500_000], 'f8'), { level: 0 }));
    await openNpz(source, 'x.npz');
    const total = source.reads.reduce((sum, [start, end]) => sum + end - start, 0);
    assert.ok(total < 200_000, `${total} bytes were read`);
  });

  for (const [what, bytes, text] of [
    ['nothing', new Uint8Array(0), /not recognized/],
    ['no zip', Buffer.alloc(1000, 'x'), /not found/],
    ['no arrays', fixtureBytes('empty.npz'), /without any \.npy member/],
    ['no directory', fixtureBytes('truncated.npz'), /not found/],
  ] as const) {
    it(`refuses an archive with ${what} in one sentence`, async () => {
      await assert.rejects(openNpz(memorySource(bytes), 'x.npz'), (error: LensError) => {
        assert.equal(error.code, 'npz-format');
        assert.match(error.message, text);
        assert.match(error.message, /^x\.npz is [^\n]*\.$/);
        return true;
      });
    });
  }

  it('refuses encrypted members and other methods by name', async () => {
    const encrypted = await archive('a.npy', npyFile(noise(9), [9], 'f8'), { password: 'secret' });
    await assert.rejects(only(memorySource(encrypted)), { code: 'npz-format', message: /x\.npz::a is encrypted/ });
    await assert.rejects(only(memorySource(fixtureBytes('bzip2.npz'))), { code: 'npz-format', message: /bzip2/ });
  });
});

describe('a stored member', () => {
  it('is read by position, whatever its local header says of sizes', async () => {
    const source = memorySource(fixtureBytes('zip64_stored.npz'));
    const member = await only(source);
    assert.ok(!member.sequential);
    source.reads.length = 0;
    const tail = await member.slice(member.byteLength - 8, member.byteLength);
    assert.equal(tail.length, 8);
    assert.deepEqual(
      source.reads.map(([start, end]) => end - start),
      [8],
    );
  });

  it('is refused when bytes are missing at the beginning of its archive', async () => {
    const bytes = await archive('a.npy', npyFile(noise(9), [9], 'f8'), { level: 0 });
    for (const missing of [1, 10, 60]) {
      await assert.rejects(only(memorySource(bytes.subarray(missing))), { code: 'npz-format', message: /x\.npz/ });
    }
  });

  it('is refused when its place holds something else', async () => {
    const bytes = Buffer.from(fixtureBytes('zip64_stored.npz'));
    bytes[0] = 0;
    await assert.rejects(only(memorySource(bytes)), { code: 'npz-format' });
  });
});

describe('a deflated member', () => {
  const values = noise(300_000);
  const file = npyFile(values, [600, 500], 'f8');
  let zipped: Uint8Array;
  before(async () => {
    zipped = await archive('a.npy', file, { level: 1 });
  });

  it('gives any slice: forward, after a gap, back again, several at once, and of no length', async () => {
    const member = await only(memorySource(zipped));
    assert.equal(member.sequential, true);
    assert.equal(member.byteLength, file.length);
    const ends = [0, 10, 10, 70_000, 1_000_000, file.length];
    const slices: [number, number][] = ends.slice(1).map((end, i) => [ends[i]!, end]);
    slices.push([500_000, 500_100], [5, 50], [file.length - 1, file.length], [2_000_000, 2_000_000], [0, 1]);
    const found = await Promise.all(slices.map(([start, end]) => member.slice(start, end)));
    found.forEach((bytes, i) => assert.ok(Buffer.from(bytes).equals(file.subarray(...slices[i]!)), String(slices[i])));
  });

  it('inflates no further than it is read', async () => {
    const source = memorySource(zipped);
    const member = await only(source);
    source.reads.length = 0;
    await member.slice(0, 1000);
    const total = source.reads.reduce((sum, [start, end]) => sum + end - start, 0);
    assert.ok(total < zipped.length / 2, `${total} of ${zipped.length} bytes were read`);
  });

  it('becomes the same matrix as the plain file', async () => {
    for (const transpose of [false, true]) {
      const member = await only(memorySource(zipped));
      const matrix = await readMatrix(member, await readHeader(member, 'a'), 'a', { transpose });
      const plain = memorySource(file);
      assert.deepEqual(matrix, await readMatrix(plain, await readHeader(plain, 'a'), 'a', { transpose }));
    }
  });

  it('is refused when it claims to be more than its bytes can become', async () => {
    for (const [gain, fine] of [
      [1032, true],
      [1033, false],
    ] as const) {
      const bytes = Buffer.from(zipped);
      const entry = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
      const packed = bytes.readUInt32LE(entry + 20);
      bytes.writeUInt32LE(gain * packed, entry + 24);
      const opened = only(memorySource(bytes));
      if (fine) assert.equal((await opened).byteLength, 1032 * packed);
      else
        await assert.rejects(opened, {
          code: 'npz-format',
          message: new RegExp(
            `^x\\.npz::a cannot have the ${1033 * packed} bytes that its archive's directory says, packed as it is in ${packed};`,
          ),
        });
    }
  });

  it('passes on an error of the file beneath as that error', async () => {
    for (const reads of [0, 1, 4, 6]) {
      const source = shrinkingSource(zipped, reads);
      const run = async (): Promise<Uint8Array> => {
        const opened = await only(source);
        return opened.slice(0, opened.byteLength);
      };
      await assert.rejects(run(), { code: 'file-changed' });
    }
  });
});

describe('proving a deflated member', () => {
  it('inflates what was not, once, and refuses what does not end as it should', async () => {
    const file = npyFile(noise(300_000), [600, 500], 'f8');
    const zipped = await archive('a.npy', file, { level: 1 });
    const source = memorySource(zipped);
    const member = await only(source);
    await member.slice(0, 1000);
    await member.prove();
    const reads = source.reads.length;
    await member.slice(0, 10);
    const restarted = source.reads.length;
    await member.prove();
    assert.ok(restarted > reads);
    assert.equal(source.reads.length, restarted);

    // The checksum in the directory: everything before the end is as it was.
    const damaged = Buffer.from(zipped);
    damaged[damaged.indexOf('PK\x01\x02', 0, 'latin1') + 16]! ^= 1;
    const other = await only(memorySource(damaged));
    await other.slice(0, 1000);
    await assert.rejects(other.prove(), { code: 'npz-format', message: /is damaged inside its archive/ });
  });
});

describe('a damaged archive', () => {
  /** Everything in it, as text to compare. */
  async function content(bytes: Uint8Array): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const source = memorySource(bytes);
    for (const [name, about] of await openNpz(source, 'x.npz')) {
      const member = await openMember(source, about, 'x.npz');
      found.set(name, Buffer.from(await member.slice(0, member.byteLength)).toString('hex'));
      await member.prove();
    }
    return found;
  }

  for (const file of ['three_deflated.npz', 'three_stored.npz']) {
    it(`is refused by one sentence when cut anywhere, ${file}`, async () => {
      const whole = fixtureBytes(file);
      for (let length = 0; length < whole.length; length += 7) {
        await assert.rejects(content(whole.subarray(0, length)), { code: 'npz-format' }, `cut at ${length}`);
      }
    });

    it(`gives right bytes or an error, never wrong bytes, with any one byte changed, ${file}`, async () => {
      const whole = fixtureBytes(file);
      const right = new Set((await content(whole)).values());
      let refused = 0;
      for (let at = 0; at < whole.length; at++) {
        const bytes = Buffer.from(whole);
        bytes[at]! ^= 0x55;
        try {
          for (const found of (await content(bytes)).values()) assert.ok(right.has(found), `byte ${at}`);
        } catch (error) {
          assert.ok(error instanceof LensError && error.code === 'npz-format', `byte ${at}: ${String(error)}`);
          refused += 1;
        }
      }
      assert.ok(refused > whole.length / 2, `${refused} of ${whole.length} were noticed`);
    });
  }
});
