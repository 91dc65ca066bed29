import { memberPath, splitMember } from '../../address';
import type { Recipe } from '../../protocol/worker';
import { roundedNotices, type RoundedValues } from '../../similarity/remarks/roundedIntegers';
import type { Notice } from '../../similarity/report';
import type { FilePair } from './filePasses';
import type { NamedSide } from './finiteSamples';
import { openRows } from './openRows';
import { rowReader } from './rowReader';

/** A side, and one byte for each of its rows, 0 for those that are left out; absent when none is. */
export interface KeptSide extends NamedSide {
  mask?: Uint8Array | undefined;
}

/** Both sides of a pair. */
export function sidesOf({ a, b, names, mask }: FilePair): KeptSide[] {
  return [
    { identity: a, name: names.a, mask },
    { identity: b, name: names.b, mask },
  ];
}

/**
 * The values of a side that are integers which float64 rounds, counted on their bytes, of the rows that take part: a pass of its own, over files of
 * 64-bit integers alone. Undefined where there are none.
 * @throws FileChangedError, errors of reading.
 */
export async function roundedValues({ identity, name, mask }: KeptSide): Promise<RoundedValues | undefined> {
  const array = await openRows(identity, 'f8');
  try {
    if (array.integerBytes < 8) return undefined;
    const reader = rowReader(array, { alongSecondAxis: identity.transposed }, new Set(['f8']));
    let [count, of] = [0, 0];
    for (let from = 0; from < reader.rows; from += reader.rowsAtOnce) {
      const to = Math.min(reader.rows, from + reader.rowsAtOnce);
      const { bytes, rowStep, columnStep } = await reader.read(from, to);
      const marks = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let i = from; i < to; i++) {
        if (mask?.[i] === 0) continue;
        of += reader.width;
        for (let j = 0; j < reader.width; j++)
          if (marks.getFloat64((i - from) * rowStep + j * columnStep, true) > 0) count++;
      }
    }
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
