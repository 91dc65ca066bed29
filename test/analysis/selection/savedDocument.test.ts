import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { comparisonText, savedComparison } from '../../../src/analysis/selection/comparisonDocument';
import { parseComparison } from '../../../src/analysis/selection/parseComparison';
import { readSaved, savedPaths } from '../../../src/analysis/selection/savedDocument';
import { selectionText } from '../../../src/analysis/selection/selectionDocument';
import { defaultOptions } from '../../../src/facts/options';
import type { SavedComparison } from '../../../src/protocol/savedComparison';
import { followSchema, type Schema } from '../../cli/followSchema';
import { everything, selectionOf } from '../selections';

/** Every property that there is. */
const whole: SavedComparison = {
  schema: 1,
  kind: 'cca-lens-comparison',
  a: {
    path: '/data/runs/m.npz::a/b',
    as: 'bfloat16',
    more: ['/data/runs/m2.npz::a/b'],
    order: { own: '/data/ids1.npy', wanted: '/data/ids2.npy' },
    mask: '/data/mask.npy',
  },
  b: { path: '/elsewhere/layer 2.npy' },
  options: {
    svcca: defaultOptions.svcca,
    epsilon: 0,
    threshold: 0.98,
    transposeB: true,
    recipe: { conv: 'pool', layout: 'nchw', sequence: 'last', mask: 'none', subsample: { every: 5, seed: 3 } },
    dropNonFinite: false,
    robust: true,
    neighbours: 5,
    bandwidth: 0.5,
    measures: ['cca', 'cka'],
    calibrate: { permutations: 19, alpha: 0.1, seed: 3 },
  },
};

const problemsOf = (value: unknown) => {
  const parsed = parseComparison(value);
  return 'problems' in parsed ? parsed.problems : [];
};

describe('the document of a comparison', () => {
  it('reads as it was written, in every property and wherever it lies', () => {
    for (const folder of ['/data/runs', '/data', '/', '/somewhere/else']) {
      const text = comparisonText(whole, folder);
      assert.deepEqual(readSaved(text, 'x', folder), whole);
      assert.equal(comparisonText(readSaved(text, 'x', folder) as SavedComparison, folder), text);
    }
    const windows = readSaved(comparisonText(whole, '/data/runs'), 'x', 'C:\\new\\place') as SavedComparison;
    assert.equal(windows.a.path, 'C:\\new\\place\\m.npz::a/b');
    assert.equal(windows.b.path, 'C:\\elsewhere\\layer 2.npy');
    assert.deepEqual(savedPaths(whole), [
      '/data/runs/m.npz::a/b',
      '/data/runs/m2.npz::a/b',
      '/data/ids1.npy',
      '/data/ids2.npy',
      '/data/mask.npy',
      '/elsewhere/layer 2.npy',
    ]);
  });

  it('has relative paths, and of a pair what was chosen alone', () => {
    assert.match(
      comparisonText(whole, '/data/runs'),
      /"path": "m\.npz::a\/b"[^]*"path": "\.\.\/\.\.\/elsewhere\/layer 2\.npy"/,
    );
    const { a, b, options } = whole;
    const found = { ...a, recipe: { kind: 'matrix' } as const, order: { ...a.order!, columns: true } };
    assert.deepEqual(savedComparison({ a: found, b, options }), whole);
    const turned = Object.fromEntries(Object.entries(options).reverse()) as unknown as typeof options;
    const [one, other] = [options, turned].map((each) =>
      comparisonText(savedComparison({ a, b, options: each }), '/x'),
    );
    assert.equal(one, other, 'whatever the order of its properties');
  });

  it('is as its schema says, as is a selection, and nothing else is', () => {
    const schema = JSON.parse(readFileSync('media/selection.schema.json', 'utf8')) as Schema;
    followSchema(JSON.parse(comparisonText(whole, '/data')), schema, schema);
    const other = structuredClone(whole) as unknown as { a: Record<string, unknown> };
    other.a.command = 'x';
    assert.throws(() => followSchema(other, schema, schema));
  });

  it('is refused in one sentence that names the document and every problem', () => {
    const broken = structuredClone(whole) as unknown as Record<string, unknown> & { a: Record<string, unknown> };
    broken.schema = 2;
    broken.command = 'workbench.action.quit';
    broken.a.as = 'float8';
    broken.a.recipe = { kind: 'matrix' };
    delete broken.b;
    assert.throws(() => readSaved(JSON.stringify(broken), 'my.ccalens.json', '/data'), {
      code: 'selection-format',
      message:
        'my.ccalens.json is not a saved comparison of CCA Lens: b is missing; command is not known; schema must be 1, not 2; ' +
        'a.recipe is not known; a.as must be "bfloat16", not "float8".',
    });
    assert.deepEqual(problemsOf([1]), ['it is no JSON object']);
    assert.deepEqual(problemsOf({ ...whole, a: '/x.npy' }), ['a must be an object, not "/x.npy"']);
    assert.deepEqual(problemsOf({ ...whole, a: { path: '' } }), ['a.path must be a text that is not empty, not ""']);
    assert.deepEqual(problemsOf({ ...whole, a: { path: 'x', order: { own: 'y' } } }), ['a.order.wanted is missing']);
    assert.deepEqual(problemsOf({ ...whole, kind: 'cca-lens-selection' }), [
      'kind must be "cca-lens-comparison", not "cca-lens-selection"',
    ]);
    assert.deepEqual(problemsOf({ ...whole, $schema: 'x', b: { path: 'x', as: null } }), []);
  });
});

describe('readSaved', () => {
  it('tells a selection from a comparison, and names both kinds where it is neither', () => {
    const selection = selectionOf('matrix', everything(['m'], ['c'], ['l']));
    assert.equal(readSaved(selectionText(selection, '/x'), 'x', '/x').kind, 'cca-lens-selection');
    assert.throws(() => readSaved('{"kind": "other"}', 'x.ccalens.json', '/x'), {
      message:
        'x.ccalens.json is not a selection of CCA Lens: kind must be "cca-lens-selection" or "cca-lens-comparison", not "other".',
    });
    assert.throws(() => readSaved('', 'x.ccalens.json', '/x'), /it is empty/);
    assert.throws(() => readSaved('{}', 'x.ccalens.json', '/x'), /is not a selection .*kind is missing/);
  });
});
