import { defaultOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';
import type { Palette } from '../../webview/charts/figure';

/** A small report with round numbers, whose means and sums can be checked by hand; a new one at each call. */
export function sampleReport(): ComparisonReport {
  return {
    schema: 1,
    a: {
      path: '/runs/left, first.npy',
      shape: [21, 4],
      dtype: '<f4',
      samples: 21,
      features: 4,
      rank: 3,
      dropped: [{ index: 2, reason: 'constant' }],
      transposed: false,
    },
    b: {
      path: '/runs/all.npz::fc1',
      shape: [3, 21],
      dtype: '<f8',
      samples: 21,
      features: 3,
      rank: 3,
      dropped: [],
      transposed: true,
    },
    samples: 21,
    warnings: [{ code: 'few-samples', message: 'Few samples | hold against chance.' }],
    route: { name: 'qr', condition: { a: 12.5, b: 250000 }, reason: 'Householder QR: too much for covariances.' },
    cca: {
      coefficients: [0.9, 0.5, 0.1],
      mean: 0.5,
      sum: 1.5,
      meanSquared: 1.07 / 3,
      threshold: 0.9,
      thresholdIndex: 2,
      thresholdedMean: 0.7,
    },
    svcca: {
      kept: [2, 1],
      retainedVariance: [0.995, 0.9999],
      coefficients: [0.8],
      mean: 0.8,
      null: { coefficients: [0.3], mean: 0.3 },
    },
    pwcca: { value: 0.7, side: 'a', a: 0.7, b: 0.65, weights: [0.6, 0.3, 0.1] },
    pls: { singularValues: [10, 1, 0] },
    pca: {
      a: { singularValues: [3, 1, 0], explainedVariance: [0.9, 0.1, 0], participationRatio: 100 / 82 },
      b: { singularValues: [2, 0, 0], explainedVariance: [1, 0, 0], participationRatio: 1 },
    },
    cka: { linear: 0.6, debiased: 0.25, null: { linear: 0.2, debiased: 0 } },
    procrustes: {
      similarity: 0.5,
      distanceSquared: 1,
      distance: 1,
      angular: Math.PI / 3,
      null: { similarity: 0.28, distance: 1.2 },
    },
    skipped: [],
    null: { coefficients: [0.4, 0.3, 0.2], mean: 0.3, meanSquared: 0.15, thresholdedMean: 0.35 },
    options: { ...defaultOptions, threshold: 0.9 },
    timings: { read: 1, factor: 2, measures: 3, total: 6 },
  };
}

/** Colours that can be told apart in a configuration. */
export const samplePalette: Palette = {
  foreground: '#000001',
  muted: '#000002',
  grid: '#000003',
  background: '#000004',
  a: '#00000a',
  b: '#00000b',
  cca: '#00000c',
  svcca: '#00000d',
  classes: ['#00001a', '#00001b', '#00001c'],
  font: 'serif',
};
