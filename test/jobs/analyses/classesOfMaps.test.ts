import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { analyzeClasses } from '../../../src/jobs/analyses/analyzeClasses';
import { plainEngine } from '../../../src/jobs/engine';
import { matrix } from '../../../src/linalg/matrix';
import type { ClassesResult } from '../../../src/facts/analyses/classes';
import { defaultOptions } from '../../../src/facts/options';
import { type RecipeChoice } from '../../../src/facts/pairOptions';
import { goldenOrNotice } from '../../golden';
import { gaussian } from '../../linalg/random';
import { npyFile } from '../../formats/sources';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { saveArray } from '../savedArrays';

function run(paths: readonly string[], labels: string, recipe?: RecipeChoice): Promise<ClassesResult> {
  return analyzeClasses(
    {
      selection: {
        schema: 1,
        kind: 'cca-lens-selection',
        analysis: 'classes',
        arrays: paths.map((path) => ({ path, model: '', checkpoint: '', layer: path, include: true })),
        options: { ...defaultOptions, recipe },
        measure: 'cca',
        classes: { labels, logits: 'columns' },
      },
    },
    () => undefined,
    plainEngine(),
  );
}

function near(
  found: readonly (number | null)[],
  expected: readonly (number | string | null)[],
  tolerance: number,
): void {
  found.forEach((value, i) => {
    const wanted = expected[i]!;
    if (typeof wanted !== 'number') assert.equal(value, null);
    else assert.ok(Math.abs(value! - wanted) <= tolerance, `class ${i} has ${value}, not ${wanted}`);
  });
}

describe('classes of maps', () => {
  it('are those of their means over positions, and dense layers stand beside them', async () => {
    const folder = temporaryFolder('class-maps');
    const [n, h, w, c] = [120, 4, 4, 3];
    const flat = gaussian(n, h * w * c, 3);
    const pooled = matrix(n, c);
    flat.data.forEach((value, at) => (pooled.data[Math.floor(at / (h * w * c)) * c + (at % c)]! += value / (h * w)));
    const maps = join(folder, 'maps.npy');
    writeFileSync(maps, npyFile(flat.data, [n, h, w, c], 'f8'));
    const dense = await saveArray(folder, 'dense', pooled);
    const labels = join(folder, 'labels.npy');
    const classOf = Float64Array.from({ length: n }, (_, i) => Number(pooled.data[i * c]! > 0) + Number(i % 5 === 0));
    writeFileSync(labels, npyFile(classOf, [n], 'f8'));
    const { layers, refused, warnings } = await run([maps, dense], labels, { layout: 'nhwc' });
    assert.deepEqual(refused, []);
    near(layers[0]!.R, layers[1]!.R, 1e-12);
    assert.deepEqual([layers[0]!.neurons, layers[1]!.neurons], [3, 3]);
    assert.ok(warnings.some(({ message }) => /maps\.npy was averaged over positions/.test(message)));
    const flattened = await run([maps, dense], labels, { layout: 'nhwc', conv: 'flatten' });
    assert.deepEqual(flattened.refused, []);
    assert.deepEqual(
      flattened.layers.map(({ samples }) => samples),
      [n * h * w, undefined],
    );
  });

  it('are those of each position when flattened, and of the rows that are kept when sub-sampled', async () => {
    const folder = temporaryFolder('class-rows');
    const [n, h, w, c] = [60, 2, 3, 4];
    const rows = gaussian(n * h * w, c, 5);
    const classOf = Float64Array.from({ length: n }, (_, i) => (i * i) % 3);
    const maps = join(folder, 'maps.npy');
    writeFileSync(maps, npyFile(rows.data, [n, h, w, c], 'f8'));
    const labels = join(folder, 'labels.npy');
    writeFileSync(labels, npyFile(classOf, [n], 'f8'));
    for (const every of [1, 4]) {
      const kept = Array.from({ length: n * h * w }, (_, i) => i).filter((i) => i % every === 0);
      const X = matrix(kept.length, c);
      kept.forEach((row, at) => X.data.set(rows.data.subarray(row * c, (row + 1) * c), at * c));
      const dense = await saveArray(folder, `dense${every}`, X);
      const repeated = join(folder, `labels${every}.npy`);
      const ofRows = Float64Array.from(kept, (row) => classOf[Math.floor(row / (h * w))]!);
      writeFileSync(repeated, npyFile(ofRows, [kept.length], 'f8'));
      const expected = (await run([dense], repeated)).layers[0]!;
      const recipe = { layout: 'nhwc' as const, conv: 'flatten' as const, ...(every > 1 && { subsample: { every } }) };
      const found = (await run([maps], labels, recipe)).layers[0]!;
      near(found.R, expected.R, 1e-12);
      near(found.adjusted, expected.adjusted, 1e-12);
      assert.equal(found.samples, kept.length);
    }
  });

  it('say that logits as targets need one row a sample', async () => {
    const folder = temporaryFolder('class-logits');
    const maps = join(folder, 'maps.npy');
    writeFileSync(maps, npyFile(gaussian(50, 2 * 2 * 3, 6).data, [50, 2, 2, 3], 'f8'));
    const logits = await saveArray(folder, 'logits', gaussian(50, 4, 7));
    await assert.rejects(run([maps], logits, { layout: 'nhwc', conv: 'flatten' }), {
      code: 'recipe-mismatch',
      message: /maps\.npy becomes 200 rows and .*logits\.npy has 50/,
    });
  });

  const golden = goldenOrNotice('classes of maps');
  if (golden === undefined) return;

  it('agree with what was found elsewhere', async () => {
    const { class_similarity: expected } = JSON.parse(readFileSync(join(golden, 'expected', 'conv.json'), 'utf8')) as {
      class_similarity: Record<string, { average_pool_R: (number | string)[] }>;
    };
    const files = Object.keys(expected);
    const { layers } = await run(
      files.map((file) => join(golden, file)),
      join(golden, 'runs', 'cnn_labels.npy'),
    );
    assert.equal(layers.length, files.length);
    layers.forEach((layer, i) => near(layer.R, expected[files[i]!]!.average_pool_R, 1e-9));
  });
});
