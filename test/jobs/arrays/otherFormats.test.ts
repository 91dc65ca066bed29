import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { memberPath } from '../../../src/facts/address';
import { isArrayName } from '../../../src/facts/formats';
import { readRows } from '../../../src/formats/rows/readRows';
import { listMembers, openArray } from '../../../src/jobs/arrays/openArray';
import { convertArray } from '../../../src/jobs/convertArray';
import { summarizeArray } from '../../../src/jobs/summary/summarizeArray';
import { readArrayFile } from '../../../src/jobs/viewer/readArrayFile';
import { isRefusal } from '../../fuzz/claims';
import { fixture, goldenOrNotice } from '../../golden';
import { temporaryFolder } from '../../workbench/temporaryFolder';

interface ExpectedArray {
  shape: number[];
  dtype: string;
  sha256_f64le_row_major: string;
  first: number[];
  last: number[];
}

interface ExpectedFile {
  file: string;
  expect: 'ok' | 'error' | 'ok_or_error' | 'error_or_partly';
  note: string;
  members?: Record<string, ExpectedArray>;
  refused_members?: string[];
}

/** The files of a folder, each against what its own library read of it, through the viewer's headers, rows, summaries and conversion. */
function contract(folder: string): void {
  const { files } = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as { files: ExpectedFile[] };
  for (const file of files) {
    if (isArrayName(file.file))
      it(`${file.file}: ${file.note || file.expect}`, () => check(join(folder, file.file), file));
  }
  it('has done what no file asks for', () => assert.ok(!existsSync('OWNED') && !existsSync(join(folder, 'OWNED'))));
}

async function check(path: string, file: ExpectedFile): Promise<void> {
  if (file.expect === 'ok') return checkMembers(path, file);
  const refused: unknown[] = [];
  const names = await listMembers(path).catch((error: unknown) => (refused.push(error), []));
  for (const name of names) {
    await readWhole(memberPath(path, name)).catch((error: unknown) => refused.push(error));
    // What is read of it is whole.
    await summarizeArray({ array: { path: memberPath(path, name) } }, () => {}).catch((error: unknown) =>
      refused.push(error),
    );
  }
  for (const error of refused) {
    isRefusal(error, [file.file]);
    assert.match(error.message, /^[^\n]{20,400}\.$/);
  }
  if (file.expect === 'error') assert.ok(refused.length > 0);
}

async function checkMembers(
  path: string,
  { members = {}, refused_members: refusals = [] }: ExpectedFile,
): Promise<void> {
  const names = await listMembers(path);
  const wanted = [...Object.keys(members), ...refusals];
  assert.deepEqual(wanted.filter((name) => !names.includes(name)), []); // prettier-ignore
  const shown = (await readArrayFile({ path })).members;
  for (const [name, expected] of Object.entries(members)) {
    const address = memberPath(path, name);
    assert.deepEqual(shown.find((member) => member.name === name)?.header?.shape, expected.shape);
    await checkValues(address, expected);
    const to = join(temporaryFolder('formats'), 'x.npy');
    await convertArray({ from: { path: address }, to, dtype: 'f8', force: false }, () => {});
    await checkValues(to, expected);
    const { dataBytes, warnings } = await summarizeArray({ array: { path: address } }, () => {});
    assert.deepEqual(warnings, []);
    assert.equal(dataBytes === 0, expected.first.length === 0);
  }
  for (const name of refusals) {
    await assert.rejects(readWhole(memberPath(path, name)), (error) => (isRefusal(error, [name]), true));
    assert.ok(shown.find((member) => member.name === name)?.error ?? true);
  }
  // The file alone serves wherever it holds one array.
  if (Object.keys(members).length === 1 && names.length === 1) await checkValues(path, Object.values(members)[0]!);
}

async function checkValues(path: string, expected: ExpectedArray): Promise<void> {
  const { shape, values } = await readWhole(path);
  assert.deepEqual(shape, expected.shape);
  assert.deepEqual([...values.slice(0, expected.first.length)], expected.first);
  assert.equal(hash(values), expected.sha256_f64le_row_major, path);
}

/** All values through small chunks, so that their seams are tried too. */
async function readWhole(path: string): Promise<{ shape: number[]; values: Float64Array }> {
  const { header, source, name, close } = await openArray({ path });
  try {
    const parts: number[] = [];
    const maxBytes = header.shape[0]! < 100 ? { maxBytes: 90 } : {};
    for await (const { data } of readRows(source, header, name, maxBytes)) for (const value of data) parts.push(value);
    return { shape: header.shape, values: Float64Array.from(parts) };
  } finally {
    await close();
  }
}

function hash(values: Float64Array): string {
  const bits = new BigUint64Array(values.buffer);
  values.forEach((value, i) => {
    if (Number.isNaN(value)) bits[i] = 0x7ff8000000000000n;
  });
  return createHash('sha256').update(new Uint8Array(values.buffer)).digest('hex');
}

describe('files of other formats, fixtures', () => contract(fixture('formats')));

describe('files of other formats, the whole shared folder', () => {
  const golden = goldenOrNotice('files of other formats');
  if (golden) contract(join(golden, 'formats'));
});
