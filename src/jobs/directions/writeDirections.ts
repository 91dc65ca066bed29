import { join } from 'node:path';
import type { Matrix } from '../../linalg/matrix';
import type { DirectionsSpec, Jobs } from '../../protocol/worker';
import { canonicalDirections } from '../../similarity/directions';
import { comparePair, type Progress } from '../compare/compareArrays';
import type { Engine } from '../engine';
import { finiteSamples } from '../passes/finiteSamples';
import { makeFolder, saveArray } from './saveArray';
import { streamVariates } from './streamVariates';

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
    const variates = streamVariates({ ...pair, mask }, side, directions[side]);
    files.push(await saveArray(file('weights'), [weights.rows, weights.columns], [weights.data]));
    files.push(await saveArray(file('variates'), [factors.samples, weights.columns], dataOf(variates)));
    files.push(await saveArray(file('means'), [mean.length], [mean]));
  }
  return { files, report };
}

async function* dataOf(matrices: AsyncIterable<Matrix>): AsyncGenerator<Float64Array, void, undefined> {
  for await (const { data } of matrices) yield data;
}
