import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompareOptions } from '../../../src/facts/options';
import type { ComparisonReport } from '../../../src/facts/report';
import { saveArray } from '../../jobs/savedArrays';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { compareFiles } from '../expectedPair';
import { numpyUniform } from '../numpyUniform';

/** What the reference routes say of one pair by measures on request; the fields of expected/measures.json that a comparison promises. */
export interface ExpectedMeasures {
  a: string;
  b: string;
  n: number;
  rsa: Record<
    'correlation' | 'euclidean' | 'cosine',
    { spearman: number; pearson: number; rho_a: number } | { undefined: unknown }
  >;
  knn: { k: number; mutual: number; jaccard: number; chance: number }[];
  rbfCka: { bandwidth: number; biased: number; debiased: number }[];
  distanceCorrelation: { biased: number; bias_corrected_squared: number };
  linear: Record<'b_from_a' | 'a_from_b', ExpectedPrediction>;
  matching: {
    one_to_one: number;
    pairs: number;
    best_for_a: number;
    best_for_b: number;
    first_partners_of_a: [a: number, b: number, r: number][];
  };
}

/** Of one direction. */
export interface ExpectedPrediction {
  in_sample: number;
  rank: number;
  adjusted: number;
  chance: number;
  cross_validated: number;
  penalties: number[];
}

/** All of the file: pairs of layers, the arrays of public code bases (see numpyUniform), and neurons in another order. */
export interface ExpectedFile {
  pairs: ExpectedMeasures[];
  seeded: ExpectedMeasures;
  permuted: ExpectedMeasures & { partner_of_each_neuron_of_a: number[] };
}

/** What is expected by the golden data in a folder. */
export function expectedMeasures(folder: string): ExpectedFile {
  return JSON.parse(readFileSync(join(folder, 'expected/measures.json'), 'utf8')) as ExpectedFile;
}

/** The report of the arrays of 30 samples of 25 neurons that public code bases publish scores of. */
export async function compareSeeded(options: Partial<CompareOptions>): Promise<ComparisonReport> {
  const folder = temporaryFolder('seeded');
  const drawn = numpyUniform(0);
  for (const name of ['a', 'b']) await saveArray(folder, name, drawn(30, 25));
  return compareFiles(folder, { a: 'a.npy', b: 'b.npy' }, options);
}
