import type { ClassesOfLayer, ClassesResult } from '../../src/facts/analyses/classes';
import type { ClassSlice } from '../../src/facts/analyses/classSlices';
import { sortedPlaces } from './sortedPlaces';

/** R, the multiple correlation; or R² adjusted for the number of neurons. */
export type ClassQuantity = 'R' | 'adjusted';

/** What unrelated data of the layer's size gives: the root of E[R²] for R; 0 for the adjusted one, which is adjusted so that it does. */
export function nullOfClass({ nullR2 }: ClassesOfLayer, quantity: ClassQuantity): number {
  return quantity === 'R' ? Math.sqrt(nullR2) : 0;
}

/** Places in `classes` of those whose name or index holds the text; a list with commas asks for each of its parts. All for an empty text. */
export function filterClasses({ classes }: ClassesResult, text: string): number[] {
  const parts = text
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return classes.flatMap(({ name, index }, place) => {
    const low = name.toLowerCase();
    const wanted =
      parts.length === 0 ||
      parts.some((part) => (/^\d+$/.test(part) ? part === String(index) || part === low : low.includes(part)));
    return wanted ? [place] : [];
  });
}

/** The order of classes in a map: as in the file, or from the best to the least at the last place that has a value; those without one come last. */
export type ClassOrder = 'file' | 'value';

/** Some classes in such an order. */
export function orderedClasses(
  slice: ClassSlice,
  places: readonly number[],
  quantity: ClassQuantity,
  order: ClassOrder,
): number[] {
  if (order === 'file') return [...places];
  const last = slice.layers.at(-1);
  return sortedPlaces(
    places.map((place) => last?.[quantity][place] ?? null),
    true,
  ).map((at) => places[at]);
}
