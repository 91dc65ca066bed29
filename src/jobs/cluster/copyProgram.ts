import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { makeFolder } from '../files/folders';
import { newFiles, writeWhole } from '../files/newFiles';

/** What the command line consists of: itself, and what its threads and kernels are loaded from, which lie beside it. */
const parts = [
  'cli.js',
  'poolWorker.js',
  'hdf5Thread.js',
  'hdf5.wasm.br',
  'kernels.wasm',
  'kernels-relaxed.wasm',
  'ThirdPartyNotices.txt',
] as const;

const replacing = { force: true, inputs: [] };

/**
 * Copies the command line into a results folder, where it stays while jobs wait that will run it: an update of the extension removes the one that it brought. Its
 * folder, `program/<version>-<digest>`, is named by what is in it, so that copies of two builds are never mixed. Each file is written beside its place and renamed,
 * and only where it is not there as it should be: any number of processes may copy at once, also while jobs run. package.json is the last file, and says that all
 * others are there; it also keeps Node from taking a package.json above the results folder for that of the program.
 * @param results the results folder. `from`: the folder of the built program.
 * @returns the absolute path of the copied cli.js.
 * @throws LensError `file-unwritable`.
 */
export async function copyProgram(results: string, version: string, from = builtProgram()): Promise<string> {
  const files = await readParts(from);
  const cli = placeOf(results, version, files);
  const folder = dirname(cli);
  await makeFolder(folder);
  const missing: typeof files = [];
  for (const { name, bytes } of files) if (!(await holds(join(folder, name), bytes))) missing.push({ name, bytes });
  if (missing.length > 0) {
    await newFiles(replacing, async (file) => {
      for (const { name, bytes } of missing) await file(join(folder, name), (write) => write(bytes));
    });
  }
  const about = Buffer.from(
    `${JSON.stringify({ name: 'cca-lens', version, type: 'commonjs', private: true }, null, 1)}\n`,
  );
  const last = join(folder, 'package.json');
  if (!(await holds(last, about))) await writeWhole(last, replacing, (write) => write(about));
  return cli;
}

/** Where the copied cli.js is, or will be. */
export async function programPlace(results: string, version: string, from = builtProgram()): Promise<string> {
  return placeOf(results, version, await readParts(from));
}

interface Part {
  name: string;
  bytes: Buffer;
}

function readParts(from: string): Promise<Part[]> {
  return Promise.all(parts.map(async (name) => ({ name, bytes: await readFile(join(from, name)) })));
}

function placeOf(results: string, version: string, files: readonly Part[]): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of files) hash.update(`${name} ${bytes.length}\n`).update(bytes);
  return join(resolve(results), 'program', `${version}-${hash.digest('hex').slice(0, 8)}`, 'cli.js');
}

/** Whether a file is there with just these bytes. */
async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  const found = await readFile(path).catch(() => undefined);
  return found !== undefined && Buffer.compare(found, bytes) === 0;
}

/** The folder of the program that runs: that of the bundle, or the project's dist when its source runs. */
export function builtProgram(): string {
  return existsSync(join(__dirname, 'cli.js')) ? __dirname : join(dirname(dirname(dirname(__dirname))), 'dist');
}
