import { checkpointPositions } from '../../src/facts/checkpointPositions';
import type { ClassesOfLayer, ClassesResult } from '../../src/facts/analyses/classes';
import { sortedPlaces } from './sortedPlaces';

/** R, the multiple correlation; or R² adjusted for the number of neurons. */
export type ClassQuantity = 'R' | 'adjusted';

/** What a figure over classes runs along: the layers at one checkpoint, or the checkpoints of one layer. */
export interface ClassSlice {
  along: 'layers' | 'checkpoints';
  /** Names of the places. */
  names: string[];
  /** Where they stand on an axis: layers at 0, 1, 2 ..., checkpoints at the numbers in their names, as in learning dynamics. */
  positions: number[];
  layers: ClassesOfLayer[];
}

/** Names in the order in which they first appear. */
function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}

/** The models of a result. */
export function classModels({ layers }: ClassesResult): string[] {
  return distinct(layers.map(({ model }) => model));
}

/** Checkpoints or layers of a model. */
export function classPlaces({ layers }: ClassesResult, model: string, what: 'checkpoint' | 'layer'): string[] {
  return distinct(layers.filter((layer) => layer.model === model).map((layer) => layer[what]));
}

/** The layers of a model at one checkpoint, in order of depth. */
export function overLayers({ layers }: ClassesResult, model: string, checkpoint: string): ClassSlice {
  const found = layers.filter((layer) => layer.model === model && layer.checkpoint === checkpoint);
  return { along: 'layers', names: found.map(({ layer }) => layer), positions: [...found.keys()], layers: found };
}

/** One layer of a model over its checkpoints. */
export function overCheckpoints({ layers }: ClassesResult, model: string, layer: string): ClassSlice {
  const found = layers.filter((one) => one.model === model && one.layer === layer);
  const names = found.map(({ checkpoint }) => checkpoint);
  return { along: 'checkpoints', names, positions: checkpointPositions(names), layers: found };
}

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
