import { LensError } from '../../facts/errors';
import { constantOver } from '../../similarity/errors';
import { mostlyPadded, PaddedAwayError } from '../../similarity/remarks/paddedSequences';
import { RoundedAwayError } from '../../similarity/remarks/roundedIntegers';
import { roundedValues, type KeptSide } from './roundedValues';
import { paddingOf } from './factsOfSamples';

/**
 * A refusal for want of variance, made to tell what took it from the side that it names, should that be known: that its integers were rounded, or that
 * of its sequences the last step was taken, which is padding. Others as they are. @throws FileChangedError, errors of reading.
 */
export async function tellingWhy(error: unknown, sides: readonly KeptSide[]): Promise<unknown> {
  if (!(error instanceof LensError) || error.code !== 'no-variance') return error;
  for (const side of sides) {
    if (!error.message.startsWith(constantOver(side.name))) continue;
    const rounded = await roundedValues(side);
    if (rounded) return new RoundedAwayError(rounded);
    const { recipe } = side.identity.address;
    if (recipe?.kind !== 'sequence' || recipe.sequence !== 'last') continue;
    const padding = await paddingOf(side.identity);
    if (padding && mostlyPadded(padding)) return new PaddedAwayError(side.name, padding);
  }
  return error;
}
