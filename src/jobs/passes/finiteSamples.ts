import type { Notice } from '../../similarity/report';
import { TooFewSamplesError } from '../../similarity/errors';
import type { FilePair } from './filePasses';
import { scanSide } from './scanSide';

/**
 * Which samples are finite on both sides (one byte each, 0 for the others), and the notice of those that are not.
 * @throws TooFewSamplesError when fewer than two are.
 */
export async function finiteSamples({ a, b }: FilePair): Promise<{ mask: Uint8Array; notice: Notice }> {
  const first = await scanSide(a);
  // A layer by itself stands in the place of both.
  const second = a === b ? first : await scanSide(b);
  const both = a === b ? '' : ' on both sides';
  const mask = first.finiteSamples.map((finite, i) => finite & second.finiteSamples[i]!);
  const left = mask.reduce((sum, flag) => sum + 1 - flag, 0);
  const kept = mask.length - left;
  if (kept < 2) {
    const few = kept === 0 ? 'None' : 'Only 1';
    throw new TooFewSamplesError(
      `${few} of the ${mask.length} samples is free of NaN and infinite values${both}, so there is nothing to compare: save the files again.`,
    );
  }
  const values = first.nonFinite + (a === b ? 0 : second.nonFinite);
  const message = `${left} of ${mask.length} samples were left out${both} because they hold NaN or infinite values (${values} values).`;
  return { mask, notice: { code: 'non-finite-dropped', message } };
}
