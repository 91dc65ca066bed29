import { numberOptions } from './numberOptions';
import { counted } from './numbers';
import type { CalibrateChoice } from './options';

/** The fewest permutations of which a score can stand above the threshold: with fewer that is always the largest of all, and p above alpha. */
export function fewestPermutations(alpha: number): number {
  return Math.ceil(1 / alpha - 1e-9) - 1;
}

/** Why so few permutations tell nothing at this alpha, and what to ask for, as a clause; undefined where they are enough. */
export function fewPermutations({
  permutations,
  alpha,
}: Pick<CalibrateChoice, 'permutations' | 'alpha'>): string | undefined {
  const fewest = fewestPermutations(alpha);
  if (permutations >= fewest) return undefined;
  const smallest = Number((1 / (permutations + 1)).toPrecision(2));
  const remedy =
    fewest <= numberOptions.permutations.most
      ? `calibrate with ${fewest.toLocaleString('en-US')} or more`
      : 'calibrate with a larger alpha';
  return `the smallest p that ${counted(permutations, 'permutation')} can give is ${smallest}, above alpha ${alpha}; ${remedy}`;
}
