import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { LensError } from '../errors';
import type { RowBlock } from '../linalg/accumulator';
import { matrix, type Matrix } from '../linalg/matrix';
import { encode, npyHeaderBytes } from '../npy/writeNpy';
import type { DirectionsSpec, Jobs } from '../protocol/worker';
import { canonicalDirections, canonicalVariates, type SideDirections } from '../similarity/directions';
import { comparePair, type Progress } from './compareArrays';
import type { Engine } from './engine';
import { fileName } from './fileBytes';
import type { FilePair } from './passes/filePasses';
import { finiteSamples } from './passes/finiteSamples';
import { openUnchanged } from './passes/runPass';
import { rowReader } from './passes/rowReader';

/** Elements of variates that are computed and written at a time. */
const chunkElements = 1 << 21;

/**
 * Compares two arrays and writes, for each side, the canonical weights (neurons x k), the canonical variates (samples x k, unit variance) and
 * the neuron means as float64 .npy files into `folder`, which is made when missing. No file is overwritten.
 * @throws what compareArrays throws; TooFewSamplesError; LensError `file-exists`, `file-unwritable`.
 */
export async function writeDirections(
  spec: DirectionsSpec,
  progress: Progress,
  engine?: Engine,
): Promise<Jobs['directions']['result']> {
  const { report, factors, pair, dropped } = await comparePair(spec, progress, engine);
  const directions = canonicalDirections(factors);
  const mask = dropped ? (await finiteSamples(pair)).mask : undefined;
  await makeFolder(spec.folder);
  const files: string[] = [];
  for (const side of ['a', 'b'] as const) {
    progress('writing directions', side === 'a' ? 0.9 : 0.95);
    const { weights, mean } = directions[side];
    const file = (what: string): string => join(spec.folder, `${side}_${what}.npy`);
    const shape = [factors.samples, weights.columns];
    files.push(await save(file('weights'), [weights.rows, weights.columns], [weights.data]));
    files.push(await save(file('variates'), shape, variates({ ...pair, mask }, side, directions[side])));
    files.push(await save(file('means'), [mean.length], [mean]));
  }
  return { files, report };
}

/** Canonical variates of a file, chunk by chunk, without the samples that were left out. */
async function* variates(
  pair: FilePair,
  side: 'a' | 'b',
  directions: SideDirections,
): AsyncGenerator<Float64Array, void, undefined> {
  const { mask } = pair;
  const identity = pair[side];
  const array = await openUnchanged(identity);
  try {
    const reader = rowReader(array, { alongSecondAxis: identity.transposed }, new Set(['f8']));
    const step = Math.max(1, Math.floor(chunkElements / reader.width));
    for (let from = 0; from < reader.rows; from += step) {
      const to = Math.min(reader.rows, from + step);
      yield canonicalVariates(matrixOf(await reader.read(from, to), from, to, reader.width, mask), directions).data;
    }
  } finally {
    await array.close();
  }
}

/** A block of float64 rows as a matrix, without the rows that `mask` leaves out. */
function matrixOf(block: RowBlock, from: number, to: number, width: number, mask: Uint8Array | undefined): Matrix {
  const { bytes, rowStep, columnStep } = block;
  const values = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kept: number[] = [];
  for (let i = 0; i < to - from; i++) if (mask === undefined || mask[from + i] === 1) kept.push(i);
  const X = matrix(kept.length, width);
  kept.forEach((i, at) => {
    for (let j = 0; j < width; j++) X.data[at * width + j] = values.getFloat64(i * rowStep + j * columnStep, true);
  });
  return X;
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

/** Writes a float64 array in chunks under a name that must be free. */
async function save(
  path: string,
  shape: number[],
  chunks: Iterable<Float64Array> | AsyncIterable<Float64Array>,
): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'wx');
    await file.write(npyHeaderBytes(shape, 'f8'));
    for await (const chunk of chunks) await file.write(encode(chunk, 'f8'));
    return path;
  } catch (error) {
    if (error instanceof LensError || !(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'EEXIST')
      throw new LensError('file-exists', `${fileName(path)} exists already; choose another folder for the directions.`);
    throw new LensError(
      'file-unwritable',
      `${fileName(path)} cannot be written; choose another folder for the directions.`,
    );
  } finally {
    await file?.close();
  }
}
