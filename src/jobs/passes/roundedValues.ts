import { memberPath, splitMember } from '../../facts/address';
import { axisLayout, valueBlocks } from '../../formats/rows/fileOrder';
import type { Recipe } from '../../facts/recipe';
import { roundedNotices } from '../../similarity/remarks/roundedIntegers';
import type { RoundedValues } from '../../similarity/remarks/sampleFacts';
import type { Notice } from '../../facts/reportParts';
import type { KeptSide } from './keptSide';
import { openRows } from './openRows';

/**
 * The values of a side that are integers which float64 rounds, counted on their bytes, of the rows that take part: a pass of its own, over files of
 * 64-bit integers alone. Undefined where there are none. `some`: rows that are looked at, where those are not all.
 * @throws FileChangedError, errors of reading.
 */
export async function roundedValues(
  { identity, name, mask }: KeptSide,
  some?: { from: number; to: number },
): Promise<RoundedValues | undefined> {
  const array = await openRows(identity, 'f8');
  try {
    if (array.integerBytes < 8) return undefined;
    const { header, source } = array;
    const layout = axisLayout(header, identity.transposed ? 1 : 0);
    const { outer, width, inner } = layout;
    const { from, to } = some ?? { from: 0, to: width };
    let count = 0;
    // In the order of the file, whichever way samples lie in it: a row may be of any length.
    for await (const { start, values: marks } of valueBlocks(source, header, name, layout, [from, to])) {
      for (let at = 0; at < marks.length; at++)
        if (marks[at]! > 0 && (!mask || mask[Math.floor((start + at) / inner) % width] !== 0)) count++;
    }
    const samples = mask ? mask.subarray(from, to).reduce((sum, kept) => sum + Number(kept !== 0), 0) : to - from;
    const of = samples * outer * inner;
    if (count === 0) return undefined;
    return { name: withMember(name, array.name), count, of, averaged: averages(identity.address.recipe) };
  } finally {
    await array.close();
  }
}

/** What is said of them. @throws as {@link roundedValues}. */
export async function roundedIn(side: KeptSide): Promise<Notice[]> {
  return roundedNotices(await roundedValues(side));
}

/** An archive of one array is named without its member, which is told from the array as it was opened. */
function withMember(name: string, opened: string): string {
  const { member } = splitMember(opened);
  return member === undefined || name.endsWith(memberPath('', member)) ? name : memberPath(name, member);
}

function averages(recipe: Recipe | undefined): boolean {
  if (recipe?.kind === 'maps') return recipe.conv !== 'flatten';
  return recipe?.kind === 'sequence' && recipe.sequence === 'mean';
}
