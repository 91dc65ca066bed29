/** By which directions a projection of a side is made. */
export const projectionBases = ['cca', 'pls', 'pca'] as const;
/** The name of one. */
export type ProjectionBasis = (typeof projectionBases)[number];
