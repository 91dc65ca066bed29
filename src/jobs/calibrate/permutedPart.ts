import type { Executor } from '../pool/executor';
import type { Permuted } from './permutedTask';

/** Something to permute, of so many whole samples, and who does it. */
export interface PermutedPart {
  permuted: Permuted;
  samples: number;
  executor: Executor;
}
