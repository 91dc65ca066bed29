/** How an array of three or four axes is read as samples x neurons, and which rows of the result are kept: settled, nothing left open. */
export type Recipe = (
  | { kind: 'maps'; layout: 'nhwc' | 'nchw'; conv: 'flatten' | 'pool' }
  /** Every map raised to this height and width, bilinear, then flattened. */
  | { kind: 'maps'; layout: 'nhwc' | 'nchw'; conv: 'interpolate'; size: [number, number] }
  | { kind: 'sequence'; sequence: 'flatten' | 'last' | 'mean' }
  | { kind: 'matrix' }
) & { subsample?: { every: number; first: number } | undefined };

/** How a side was read, for a report: by a recipe, or as maps that were compared frequency by frequency. */
export type ReadAs = Recipe | { kind: 'maps'; layout: 'nhwc' | 'nchw'; conv: 'dft'; subsample?: undefined };
