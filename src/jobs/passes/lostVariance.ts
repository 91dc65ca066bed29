import { mostlyPadded } from '../../similarity/remarks/paddedSequences';
import type { RoundedValues, SampleFacts } from '../../similarity/remarks/sampleFacts';
import { paddingOf } from './paddingOf';
import type { KeptSide } from './keptSide';
import { roundedValues } from './roundedValues';

/** What took its variance from a side: that its integers were rounded, or that of its sequences the last step was taken, which is padding. */
export type LostVariance = { rounded: RoundedValues } | { padding: NonNullable<SampleFacts['padding']> };

/** What a look at a side without variance finds of that; undefined where neither holds. @throws FileChangedError, errors of reading. */
export async function lostVariance(side: KeptSide): Promise<LostVariance | undefined> {
  const rounded = await roundedValues(side);
  if (rounded) return { rounded };
  const { recipe } = side.identity.address;
  if (recipe?.kind !== 'sequence' || recipe.sequence !== 'last') return undefined;
  const padding = await paddingOf(side.identity);
  return padding && mostlyPadded(padding) ? { padding } : undefined;
}
