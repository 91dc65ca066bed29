import type { Calibrated } from '../calibrated';
import { counted } from '../numbers';
import { cited, type Cited } from './cited';
import { works } from './references';

/** How scores were calibrated: the permutations, the level of significance, and which scores (with the verb), where these are not all that are shown. */
export function calibrationMethods(
  { permutations, seed }: Pick<Calibrated, 'permutations' | 'seed'>,
  alpha: number,
  { which = 'Scores were', distances = false }: { which?: string; distances?: boolean } = {},
): Cited {
  const likeness = distances ? ' Distances enter as the similarities that they are made of.' : '';
  return cited`${which} calibrated (${works.groger2026}) by K = ${counted(permutations, 'permutation')} of the samples of one side (seed ${seed}): with τ the ⌈(1 − α)(K + 1)⌉-th smallest of the permuted scores and the score s itself, α = ${alpha}, the calibrated score is max(0, s − τ) / (1 − τ), and p = (1 + the number of permuted scores of at least s) / (K + 1). Whole samples were permuted, never positions or steps of one.${likeness}`;
}
