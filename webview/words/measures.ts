import { nullBounds, type NullBound } from '../../src/facts/nullBounds';
import type { ScoreName } from '../../src/facts/measures';
import { conventions, type ScoreId } from './conventions';

/** How a score of an analysis is called, defined and scaled. */
export interface MeasureFacts {
  label: string;
  convention: string;
  /** A distance shrinks with likeness, a similarity grows. */
  kind: 'similarity' | 'distance';
  /** The whole range that it can take, or the part of it that matters (debiased CKA may fall a little below 0). */
  range: [number, number];
  /** What stands before its null level where that is a bound. */
  bound: NullBound | undefined;
}

function facts(id: ScoreId, label: string, more: Partial<MeasureFacts> = {}): MeasureFacts {
  return { label, convention: conventions[id], kind: 'similarity', range: [0, 1], bound: undefined, ...more };
}

/** The scores of the analyses of many files, by their names in a result document. */
export const measures: Record<ScoreName, MeasureFacts> = {
  cca: facts('ccaMean', 'Mean CCA'),
  ccaThresholded: facts('ccaThresholded', 'Thresholded mean CCA'),
  ccaSquared: facts('ccaMeanSquared', 'Mean squared CCA'),
  svcca: facts('svccaMean', 'Mean SVCCA'),
  pwcca: facts('pwcca', 'PWCCA'),
  cka: facts('ckaLinear', 'Linear CKA'),
  ckaDebiased: facts('ckaDebiased', 'Debiased CKA'),
  procrustes: facts('procrustesSimilarity', 'Procrustes similarity', { bound: nullBounds.procrustes }),
  procrustesDistance: facts('procrustesDistance', 'Procrustes distance', {
    kind: 'distance',
    range: [0, Math.SQRT2],
    bound: nullBounds.procrustesDistance,
  }),
};
