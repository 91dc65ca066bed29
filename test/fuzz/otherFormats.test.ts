import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { memberPath } from '../../src/facts/address';
import { formats } from '../../src/facts/formats';
import { elementCount } from '../../src/formats/header';
import { listMembers, openArray } from '../../src/jobs/arrays/openArray';
import { readArrayFile } from '../../src/jobs/viewer/readArrayFile';
import { summarizeArray } from '../../src/jobs/summary/summarizeArray';
import { derivedSeed, seededRandom, type Random } from '../../src/linalg/random';
import { byTorch, entrySource } from '../../src/formats/torch/zipFile';
import { readZipDirectory } from '../../src/formats/zip/zipDirectory';
import { memorySource } from '../formats/sources';
import { fixture } from '../golden';
import { storedZip } from '../storedZip';
import { temporaryFolder } from '../workbench/temporaryFolder';
import { allFinite, isLine, isRefusal } from './claims';
import { mutatedBytes, mutatedText, one } from './mutate';

/** Mutants of a format in a run: CCA_LENS_FUZZ=N tries N others than the usual ones. A failure names its mutant by its seed. */
const usual = 1000;
const others = Number(process.env.CCA_LENS_FUZZ ?? 0);
const seeds = others > 0 ? { from: usual, count: others } : { from: 0, count: usual };

/** Arrays that are declared to be larger are opened, and not read: no file of these holds so much unless it repeats itself. */
const mostElements = 1 << 20;
/** Bytes that all mutants of a format may leave the process larger by. */
const mostGrowth = 256 * 2 ** 20;

const known = ['npy', 'npz'];

/** A file of torch.save whose archive is whole, and whose pickle is not. */
async function torchMutant(bytes: Buffer, random: Random): Promise<Buffer | undefined> {
  if (bytes[0] !== 0x50) return undefined;
  const source = memorySource(bytes);
  const entries = await readZipDirectory(source, 'x', byTorch).catch(() => []);
  const members = await Promise.all(
    entries.map(async (entry) => {
      const opened = await entrySource(source, entry, 'x');
      return { name: entry.name, data: Buffer.from(await opened.slice(0, opened.byteLength)) };
    }),
  );
  return members.length === 0
    ? undefined
    : storedZip(members.map((one) => ({ ...one, data: one.name.endsWith('.pkl') ? mutatedBytes(one.data, random) : one.data }))); // prettier-ignore
}

/** A file with its bytes changed, or with the text that describes its arrays: JSON in headers, names and numbers in pickles. */
function mutantOf(bytes: Buffer, random: Random): Buffer {
  if (random.uniform() < 0.5) return mutatedBytes(bytes, random);
  const text = bytes.toString('latin1');
  const start = text.search(/[{(}\]]/);
  const end = Math.max(start + 1, text.lastIndexOf('}') + 1);
  const changed = Buffer.from(mutatedText(text.slice(start, end), random), 'latin1');
  const mutant = Buffer.concat([bytes.subarray(0, start), changed, bytes.subarray(end)]);
  // Half of them with a length that fits.
  if (text.endsWith('}', end) && start === 8 && random.uniform() < 0.5) mutant.writeBigUInt64LE(BigInt(changed.length));
  return mutant;
}

async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    isRefusal(error, ['mutant']);
    return undefined;
  }
}

async function tryFile(path: string): Promise<void> {
  const file = await attempt(() => readArrayFile({ path }));
  for (const { error, header } of file?.members ?? []) {
    if (error) isLine(error.message);
    for (const { message } of header?.warnings ?? []) isLine(message);
  }
  const members = (await attempt(() => listMembers(path))) ?? [];
  for (const name of members.slice(0, 20)) {
    const address = { path: memberPath(path, name) };
    const elements = await attempt(async () => {
      const array = await openArray(address);
      await array.close();
      return elementCount(array.header.shape);
    });
    if (elements === undefined || elements > mostElements) continue;
    const summary = await attempt(() => summarizeArray({ array: address }, () => undefined));
    if (summary) allFinite({ ...summary, facts: null });
  }
}

describe('hostile files of other formats', () => {
  for (const { id, endings } of formats.filter((format) => !known.includes(format.id))) {
    it(`${seeds.count} mutants of ${id} give arrays or one sentence`, async () => {
      const folder = temporaryFolder('mutants');
      const names = readdirSync(fixture('formats')).filter((name) => endings.some((ending) => name.endsWith(ending)));
      assert.ok(names.length > 0);
      const files = names.map((name) => ({ name, bytes: readFileSync(fixture(`formats/${name}`)) }));
      const before = process.memoryUsage.rss();
      for (let seed = seeds.from; seed < seeds.from + seeds.count; seed++) {
        const random = seededRandom(derivedSeed(seed));
        const { name, bytes } = one(random, files);
        try {
          const path = join(folder, `mutant${name.slice(name.lastIndexOf('.'))}`);
          const mutant = random.uniform() < 0.5 ? await torchMutant(bytes, random) : undefined;
          writeFileSync(path, mutant ?? mutantOf(bytes, random));
          await tryFile(path);
        } catch (error) {
          throw new Error(`mutant ${seed} of ${name}: ${error instanceof Error ? error.stack : String(error)}`);
        }
      }
      const grown = process.memoryUsage.rss() - before;
      assert.ok(grown < mostGrowth, `${grown} bytes more than before`);
    });
  }
});
