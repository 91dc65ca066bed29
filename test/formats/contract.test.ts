import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { LensError } from '../../src/facts/errors';
import type { ByteSource } from '../../src/formats/byteSource';
import { readHeader } from '../../src/formats/npy/header';
import { openMember, openNpz } from '../../src/formats/npz/npz';
import { readRows } from '../../src/formats/rows/readRows';
import { trailingBytes } from '../../src/formats/trailingBytes';
import { fixture, goldenOrNotice } from '../golden';
import { memorySource } from './sources';

interface ExpectedArray {
  shape: number[];
  dtype: string;
  fortran_order: boolean;
  first: number[];
  sha256_f64le_row_major: string;
}

interface ExpectedFile extends ExpectedArray {
  file: string;
  expect: 'ok' | 'error' | 'ok_or_error' | 'ok_or_warning' | 'error_or_complex' | 'error_or_bfloat16';
  version: [number, number] | null;
  members?: Record<string, ExpectedArray>;
  if_read_as_bfloat16?: { shape: number[]; first: number[] };
}

/** The files of a folder, each against what numpy read (or refused) of it. */
function contract(folder: string): void {
  const { files } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as { files: ExpectedFile[] };
  it('is not empty', () => assert.ok(files.length > 20));
  for (const file of files) it(`${file.file}: ${file.expect}`, () => check(folder, file));
}

async function check(folder: string, file: ExpectedFile): Promise<void> {
  const source = memorySource(readFileSync(join(folder, file.file)));
  switch (file.expect) {
    case 'ok':
      return checkValues(source, file);
    case 'error':
      return assert.rejects(readEverything(source, file.file), (error) => isOneSentence(error, file.file));
    case 'ok_or_error':
      return checkValues(source, file).catch((error: unknown) => void assert.ok(isOneSentence(error, file.file)));
    case 'ok_or_warning': {
      await checkValues(source, file);
      const notice = trailingBytes(await readHeader(source, file.file), source, file.file);
      assert.equal(notice?.code, 'trailing-bytes');
      return;
    }
    case 'error_or_complex': {
      const header = await readHeader(source, file.file);
      assert.deepEqual([header.shape, header.dtype.descr], [file.shape, file.dtype]);
      return assert.rejects(readEverything(source, file.file), { code: 'complex-values' });
    }
    case 'error_or_bfloat16': {
      await assert.rejects(readEverything(source, file.file), (error) => {
        return isOneSentence(error, file.file) && /--as bfloat16/.test((error as Error).message);
      });
      const { header, values } = await readValues(source, file.file, 'bfloat16');
      assert.deepEqual(header.shape, file.if_read_as_bfloat16!.shape);
      assert.deepEqual([...values.slice(0, 4)], file.if_read_as_bfloat16!.first);
      return;
    }
  }
}

async function checkValues(source: ByteSource, file: ExpectedFile): Promise<void> {
  if (!file.members) return checkArray(source, file.file, file, file.version);
  const found = await openNpz(source, file.file);
  for (const [name, expected] of Object.entries(file.members)) {
    const member = found.get(name);
    assert.ok(member, `${name} is listed`);
    await checkArray(await openMember(source, member, file.file), `${file.file}::${name}`, expected, null);
  }
}

async function checkArray(
  source: ByteSource,
  name: string,
  expected: ExpectedArray,
  version: [number, number] | null,
): Promise<void> {
  const { header, values } = await readValues(source, name);
  assert.deepEqual(header.shape, expected.shape);
  assert.equal(header.dtype.descr, expected.dtype);
  assert.equal(header.fortranOrder, expected.fortran_order);
  if (version) assert.deepEqual(header.facts.find(({ id }) => id === 'version')?.value, version);
  assert.equal(hash(values), expected.sha256_f64le_row_major);
}

/** All values through several small chunks, so that their seams are tried too. */
async function readValues(
  source: ByteSource,
  name: string,
  as?: 'bfloat16',
): Promise<{ header: Awaited<ReturnType<typeof readHeader>>; values: Float64Array }> {
  const header = await readHeader(source, name, as);
  const parts: number[] = [];
  for await (const chunk of readRows(source, header, name, header.shape[0]! < 100 ? { maxBytes: 90 } : {})) {
    for (const value of chunk.data) parts.push(value);
  }
  return { header, values: Float64Array.from(parts) };
}

/** What a reader of the file would do: every array in it. */
async function readEverything(source: ByteSource, name: string): Promise<void> {
  if (!name.endsWith('.npz')) return void (await readValues(source, name));
  for (const member of (await openNpz(source, name)).values())
    await readValues(await openMember(source, member, name), `${name}::${member.name}`);
}

function hash(values: Float64Array): string {
  const bits = new BigUint64Array(values.buffer);
  values.forEach((value, i) => {
    if (Number.isNaN(value)) bits[i] = 0x7ff8000000000000n;
  });
  return createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex');
}

function isOneSentence(error: unknown, file: string): boolean {
  assert.ok(error instanceof LensError, String(error));
  assert.match(error.code, /^(npy-format|npz-format|unsupported-dtype)$/);
  assert.ok(error.message.startsWith(file), error.message);
  assert.match(error.message, /^[^\n]{20,300}\.$/);
  return true;
}

describe('npy files against numpy, fixtures', () => contract(fixture('npy')));

describe('npy files against numpy, the whole shared folder', () => {
  const golden = goldenOrNotice('npy files');
  if (golden) contract(join(golden, 'npy'));
});
