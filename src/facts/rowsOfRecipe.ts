/** What of a recipe decides how many rows it makes of each sample. */
export interface RowsRecipe {
  kind: 'maps' | 'sequence' | 'matrix';
  layout?: 'nhwc' | 'nchw';
  conv?: string;
  size?: readonly [number, number];
  sequence?: string;
}

/**
 * Rows that a recipe makes of each sample of an array of this shape (positions of a map, steps of a sequence), before some are left out by
 * sub-sampling; 1 where each sample is a row.
 */
export function rowsOfRecipe(shape: readonly number[], { kind, layout, conv, size, sequence }: RowsRecipe): number {
  if (kind === 'sequence') return sequence === 'flatten' ? shape[1]! : 1;
  if (conv === 'interpolate') return size![0] * size![1];
  if (kind === 'matrix' || conv !== 'flatten') return 1;
  return layout === 'nhwc' ? shape[1]! * shape[2]! : shape[2]! * shape[3]!;
}
