import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Uri } from 'vscode';
import { encode, npyHeaderBytes } from '../../src/formats/npy/writeNpy';

/** A folder of arrays made for one suite. The extension may be installed without its source tree, so no fixture is relied on. */
export interface ArrayFolder {
  /** Writes an array of reproducible numbers, unlike those of any other seed, and gives its place. */
  array(name: string, rows: number, columns: number, seed: number): Promise<Uri>;
  /** A file of float32 zeros that takes no room on most disks. */
  unwritten(name: string, rows: number, columns: number): Promise<Uri>;
  /** Writes any bytes. */
  file(name: string, bytes: string | Uint8Array): Promise<Uri>;
  uri(name: string): Uri;
  remove(): Promise<void>;
}

/** Makes a new folder in the system's place for temporary files, or in another folder, as that of the workspace. */
export async function arrayFolder(within = tmpdir()): Promise<ArrayFolder> {
  const root = await mkdtemp(join(within, 'cca-lens-host-'));
  const uri = (name: string) => Uri.file(join(root, name));
  const file = async (name: string, bytes: string | Uint8Array) => {
    await writeFile(uri(name).fsPath, bytes);
    return uri(name);
  };
  return {
    uri,
    file,
    async unwritten(name, rows, columns) {
      const header = npyHeaderBytes([rows, columns], 'f4');
      const found = await file(name, header);
      await truncate(found.fsPath, header.byteLength + rows * columns * 4);
      return found;
    },
    array: (name, rows, columns, seed) => file(name, arrayBytes([rows, columns], uniform(rows * columns, seed))),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** A float64 .npy file. */
export function arrayBytes(shape: number[], values: Float64Array): Uint8Array {
  return Buffer.concat([npyHeaderBytes(shape, 'f8'), encode(values, 'f8')]);
}

function uniform(count: number, seed: number): Float64Array {
  // The Lehmer generator: plain, and the same on every machine.
  let state = seed * 7919 + 1;
  return Float64Array.from({ length: count }, () => (state = (state * 48271) % 2147483647) / 2147483647);
}
