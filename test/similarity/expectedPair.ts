import assert from 'node:assert/strict';
import { join } from 'node:path';
import { compareArrays } from '../../src/jobs/compare/compareArrays';
import { plainEngine, threadEngine, type Engine } from '../../src/jobs/engine';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';

/** What the reference routes say of one pair; the fields of expected/*.json that a comparison promises. */
export interface ExpectedPair {
  a: string;
  b: string;
  name?: string;
  rank: [number, number];
  /** How near its numbers can be found in float64, where the pair says so: 5 eps times its condition, and ties. */
  within?: Tolerances;
  cca: { coefs: number[]; mean: number; sum: number; mean_sq: number; idx98: number | null; mean_trimmed98: number };
  svcca99: { k: [number, number]; coefs: number[]; mean: number };
  svcca20: { k: [number, number]; coefs: number[] };
  pwcca: { value: number; side: 'a' | 'b'; weights: number[]; side_a: number; side_b: number };
  pls: { singular_values: number[] };
  cka: { linear: number; debiased: number };
  procrustes: { nuclear_similarity: number; distance_squared: number; distance: number; angular: number };
  repo?: { 'eps1e-10'?: Regularised };
  'repo_eps1e-10'?: Regularised;
}

interface Regularised {
  ok: boolean;
  coefs?: number[];
  mean?: number;
}

/** How far a pair's numbers may be from the reference; see the golden README's table. */
export interface Tolerances {
  coefficients: number;
  pwcca: number;
}

const usual: Tolerances = { coefficients: 1e-10, pwcca: 1e-9 };

/** Remembers factors, as the thread of a panel does: files of many pairs, and of many measures of one, are read once for each kernel. */
const engine: Engine = { ...plainEngine(), store: threadEngine().store };

/** The report of two files of a folder, with the defaults but for `options`. */
export async function compareFiles(
  folder: string,
  pair: { a: string; b: string },
  options: Partial<CompareOptions> = {},
): Promise<ComparisonReport> {
  const spec = {
    a: { path: join(folder, pair.a) },
    b: { path: join(folder, pair.b) },
    options: { ...defaultOptions, transposeA: false, transposeB: false, ...options },
  };
  return (await compareArrays(spec, () => undefined, engine)).report;
}

/** Compares two files and holds every number of the report against the expected one. */
export async function checkPair(
  folder: string,
  pair: ExpectedPair,
  tolerances: Partial<Tolerances> = {},
): Promise<void> {
  const within = { ...usual, ...tolerances, ...pair.within };
  const report = await compareFiles(folder, pair);
  const { cca, svcca, pwcca, pls, cka, procrustes } = report;
  assert.ok(cca && svcca && pwcca && pls && cka && procrustes, 'a measure is missing');
  assert.deepEqual([report.a.rank, report.b.rank], pair.rank, 'rank');
  near(cca.coefficients, pair.cca.coefs, within.coefficients, 'cca coefficients');
  near([cca.mean, cca.meanSquared], [pair.cca.mean, pair.cca.mean_sq], within.coefficients, 'cca means');
  near([cca.sum], [pair.cca.sum], within.coefficients * pair.cca.coefs.length, 'cca sum');
  assert.equal(cca.thresholdIndex, pair.cca.idx98, 'threshold index');
  near([cca.thresholdedMean!], [pair.cca.mean_trimmed98], within.coefficients, 'thresholded mean');
  assert.deepEqual(svcca.kept, pair.svcca99.k, 'kept dimensions');
  near(svcca.coefficients, pair.svcca99.coefs, Math.max(1e-10, within.coefficients), 'svcca coefficients');
  near(
    [pwcca.value, pwcca.a, pwcca.b],
    [pair.pwcca.value, pair.pwcca.side_a, pair.pwcca.side_b],
    within.pwcca,
    'pwcca',
  );
  assert.equal(pwcca.side, pair.pwcca.side, 'pwcca side');
  if (distinct(pair.cca.coefs)) near(pwcca.weights, pair.pwcca.weights, within.pwcca, 'pwcca weights');
  near(pls.singularValues, pair.pls.singular_values, 1e-11 * pair.pls.singular_values[0]!, 'pls');
  near([cka.linear, cka.debiased!], [pair.cka.linear, pair.cka.debiased], 1e-11, 'cka');
  near(
    [procrustes.similarity, procrustes.distanceSquared],
    [pair.procrustes.nuclear_similarity, pair.procrustes.distance_squared],
    1e-11,
    'procrustes',
  );
  // The root and the arc cosine magnify rounding near a perfect match.
  near(
    [procrustes.distance, procrustes.angular],
    [pair.procrustes.distance, pair.procrustes.angular],
    1e-6,
    'procrustes distances',
  );
}

/** SVCCA with 20 dimensions a side. */
export async function checkTwentyDimensions(folder: string, pair: ExpectedPair): Promise<void> {
  const report = await compareFiles(folder, pair, { svcca: { rule: 'dimensions', count: 20 }, measures: ['svcca'] });
  assert.deepEqual(report.svcca?.kept, pair.svcca20.k);
  near(report.svcca!.coefficients, pair.svcca20.coefs, 1e-10, 'svcca20');
}

/** google/svcca's numbers at epsilon 1e-10, where the golden data hold them. */
export async function checkRegularised(folder: string, pair: ExpectedPair): Promise<void> {
  const expected = pair.repo?.['eps1e-10'] ?? pair['repo_eps1e-10'];
  if (!expected?.ok || !expected.coefs) return;
  const { cca } = await compareFiles(folder, pair, { epsilon: 1e-10, measures: ['cca'] });
  assert.equal(cca?.regularised, true);
  near(cca.coefficients, expected.coefs, 1e-8, 'regularised coefficients');
  if (expected.mean !== undefined) near([cca.google!.mean!], [expected.mean], 1e-8, 'google mean');
}

/** Tied coefficients leave their directions, and so the weights, to chance. */
function distinct(coefficients: number[]): boolean {
  return coefficients.every((value, i) => i === 0 || coefficients[i - 1]! - value > 1e-6);
}

/** Asserts that two lists are of one length and agree element by element. */
export function near(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number, what: string): void {
  assert.equal(found.length, expected.length, `${what}: how many`);
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(found[i]! - expected[i]!);
    assert.ok(
      difference <= tolerance,
      `${what}[${i}]: ${found[i]} instead of ${expected[i]} (off by ${difference.toExponential(1)}, allowed ${tolerance})`,
    );
  }
}
