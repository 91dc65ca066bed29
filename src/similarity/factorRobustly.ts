import { NotConvergedError } from '../linalg/errors';
import type { Matrix } from '../linalg/matrix';
import { addNoise } from './addNoise';
import { factorPair } from './factorPair';
import type { PairFactors } from './pairFactors';

const trials = 5;
const noise = 1e-6;

/**
 * {@link factorPair}, and when that does not converge, again with seeded noise of 1e-6 on both sides, at most five times: the evident intention
 * of google/svcca's robust_cca_similarity. Rank-deficient data need no noise here. The notice `noise-added` says when some was used.
 * @throws NotConvergedError when every trial failed; NoVarianceError.
 */
export function factorRobustly(
  A: Matrix,
  B: Matrix,
  names: { a: string; b: string },
  onProgress?: (fraction: number) => void,
): PairFactors {
  for (let trial = 0; ; trial++) {
    try {
      const a = trial === 0 ? A : addNoise(A, noise, 2 * trial);
      const b = trial === 0 ? B : addNoise(B, noise, 2 * trial + 1);
      const factors = factorPair(a, b, names, onProgress);
      if (trial === 0) return factors;
      const message = `A decomposition did not converge, so seeded noise of up to ${noise} was added to both sides (trial ${trial} of ${trials}).`;
      return { ...factors, noisyTrials: trial, notices: [...factors.notices, { code: 'noise-added', message }] };
    } catch (error) {
      if (!(error instanceof NotConvergedError) || trial === trials) throw error;
    }
  }
}
