import type { Turn } from '../facts/pairOptions';
import type { Recipe } from '../facts/recipe';

/** A matrix as it is stored, and how it is read. */
export interface ReadMatrix {
  /** The array as people know it. */
  name: string;
  rows: number;
  columns: number;
  /** It is read as neurons x samples. */
  transposed: boolean;
  /** No choice turns it: a recipe made it samples x neurons, or ids say which axis its samples are. */
  fixed: boolean;
  /** What it may be a stack of, where it was made of an array of three axes. */
  stack?: { layers: number; samples: number } | undefined;
}

/** The samples of a matrix as it is read. */
export function samplesRead({ rows, columns, transposed }: ReadMatrix): number {
  return transposed ? columns : rows;
}

/** A matrix read the other way round, if it can be. */
export function turnedRound(matrix: ReadMatrix): ReadMatrix {
  return matrix.fixed ? matrix : { ...matrix, transposed: !matrix.transposed };
}

/**
 * Whether an array is read as neurons x samples: as a person chose for its side, else as the orientation says; where that was not chosen, as its file says
 * (`storedTurned`). Shapes never turn one. What a recipe makes of more than two axes is samples x neurons.
 */
export function isTurned(
  { orientation, ...sides }: Turn,
  side: 'a' | 'b',
  recipe: Recipe | undefined,
  storedTurned = false,
): boolean {
  const chosen = side === 'a' ? sides.transposeA : sides.transposeB;
  return chosen ?? (isUsuallyTurned(orientation, storedTurned) && (recipe === undefined || recipe.kind === 'matrix'));
}

function isUsuallyTurned(orientation: Turn['orientation'], storedTurned: boolean): boolean {
  return orientation === undefined ? storedTurned : orientation === 'neurons';
}

/** What a person chose for both sides alike, and so for all arrays of a set, which have no sides. */
export function chosenForAll({ transposeA, transposeB }: Turn): boolean | undefined {
  return transposeA === transposeB ? transposeA : undefined;
}

/**
 * Whether a matrix of which labels or ids say the number of samples is read as neurons x samples: as the orientation says where its samples are then
 * that many, else the other way round if only so they are; a person's own choice for it stands.
 */
export function isTurnedFor(
  shape: readonly number[],
  samples: number,
  options: Turn,
  storedTurned: boolean | undefined = false,
): boolean {
  const usual = isUsuallyTurned(options.orientation, storedTurned);
  const fits = (turned: boolean): boolean => shape[turned ? 1 : 0] === samples;
  return chosenForAll(options) ?? (!fits(usual) && fits(!usual) ? !usual : usual);
}
