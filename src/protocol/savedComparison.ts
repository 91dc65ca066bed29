import type { CompareOptions } from '../facts/options';
import type { ArrayAddress } from './arrayAddress';

/** One side of a saved comparison: how an array is read is in the options, as it was chosen, and what was found of it is found anew. */
export type SavedSide = Pick<ArrayAddress, 'path' | 'as' | 'more' | 'order' | 'mask'>;

/**
 * Two arrays and how they are compared, as a document *.ccalens.json keeps it beside those of selections (media/selection.schema.json). Paths are absolute
 * within the program, in a document relative to its folder.
 */
export interface SavedComparison {
  schema: 1;
  kind: 'cca-lens-comparison';
  a: SavedSide;
  b: SavedSide;
  options: CompareOptions;
}
