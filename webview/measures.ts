import type { MatrixMeasure } from '../src/protocol/worker';
import { conventions, type ScoreId } from './conventions';

/** How a score of an analysis is called, defined and scaled. */
export interface MeasureFacts {
  label: string;
  convention: string;
  /** A distance shrinks with likeness, a similarity grows. */
  kind: 'similarity' | 'distance';
  /** The whole range that it can take, or the part of it that matters (debiased CKA may fall a little below 0). */
  range: [number, number];
  /** Whether the mean CCA of unrelated data of a pair's size is a level to hold it against: never too low for it. */
  nullCca: boolean;
}

function facts(id: ScoreId, label: string, more: Partial<MeasureFacts> = {}): MeasureFacts {
  return { label, convention: conventions[id], kind: 'similarity', range: [0, 1], nullCca: false, ...more };
}

/** The scores of the analyses of many files, by their names in a result document. */
export const measures: Record<MatrixMeasure, MeasureFacts> = {
  cca: facts('ccaMean', 'Mean CCA', { nullCca: true }),
  ccaThresholded: facts('ccaThresholded', 'Thresholded mean CCA'),
  ccaSquared: facts('ccaMeanSquared', 'Mean squared CCA'),
  svcca: facts('svccaMean', 'Mean SVCCA', { nullCca: true }),
  pwcca: facts('pwcca', 'PWCCA', { nullCca: true }),
  cka: facts('ckaLinear', 'Linear CKA'),
  ckaDebiased: facts('ckaDebiased', 'Debiased CKA'),
  procrustes: facts('procrustesSimilarity', 'Procrustes similarity'),
  procrustesDistance: facts('procrustesDistance', 'Procrustes distance', { kind: 'distance', range: [0, Math.SQRT2] }),
};
