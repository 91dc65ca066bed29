import type { Orientation, SvccaCut } from '../../src/facts/pairOptions';
import type { ConvChoice, LayoutChoice, SequenceChoice } from '../state/optionsDraft';

/** The choices of options as pages offer them: value and words, in the field's words. optionExplanations.ts explains them. */
type Choices<T extends string> = readonly (readonly [T, string])[];

/** What SVCCA's cut counts by. */
export const cutChoices: Choices<SvccaCut['rule']> = [
  ['variance', 'Variance'],
  ['unsquared', 'Unsquared sum'],
  ['dimensions', 'Dimensions'],
];

/** How maps become samples x neurons. */
export const convChoices: Choices<ConvChoice> = [
  ['auto', 'Auto'],
  ['flatten', 'Flatten positions'],
  ['pool', 'Average-pool'],
  ['interpolate', 'Interpolate'],
  ['dft', 'By frequency (DFT)'],
];

/** Which axis of maps holds the channels. */
export const layoutChoices: Choices<LayoutChoice> = [
  ['auto', 'Auto'],
  ['nhwc', 'Channels last'],
  ['nchw', 'Channels first'],
];

/** How sequences become samples x neurons. */
export const sequenceChoices: Choices<SequenceChoice> = [
  ['auto', 'Auto'],
  ['flatten', 'Flatten steps'],
  ['last', 'Last step'],
  ['mean', 'Mean of steps'],
];

/**
 * What the rows of a matrix are; `usual`: what they are where nothing is chosen. `turned`: nothing is, and the file says that it lies turned in it.
 */
export function orientationChoices(usual: Orientation, turned = false): Choices<Orientation> {
  const rows = usual === 'samples' ? 'Rows are samples (default)' : 'Rows are samples';
  return [
    ['samples', turned ? 'As MATLAB shows it (default)' : rows],
    ['neurons', 'Rows are neurons'],
  ];
}
