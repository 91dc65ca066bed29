import type { PairReport } from '../reportParts';

/** Code of the remark on measures of single samples that are of fewer than all others. */
export const drawnSamplesCode = 'samples-of-measures';

/** Whether measures of single samples are of some that were drawn in a pair, which only the program that drew them knows. */
export function ofDrawnSamples({ warnings }: Pick<PairReport, 'warnings'>): boolean {
  return warnings.some(({ code }) => code === drawnSamplesCode);
}

/** What a notebook says of them, which computes its numbers of all samples. */
export const drawnProse =
  ' CCA Lens drew some of the samples for it, as many as its memory budget held: of all of them, as here, the numbers are somewhat different.';

/** The same of measures whose section has it as a paragraph of its own. */
export const drawnParagraph =
  '\n\nShown were scores of drawn samples; these are of all, and are not compared with them.';
