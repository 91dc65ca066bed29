import { LensError } from '../../facts/errors';
import { constantOver } from '../../similarity/errors';
import { PaddedAwayError } from '../../similarity/remarks/paddedSequences';
import { RoundedAwayError } from '../../similarity/remarks/roundedIntegers';
import type { KeptSide } from './keptSide';
import type { LostVariance } from './lostVariance';

/**
 * A refusal for want of variance, made to tell what took it from the side that it names, should `look` find that. Others as they are. @throws what
 * `look` throws.
 */
export async function tellingWhy(
  error: unknown,
  sides: readonly KeptSide[],
  look: (side: KeptSide) => Promise<LostVariance | undefined>,
): Promise<unknown> {
  if (!(error instanceof LensError) || error.code !== 'no-variance') return error;
  for (const side of sides) {
    if (!error.message.startsWith(constantOver(side.name))) continue;
    const lost = await look(side);
    if (lost)
      return 'rounded' in lost ? new RoundedAwayError(lost.rounded) : new PaddedAwayError(side.name, lost.padding);
  }
  return error;
}
