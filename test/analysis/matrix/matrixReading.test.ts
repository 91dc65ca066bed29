import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matrixReading } from '../../../src/analysis/matrix/matrixReading';
import type { ArrayLabel } from '../../../src/facts/analyses/resultParts';
import type { MatrixResult } from '../../../src/facts/analyses/matrix';

/** A square matrix of SVCCA over layers of models, from the score of each pair and one level of unrelated data. */
function matrix(
  models: readonly string[],
  depth: number,
  score: (a: ArrayLabel, b: ArrayLabel) => number,
  level: number | null = 0.1,
  ...codes: string[]
): Parameters<typeof matrixReading>[0] {
  const rows = models.flatMap((model) =>
    Array.from({ length: depth }, (_, i): ArrayLabel => {
      const layer = `l${i}`;
      const name = `${model}.${layer}`;
      return { path: `/${name}`, name, model, checkpoint: '', layer, neurons: 8 };
    }),
  );
  const table = <T>(of: (a: ArrayLabel, b: ArrayLabel) => T) => rows.map((a) => rows.map((b) => of(a, b)));
  return {
    rows,
    columns: rows,
    square: true,
    samples: 500,
    values: { svcca: table(score) } as unknown as MatrixResult['values'],
    nulls: { svcca: table(() => level) },
    warnings: codes.map((code) => ({ code, message: code })),
  };
}

const placeOf = ({ layer }: ArrayLabel): number => Number(layer.slice(1));
const apart = (a: ArrayLabel, b: ArrayLabel): number => Math.abs(placeOf(a) - placeOf(b));

describe('what a matrix says', () => {
  it('counts pairs clear of unrelated data, names the most alike, and holds neighbours against distant layers', () => {
    const falling = matrix(['m'], 6, (a, b) => 0.95 - 0.1 * apart(a, b) + (placeOf(a) + placeOf(b) === 1 ? 0.05 : 0));
    assert.equal(
      matrixReading(falling, 'svcca'),
      'All 15 pairs stand clear of unrelated data by mean SVCCA. Most alike: m.l0 and m.l1 (0.900). Neighbouring layers are more alike than distant ones (0.860 against 0.583 on average).',
    );
  });

  it('names no pair as the most alike where calibration finds none above chance, or not that one', () => {
    const whole = matrix(['m'], 3, (a, b) => 0.9 - 0.1 * apart(a, b) + (placeOf(a) + placeOf(b) === 1 ? 0.05 : 0));
    const best = { row: 0, column: 1, cells: 3, score: 0.85, median: 0.1, threshold: 0.5 };
    const held = (value: number, p: number, own: number, measure = 'svcca') => {
      const values = [0, 1, 2].map((i) => [0, 1, 2].map((j) => (i === j ? null : i + j === 1 ? own : 0.4)));
      const tables = { values, thresholds: values, p: values, without: [] };
      return { ...whole, calibrated: { ...tables, measure, best: { ...best, value, p } } } as typeof whole;
    };
    assert.match(matrixReading(held(0.7, 0.005, 0.7), 'svcca'), /Most alike: m\.l0 and m\.l1 \(0\.850\)/);
    assert.doesNotMatch(matrixReading(held(0, 0.2, 0.7), 'svcca'), /Most alike/);
    assert.doesNotMatch(matrixReading(held(0.3, 0.01, 0), 'svcca'), /Most alike/);
    assert.match(matrixReading(held(0, 0.2, 0, 'cka'), 'svcca'), /Most alike/, 'of another score');
  });

  it('names no pair of a tie, and says nothing of depth where layers are alike whatever lies between them', () => {
    assert.equal(
      matrixReading(
        matrix(['m'], 5, () => 0.8),
        'svcca',
      ),
      'All 10 pairs stand clear of unrelated data by mean SVCCA.',
    );
  });

  it('gives no verdict of scores at chance or saturated', () => {
    assert.equal(
      matrixReading(
        matrix(['m'], 5, (a, b) => 0.15 - 0.01 * apart(a, b)),
        'svcca',
      ),
      'None of 10 pairs stands clear of unrelated data by mean SVCCA.',
    );
    assert.equal(
      matrixReading(
        matrix(['m'], 5, (a, b) => 0.99 - 0.01 * apart(a, b), 0.95),
        'svcca',
      ),
      'None of 10 pairs stands clear of unrelated data by mean SVCCA; 10 are saturated and tell nothing.',
    );
  });

  it('names no pair that chance brings to few samples, and says that it brings some clear', () => {
    const noise = { ...matrix(['m'], 4, (a, b) => 0.5 - 0.1 * apart(a, b), 0.25), samples: 10 };
    assert.equal(
      matrixReading(noise, 'svcca').split(' Neighbouring')[0],
      '3 of 6 pairs stand clear of unrelated data by mean SVCCA. Of 10 samples chance alone brings some there.',
    );
  });

  it('says of one pair that it is saturated', () => {
    assert.equal(
      matrixReading(
        matrix(['m'], 2, () => 0.99, 0.95),
        'svcca',
      ),
      'The one pair is saturated and tells nothing (svcca).',
    );
  });

  it('holds the same layers of two models against different ones', () => {
    const two = matrix(['m', 'n'], 3, (a, b) => (a.layer === b.layer ? 0.8 : 0.4));
    assert.match(
      matrixReading(two, 'svcca'),
      /The same layers of different models are more alike than different layers of them \(0\.800 against 0\.400 on average\)\.$/,
    );
  });

  it('names nothing as most alike where arrays are the same, and tells nothing of samples that repeat', () => {
    const score = (a: ArrayLabel, b: ArrayLabel) => (a.layer === 'l0' && b.layer === 'l1' ? 1 : 0.5);
    assert.match(matrixReading(matrix(['m'], 3, score), 'svcca'), /Most alike: m\.l0 and m\.l1/);
    assert.doesNotMatch(matrixReading(matrix(['m'], 3, score, 0.1, 'same-array'), 'svcca'), /Most alike/);
    assert.match(
      matrixReading(matrix(['m'], 3, score, 0.1, 'duplicate-samples'), 'svcca'),
      /^How many .* is not given, as samples repeat/,
    );
    assert.equal(matrixReading(matrix(['m'], 3, score, null), 'svcca'), 'Most alike: m.l0 and m.l1 (1.000).');
  });

  it('stays short of 200 layers', () => {
    const many = matrix(['m'], 200, (a, b) => 0.9 - 0.004 * apart(a, b));
    assert.ok(matrixReading(many, 'svcca').length < 300);
  });
});
