import type { SideIdentity } from '../../protocol/sideIdentity';
import type { SideName, SampleClasses } from '../../similarity/routes/rowPasses';

/** Two files as a job opened them, and what is to be left out of them. */
export interface FilePair {
  names: Record<SideName, string>;
  a: SideIdentity;
  b: SideIdentity;
  /** One byte for each sample, 0 for those that are left out on both sides. */
  mask?: Uint8Array | undefined;
  /** The class of each sample of the files: products of side a then come with its sums by class. */
  classes?: SampleClasses | undefined;
}

/** Samples of a file. */
export function samplesOf({ shape, transposed }: SideIdentity): number {
  return shape[transposed ? 1 : 0]!;
}

/** Neurons of a file. */
export function neuronsOf({ shape, transposed }: SideIdentity): number {
  return shape[transposed ? 0 : 1]!;
}
