import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LensError } from '../errors';
import { matrix, type Matrix } from '../linalg/matrix';
import { encode, npyHeaderBytes } from '../npy/writeNpy';
import type { DirectionsSpec, Jobs } from '../protocol/worker';
import { canonicalDirections, canonicalVariates } from '../similarity/directions';
import { finitePair } from '../similarity/nonFinite';
import { compareArrays, type Progress } from './compareArrays';
import { fileName } from './fileBytes';
import { openPair } from './readPair';

/**
 * Compares two arrays and writes, for each side, the canonical weights (neurons x k), the canonical variates (samples x k, unit variance) and
 * the neuron means as float64 .npy files into `folder`, which is made when missing. No file is overwritten.
 * @throws what compareArrays throws; TooFewSamplesError; LensError `file-exists`, `file-unwritable`.
 */
export async function writeDirections(spec: DirectionsSpec, progress: Progress): Promise<Jobs['directions']['result']> {
  const { report, known } = await compareArrays(spec, progress);
  const directions = canonicalDirections(known.factors);
  const pair = await openPair(spec.a, spec.b, spec.options);
  try {
    const A = await pair.read('a', () => undefined);
    const B = await pair.read('b', () => undefined);
    const finite = finitePair(A, B, pair.names, spec.options.dropNonFinite);
    progress('writing directions', 0.95);
    await makeFolder(spec.folder);
    const files: string[] = [];
    const sides = [
      ['a', finite.A, directions.a],
      ['b', finite.B, directions.b],
    ] as const;
    for (const [side, X, found] of sides) {
      files.push(await save(spec.folder, `${side}_weights.npy`, found.weights));
      files.push(await save(spec.folder, `${side}_variates.npy`, canonicalVariates(X, found)));
      files.push(
        await save(spec.folder, `${side}_means.npy`, matrix(1, found.mean.length, found.mean), [found.mean.length]),
      );
    }
    return { files, report };
  } finally {
    await pair.close();
  }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch {
    throw new LensError(
      'file-unwritable',
      `The folder ${fileName(folder)} cannot be made; choose another for the directions.`,
    );
  }
}

async function save(folder: string, name: string, X: Matrix, shape: number[] = [X.rows, X.columns]): Promise<string> {
  const path = join(folder, name);
  try {
    await writeFile(path, Buffer.concat([npyHeaderBytes(shape, 'f8'), encode(X.data, 'f8')]), { flag: 'wx' });
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    if (exists)
      throw new LensError('file-exists', `${fileName(path)} exists already; choose another folder for the directions.`);
    throw new LensError(
      'file-unwritable',
      `${fileName(path)} cannot be written; choose another folder for the directions.`,
    );
  }
  return path;
}
