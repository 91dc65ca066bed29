import type { DirectionsOutcome, TrustOutcome } from '../../src/protocol/pairExtras';

/** Directions of six samples in two classes, with round numbers. */
export function sampleDirections(): DirectionsOutcome {
  return {
    samples: 12,
    notices: [],
    shown: [0, 2, 4, 6, 8, 10],
    labels: [1, 0, 1, 0, 1, 0],
    classNames: ['cat', 'dog'],
    directions: [
      {
        index: 0,
        correlation: 0.75,
        a: [1, -1, 2, -2, 1.5, -1.5],
        b: [0.5, -0.5, 1, -1, 0.75, -0.75],
        neuronsA: [{ neuron: 7, loading: -0.9, weight: 0.01 }],
        neuronsB: [{ neuron: 3, loading: 0.8, weight: 2 }],
        byClass: [
          { label: 0, count: 6, meanA: -1.5, meanB: -0.75, spreadA: 0.5 },
          { label: 1, count: 6, meanA: 1.5, meanB: 0.75, spreadA: 0.5 },
        ],
      },
    ],
  };
}

/** What was found about a score of 0.7, with round numbers; every part is there. */
export function sampleTrust(): TrustOutcome {
  const nineteen = Array.from({ length: 19 }, (_unused, index) => 0.2 + 0.01 * index);
  return {
    measure: 'cca',
    value: 0.7,
    samples: 1000,
    seed: 0,
    rowsPerSample: 1,
    notices: [],
    null: {
      permutation: { values: nineteen, mean: 0.29, limit: 0.37, p: 0.05 },
      gaussian: { values: nineteen.map((value) => value + 0.005), mean: 0.295, limit: 0.375, p: 0.05 },
    },
    dimensions: {
      tests: [
        {
          k: 0,
          correlation: 0.8,
          lambda: 0.35,
          bartlett: { statistic: 16.3, df: 9, p: 0.061 },
          rao: { F: 2.05, df1: 9, df2: 34.2, p: 0.0635 },
        },
      ],
      significant: { bartlett: 0, rao: 0 },
      conditional: null,
    },
    interval: { method: 'delete-block jackknife', low: 0.68, high: 0.72, standardError: 0.01, blocks: 20 },
    enough: {
      points: [
        { samples: 100, mean: 0.9, low: 0.85, high: 0.95, null: 0.8 },
        { samples: 1000, mean: 0.7, low: 0.7, high: 0.7, null: null },
      ],
      reading: 'It still falls.',
    },
  };
}
