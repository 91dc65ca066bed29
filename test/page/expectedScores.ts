import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fixture } from '../golden';

interface ExpectedPair {
  a: string;
  b: string;
  cca: { mean: number; mean_sq: number; mean_trimmed98: number };
  svcca99: { mean: number };
  pwcca: { value: number };
  cka: { linear: number; debiased: number };
  procrustes: { nuclear_similarity: number; distance: number; angular: number };
}

/**
 * What the reference programs give for two files of test/fixtures/activations: a score's id, its value and how near a shown one must be. The
 * tolerances are those of the golden data: float64 throughout, and PWCCA a little less as it depends on single directions.
 */
export function expectedScores(names: { a: string; b: string }): [string, number, number][] {
  const { pairs } = JSON.parse(readFileSync(fixture('activations/expected.json'), 'utf8')) as { pairs: ExpectedPair[] };
  const pair = pairs.find(({ a, b }) => a.endsWith(names.a) && b.endsWith(names.b));
  assert.ok(pair, 'expected.json does not hold the pair');
  return [
    ['cca', pair.cca.mean, 1e-10],
    ['ccaSquared', pair.cca.mean_sq, 1e-10],
    ['ccaThresholded', pair.cca.mean_trimmed98, 1e-10],
    ['svcca', pair.svcca99.mean, 1e-10],
    ['pwcca', pair.pwcca.value, 1e-9],
    ['cka', pair.cka.linear, 1e-11],
    ['ckaDebiased', pair.cka.debiased, 1e-11],
    ['procrustes', pair.procrustes.nuclear_similarity, 1e-11],
    ['procrustesDistance', pair.procrustes.distance, 1e-10],
    ['procrustesAngular', pair.procrustes.angular, 1e-10],
  ];
}
