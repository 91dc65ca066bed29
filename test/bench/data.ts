import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npyHeaderBytes } from '../../src/formats/npy/writeNpy';
import { cacheFolder } from '../workbench/paths';
import { activationBlocks, type Activations } from './activations';
import { progress } from './progress';

/** Where input files lie: ignored by git, kept between runs, safe to delete. A change of what is drawn needs a new last name. */
const folder = join(cacheFolder, 'bench', 'v1');

/** Free disk space that is left alone, in bytes. */
const margin = 4e9;

/** Path of a float32 .npy file of these activations, written when it is not there yet. @throws Error when the disk is too full. */
export function activationFile(activations: Activations): string {
  const { samples, neurons, seed } = activations;
  return inputFile(`${samples}x${neurons}-${seed}.npy`, [samples, neurons], () => activationBlocks(activations));
}

/** Path of a float32 .npy file in C order made of `blocks`, which are asked for only when it is not there yet. @throws Error when the disk is too full. */
export function inputFile(name: string, shape: [number, number], blocks: () => Iterable<Float32Array>): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  if (existsSync(path)) return path;
  const bytes = 4 * shape[0] * shape[1];
  if (!roomFor(bytes)) throw new Error(`there is no room on the disk for ${name} (${(bytes / 1e9).toFixed(1)} GB)`);
  progress(`writing ${name}`);
  // Under another name until it is whole: a run that was interrupted leaves nothing that looks like an input.
  const part = `${path}.part`;
  const file = openSync(part, 'w');
  try {
    writeFileSync(file, npyHeaderBytes(shape, 'f4'));
    for (const block of blocks()) writeFileSync(file, new Uint8Array(block.buffer, block.byteOffset, block.byteLength));
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
  return path;
}

/** Whether so many bytes can be written and a margin stay free. */
export function roomFor(bytes: number): boolean {
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > bytes + margin;
}

/** Deletes input files that are too large to keep. */
export function removeFiles(paths: readonly string[]): void {
  for (const path of paths) rmSync(path, { force: true });
}
