import type { MatrixMeasure } from '../src/protocol/worker';

/** Names of the scores of result documents, as the table of scores has them. */
export const measureWords: Record<MatrixMeasure, string> = {
  cca: 'Mean CCA',
  ccaThresholded: 'Thresholded mean CCA',
  ccaSquared: 'Mean squared CCA',
  svcca: 'Mean SVCCA',
  pwcca: 'PWCCA',
  cka: 'Linear CKA',
  ckaDebiased: 'Debiased CKA',
  procrustes: 'Procrustes similarity',
  procrustesDistance: 'Procrustes distance',
};

/** Whether a score shrinks with likeness. */
export function isDistance(measure: MatrixMeasure): boolean {
  return measure === 'procrustesDistance';
}
