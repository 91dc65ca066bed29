import { join } from 'node:path';
import { LensError } from '../../facts/errors';
import type { Jobs } from '../../protocol/jobs';
import { projections } from '../../similarity/directions/projections';
import { comparePair } from '../compare/compareArrays';
import type { Progress } from '../progress';
import type { Engine } from '../engine';
import { makeFolder, requireFolder, requireFree } from '../files/folders';
import { newFiles } from '../files/newFiles';
import { otherFolder, saveArray } from './saveArray';

/**
 * Writes, for each side of a pair, the projection of its neurons onto its first `rank` directions by CCA, PLS or PCA as float64 .npy files into
 * a folder, which is made when missing: `projection_a.npy` (neurons x neurons, P'P), `basis_a.npy` (P, rank x neurons, orthonormal rows),
 * `mean_a.npy` (neurons), and the same of b. A layer's row z becomes mean + (z - mean) P'P. All files appear together at the end; none
 * is overwritten.
 * @throws what compareArrays throws; TooFewSamplesError; RankTooLargeError; LensError `file-exists`, `file-unwritable`;
 * `recipe-mismatch` for maps by frequency.
 */
export async function writeProjections(
  spec: Jobs['writeProjections']['spec'],
  progress: Progress,
  engine?: Engine,
): Promise<Jobs['writeProjections']['result']> {
  const { by, rank, folder } = spec.request;
  if (spec.options.recipe?.conv === 'dft')
    throw new LensError(
      'recipe-mismatch',
      'Projections act on activations, not on their frequencies (dft): choose pool or flatten for them.',
    );
  const path = (what: string, side: string): string => join(folder, `${what}_${side}.npy`);
  const all = ['a', 'b'].flatMap((side) => ['projection', 'basis', 'mean'].map((what) => path(what, side)));
  // Refused before anything is computed.
  await requireFolder(folder);
  await requireFree(all, otherFolder);
  const options = { ...spec.options, measures: [by], epsilon: 0 };
  const { factors } = await comparePair({ ...spec, options }, (phase, share) => progress(phase, 0.8 * share), engine);
  progress('projecting', 0.85);
  const sides = projections(factors, by, rank);
  await makeFolder(folder);
  await newFiles({ force: false, inputs: [], otherwise: otherFolder }, async (file) => {
    for (const side of ['a', 'b'] as const) {
      progress('writing projections', side === 'a' ? 0.9 : 0.95);
      const { projection, basis, mean } = sides[side];
      await saveArray(file, path('projection', side), [projection.rows, projection.columns], [projection.data]);
      await saveArray(file, path('basis', side), [basis.rows, basis.columns], [basis.data]);
      await saveArray(file, path('mean', side), [mean.length], [mean]);
    }
  });
  return { files: all };
}
