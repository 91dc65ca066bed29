import { NotConvergedError } from '../../linalg/errors';
import type { Matrix } from '../../linalg/matrix';
import { addNoise } from './addNoise';
import { memoryPasses } from './memoryPasses';
import type { PairFactors } from './pairFactors';
import type { SideName } from './rowPasses';

const trials = 5;
const noise = 1e-6;

/**
 * A pair factored, and when that does not converge, once more with seeded noise of 1e-6 on both sides, at most five times: the evident intention
 * of google/svcca's robust_cca_similarity. Rank-deficient data need no noise here. The notice `noise-added` says when some was used.
 * @param factor factors the pair as it is, or through the passes over the noisy matrices that it is given.
 * @param read both sides, samples x neurons: only asked for when noise is needed, since noise must be held.
 * @throws NotConvergedError when every trial failed; what `factor` and `read` throw.
 */
export async function factorRobustly(
  factor: (noisy?: ReturnType<typeof memoryPasses>) => Promise<PairFactors>,
  read: () => Promise<Record<SideName, Matrix>>,
  names: Record<SideName, string>,
): Promise<PairFactors> {
  let sides: Record<SideName, Matrix> | undefined;
  for (let trial = 0; ; trial++) {
    try {
      if (trial === 0) return { ...(await factor()), noisyTrials: 0 };
      sides ??= await read();
      const noisy = memoryPasses(addNoise(sides.a, noise, 2 * trial), addNoise(sides.b, noise, 2 * trial + 1), names);
      const factors = await factor(noisy);
      const message = `A decomposition did not converge, so seeded noise of up to ${noise} was added to both sides (trial ${trial} of ${trials}).`;
      return { ...factors, noisyTrials: trial, notices: [...factors.notices, { code: 'noise-added', message }] };
    } catch (error) {
      if (!(error instanceof NotConvergedError) || trial === trials) throw error;
    }
  }
}
