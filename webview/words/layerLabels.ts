import { apartNames, type ApartNames } from '../../src/facts/apartNames';

/** More layers than these stand in a strip by their numbers alone. */
export const mostNamed = 12;

/** What the cells of a strip of layers are called. */
interface LayerLabels extends Pick<ApartNames, 'before' | 'after'> {
  /** In the order of the layers; '' where the label before it stands for the cell, too. */
  labels: string[];
  /** Whether they are numbers alone, as of too many layers for names. */
  deep: boolean;
}

/**
 * What tells layers apart, for places as narrow as a cell. Of more than `mostNamed` layers that is the first number in what differs (`layers.3.mlp` is
 * `3`), where it is another one than before; their places, counted from 1, where fewer than half have a number.
 */
export function layerLabels(layers: readonly string[]): LayerLabels {
  const { before, after, names } = apartNames(layers);
  if (layers.length <= mostNamed) return { before, after, labels: names, deep: false };
  const numbers = names.map((name) => /\d+/.exec(name)?.[0] ?? '');
  const numbered = 2 * numbers.filter((number) => number !== '').length >= names.length;
  const labels = numbered
    ? numbers.map((number, at) => (number === numbers[at - 1] ? '' : number))
    : names.map((_, at) => String(at + 1));
  return { before, after, labels, deep: true };
}
