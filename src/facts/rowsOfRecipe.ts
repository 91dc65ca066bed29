/** What of a recipe decides how many rows it makes of each sample. */
export interface RowsRecipe {
  kind: 'maps' | 'sequence' | 'matrix';
  layout?: 'nhwc' | 'nchw';
  conv?: string;
  size?: readonly [number, number];
  sequence?: string;
  mask?: string | undefined;
  whole?: true | undefined;
}

/**
 * Rows that a recipe makes of each sample of an array of this shape (positions of a map, steps of a sequence), before some are left out by
 * sub-sampling; 1 where each sample is a row, and of sequences of which a mask leaves some steps and others more ({@link isRagged}).
 */
export function rowsOfRecipe(shape: readonly number[], recipe: RowsRecipe): number {
  const { kind, layout, conv, size, sequence, whole } = recipe;
  if (whole) return 1;
  if (kind === 'sequence') return sequence === 'flatten' && !isRagged(recipe) ? shape[1]! : 1;
  if (conv === 'interpolate') return size![0] * size![1];
  if (kind === 'matrix' || conv !== 'flatten') return 1;
  return layout === 'nhwc' ? shape[1]! * shape[2]! : shape[2]! * shape[3]!;
}

/** Whether samples become different numbers of rows: the real steps of each sequence. */
export function isRagged({
  kind,
  sequence,
  mask,
  whole,
}: Pick<RowsRecipe, 'kind' | 'sequence' | 'mask' | 'whole'>): boolean {
  return kind === 'sequence' && sequence === 'flatten' && mask !== undefined && !whole;
}
