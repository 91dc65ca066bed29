import type { MeasureFacts } from './measure';
import { objectOf } from './schemas';

/** Principal components of one side. */
export interface PcaReport {
  /** Of the centred matrix, neither squared nor divided, descending. */
  singularValues: number[];
  /** Share of variance of each component. */
  explainedVariance: number[];
  /** (sum s^2)^2 / sum s^4: the effective number of dimensions. */
  participationRatio: number;
}

/** Principal components of each side by itself. */
export interface PcaOfSides {
  a: PcaReport;
  b: PcaReport;
}

/** What each side is by itself: no score of likeness. */
export const pca = {
  id: 'pca',
  title: 'PCA',
  needs: ['spectrum'],
  secondsPerCube: 0,
  scores: [],
  about: ['dominating-neuron'],
  csv: (block) =>
    (['a', 'b'] as const).flatMap((side) => [
      [`${side}.participationRatio`, block[side].participationRatio] as const,
      [`${side}.singularValues`, block[side].singularValues] as const,
      [`${side}.explainedVariance`, block[side].explainedVariance] as const,
    ]),
  schema: objectOf({ a: { $ref: '#/$defs/pca' }, b: { $ref: '#/$defs/pca' } }),
} as const satisfies MeasureFacts<PcaOfSides>;
