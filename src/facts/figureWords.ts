/** Titles, axes and legends of figures: pages and exported notebooks draw the same ones. */

/** More lines than these are told apart by a scale of colours, or summed up, no longer by colours and shapes of their own. */
export const lineLimit = 8;

/** What unrelated data give, beside scores. */
export const unrelatedData = 'Unrelated data';

/** What a calibrated score has to exceed, beside scores. */
export const permutationThreshold = 'Permutation threshold';

/** Of canonical correlations. */
export const spectrumWords = {
  title: 'Canonical correlations',
  x: 'Coefficient',
  y: 'Canonical correlation',
  cca: (regularised: boolean | undefined): string => (regularised ? 'CCA (regularised)' : 'CCA'),
  ccaUnrelated: 'CCA unrelated',
  svcca: 'SVCCA',
  svccaUnrelated: 'SVCCA unrelated',
  threshold: (index: number): string => `Threshold (${index})`,
} as const;

/** Of the principal components of both sides. */
export const varianceWords = {
  title: 'Cumulative PCA variance',
  x: 'Principal components',
  y: 'Cumulative share of variance',
  cut: (side: 'a' | 'b', kept: number): string => `${side} cut at ${kept}`,
} as const;

/** Of the weights of PWCCA. */
export const weightsWords = {
  title: 'PWCCA weights',
  x: 'Coefficient',
  y: 'Weight',
  by: (side: 'a' | 'b'): string => `Weight by side ${side}`,
  even: 'Even weights (mean CCA)',
} as const;

/** Of learning dynamics; `label`: of the score. */
export const dynamicsWords = {
  title: (label: string): string => `${label} with the final checkpoint`,
  mapTitle: (label: string, final: string): string => `${label} with ${final}`,
  x: 'Checkpoint',
  layer: 'Layer',
  threshold: (threshold: number): string => `Threshold ${threshold}`,
} as const;

/** Of groups of networks. */
export const groupsWords = {
  title: (label: string): string => `${label} within and between groups`,
  x: 'Layer',
  singles: 'Single pairs',
} as const;

/** Two groups, or one with itself, in words. */
export function pairOfGroups({ a, b }: { a: string; b: string }): string {
  return a === b ? `within ${a}` : `${a} with ${b}`;
}

/** Of classes over layers or checkpoints. */
export const classesWords = {
  titles: { layers: 'Classes over the layers', checkpoints: 'Classes over the checkpoints' },
  mapTitle: (what: string, quantity: string): string => `Each class at each ${what}: ${quantity}`,
  x: { layers: 'Layer', checkpoints: 'Checkpoint' },
  /** How the two quantities are called. */
  quantities: { R: 'R', adjusted: 'Adjusted R²' },
  mean: 'Mean of the classes',
  highest: 'Highest class',
  lowest: 'Lowest class',
  whole: 'All classes at once (mean CCA)',
} as const;
