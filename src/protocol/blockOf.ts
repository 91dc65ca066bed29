import type { MatrixMeasure } from './worker';
import type { MeasureName } from '../facts/options';

/** The block of a comparison that a single score needs. */
export const blockOf: Record<MatrixMeasure, MeasureName> = {
  cca: 'cca',
  ccaThresholded: 'cca',
  ccaSquared: 'cca',
  svcca: 'svcca',
  pwcca: 'pwcca',
  cka: 'cka',
  ckaDebiased: 'cka',
  procrustes: 'procrustes',
  procrustesDistance: 'procrustes',
};
