import { join } from 'node:path';
import type { Matrix } from '../../linalg/matrix';
import type { DirectionsSpec } from '../../protocol/writing';
import type { Jobs } from '../../protocol/jobs';
import { canonicalDirections } from '../../similarity/directions/directions';
import { calibratedReport } from '../calibrate/calibratedReport';
import { comparePair } from '../compare/compareArrays';
import type { Progress } from '../progress';
import type { Engine } from '../engine';
import { makeFolder, requireFolder, requireFree } from '../files/folders';
import { newFiles } from '../files/newFiles';
import { otherFolder, saveArray } from './saveArray';
import { streamVariates } from './streamVariates';

/**
 * Compares two arrays and writes, for each side, the canonical weights (neurons x k), the canonical variates (samples x k, unit variance) and
 * the neuron means as float64 .npy files into `folder`, which is made when missing. All files appear together at the end; none is overwritten.
 * @throws what compareArrays throws; TooFewSamplesError; LensError `file-exists`, `file-unwritable`.
 */
export async function writeDirections(
  spec: DirectionsSpec,
  progress: Progress,
  engine?: Engine,
): Promise<Jobs['writeDirections']['result']> {
  const { folder } = spec;
  const path = (side: string, what: string): string => join(folder, `${side}_${what}.npy`);
  // Refused before anything is computed.
  await requireFolder(folder);
  await requireFree(
    ['a', 'b'].flatMap((side) => ['weights', 'variates', 'means'].map((what) => path(side, what))),
    otherFolder,
  );
  const compared = await comparePair(spec, progress, engine);
  const { factors, pair, mask } = compared;
  const report = await calibratedReport(compared, spec, progress, engine);
  const directions = canonicalDirections(factors);
  const read = { ...pair, mask: await mask() };
  await makeFolder(folder);
  return newFiles({ force: false, inputs: [], otherwise: otherFolder }, async (file) => {
    const files: string[] = [];
    for (const side of ['a', 'b'] as const) {
      progress('writing directions', side === 'a' ? 0.9 : 0.95);
      const { weights, mean } = directions[side];
      const variates = streamVariates(read, side, directions[side]);
      files.push(await saveArray(file, path(side, 'weights'), [weights.rows, weights.columns], [weights.data]));
      files.push(await saveArray(file, path(side, 'variates'), [factors.samples, weights.columns], dataOf(variates)));
      files.push(await saveArray(file, path(side, 'means'), [mean.length], [mean]));
    }
    return { files, report };
  });
}

async function* dataOf(matrices: AsyncIterable<Matrix>): AsyncGenerator<Float64Array, void, undefined> {
  for await (const { data } of matrices) yield data;
}
