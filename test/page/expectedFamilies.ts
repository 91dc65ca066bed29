import { readFileSync } from 'node:fs';

interface Compared {
  spearman: number;
  pearson: number;
  rho_a: number;
}

interface Predicted {
  in_sample: number;
  adjusted: number;
  cross_validated: number;
}

/** What reference programs say of a pair by measures of samples, of prediction and of neurons. */
interface ExpectedFamilies {
  a: string;
  b: string;
  rsa: Record<'correlation' | 'euclidean' | 'cosine', Compared>;
  knn: { k: number; mutual: number; jaccard: number }[];
  rbfCka: { bandwidth: number; biased: number; debiased: number }[];
  distanceCorrelation: { biased: number; bias_corrected_squared: number };
  linear: { b_from_a: Predicted; a_from_b: Predicted };
  matching: { one_to_one: number; best_for_a: number; best_for_b: number };
}

/** By family, the hook of each score in the table of a comparison, its value for the usual options, and how near a shown one must be. */
export type ExpectedByFamily = Record<string, [hook: string, value: number, tolerance: number][]>;

/** What a file of expected values says of a pair of files: those of the fixtures, or of the shared golden data. */
export function expectedFamilies(file: string, a: string, b: string): ExpectedByFamily {
  const { pairs } = JSON.parse(readFileSync(file, 'utf8')) as { pairs: ExpectedFamilies[] };
  const { rsa, knn, rbfCka, distanceCorrelation, linear, matching } = pairs.find((one) => one.a === a && one.b === b)!;
  const [near, kernel] = [knn.find(({ k }) => k === 10)!, rbfCka.find(({ bandwidth }) => bandwidth === 1)!];
  const ofKind = (name: string, { spearman, pearson, rho_a }: Compared): [string, number, number][] => [
    [name, spearman, 1e-11],
    [`${name}Pearson`, pearson, 1e-11],
    [`${name}RhoA`, rho_a, 1e-11],
  ];
  const predicted = (
    side: 'a' | 'b',
    { in_sample, adjusted, cross_validated }: Predicted,
  ): [string, number, number][] => [
    [`linear.${side}`, cross_validated, 1e-9],
    [`linearAdjusted.${side}`, adjusted, 1e-9],
    [`linearInSample.${side}`, in_sample, 1e-9],
  ];
  return {
    geometry: [
      ...ofKind('rsa', rsa.correlation),
      ...ofKind('rsaEuclidean', rsa.euclidean),
      ...ofKind('rsaCosine', rsa.cosine),
      ['rbfCka', kernel.biased, 1e-11],
      ['rbfCkaDebiased', kernel.debiased, 1e-11],
      ['distanceCorrelation', distanceCorrelation.biased, 1e-10],
      ['distanceCorrelationCorrected', distanceCorrelation.bias_corrected_squared, 1e-10],
    ],
    neighbours: [
      ['knn', near.mutual, 1e-12],
      ['knnJaccard', near.jaccard, 1e-12],
    ],
    prediction: [
      ['linear', (linear.b_from_a.cross_validated + linear.a_from_b.cross_validated) / 2, 1e-9],
      ...predicted('a', linear.a_from_b),
      ...predicted('b', linear.b_from_a),
    ],
    neurons: [
      ['matching', matching.one_to_one, 1e-10],
      ['matchingBest.a', matching.best_for_a, 1e-10],
      ['matchingBest.b', matching.best_for_b, 1e-10],
    ],
  };
}
