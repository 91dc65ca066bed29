import assert from 'node:assert/strict';
import type { Measured } from '../../src/similarity/measures/measures';
import type { ComparisonReport } from '../../src/facts/report';

const parts = ['samples', 'cca', 'svcca', 'pwcca', 'pls', 'pca', 'cka', 'procrustes', 'null'] as const;

/** Fails when two reports differ in any bit of what the data decide; names of files and timings are not that. */
export function sameBits(found: ComparisonReport, expected: ComparisonReport, what: string): void {
  const [got, wanted] = [decided(found), decided(expected)].map((report) => new Map(entriesOf(report, '')));
  assert.deepEqual([...got!.keys()], [...wanted!.keys()], `${what}: which values there are`);
  for (const [path, value] of wanted!) {
    assert.ok(
      Object.is(got!.get(path), value),
      `${what}: ${path} is ${String(got!.get(path))} instead of ${String(value)}`,
    );
  }
}

function decided(report: ComparisonReport): unknown {
  const { a, b, route, skipped } = report;
  const sides = [a, b].map(({ rank, features, samples, dropped }) => ({ rank, features, samples, dropped }));
  const left = skipped.map(({ measure, code }) => ({ measure, code }));
  return { sides, route, left, scores: parts.map((part) => report[part] ?? null) };
}

/**
 * Holds the numbers of two reports against each other: values within `tolerance` of 1, singular values within that share of the largest, and the
 * root and arc cosine of Procrustes, which magnify rounding near a perfect match, within its square root.
 */
export function sameNumbers(
  found: ComparisonReport | Measured,
  expected: ComparisonReport | Measured,
  tolerance: number,
  what: string,
): void {
  const wanted = new Map(numbersOf(expected));
  const got = new Map(numbersOf(found));
  assert.deepEqual([...got.keys()], [...wanted.keys()], `${what}: which numbers there are`);
  for (const [path, value] of wanted) {
    const scale = Math.max(
      1,
      path.includes('singularValues') ? wanted.get(path.replace(/\.\d+$/, '.0'))! : 0,
      value / 10,
    );
    const root = /procrustes\.(distance|angular)$/.test(path);
    const allowed = root ? Math.sqrt(tolerance) : tolerance * scale;
    const off = Math.abs(got.get(path)! - value);
    assert.ok(
      off <= allowed,
      `${what}: ${path} is ${got.get(path)} instead of ${value} (off by ${off.toExponential(1)})`,
    );
  }
}

function numbersOf(report: ComparisonReport | Measured): [string, number][] {
  return parts
    .flatMap((part) => entriesOf(report[part], part))
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number');
}

function entriesOf(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, part]) => entriesOf(part, `${path}.${key}`));
}
