import { LensError } from '../../facts/errors';
import { constantOver } from '../errors';
import type { ArrayRemark, SampleFacts } from './sampleFacts';

/** How sequences that were looked at end. */
type Padding = NonNullable<SampleFacts['padding']>;

const does = {
  scores: 'padding alone makes arrays alike, by flatten, last and mean',
  classes: 'padding tells how long a sequence is, by flatten, last and mean, and of its class no more than that',
};

const remedy = 'give a mask of the real steps (--mask; a file attention_mask.npy beside is found), or save those alone';

/** The remark on sequences most of which end in steps that repeat one vector, as padding does. */
export const paddedSequences: ArrayRemark = {
  code: 'padded-sequences',
  sentence({ name, padding }, purpose) {
    if (!padding || !mostlyPadded(padding)) return undefined;
    return `${name}: ${saying(padding)}: ${does[purpose]}; ${remedy}.`;
  },
};

/** Whether most sequences end as padded ones do. */
export function mostlyPadded({ sequences, padded }: Padding): boolean {
  return 2 * padded > sequences;
}

/** A side that does not vary as the last step of its sequences is padding. */
export class PaddedAwayError extends LensError {
  constructor(name: string, padding: Padding) {
    const message = `${constantOver(name)}, as last takes the last step of each sequence, so nothing can be told from it: ${saying(padding)}; ${remedy}.`;
    super('no-variance', message);
  }
}

function saying({ sequences, padded, steps, paddedSteps }: Padding): string {
  return `${padded} of ${sequences} sequences looked at end in steps that are all zeros or repeat one vector (${paddedSteps} of ${steps} steps), as padding is`;
}
