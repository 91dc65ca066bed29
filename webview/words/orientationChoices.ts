import type { Orientation } from '../../src/facts/pairOptions';

/** What the rows of a matrix are, as value and words, in the field's words; `usual`: what they are where nothing is chosen. */
export function orientationChoices(usual: Orientation): [Orientation, string][] {
  return [
    ['samples', usual === 'samples' ? 'Rows are samples (default)' : 'Rows are samples'],
    ['neurons', 'Rows are neurons'],
  ];
}
