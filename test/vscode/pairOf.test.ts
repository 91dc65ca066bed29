import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { SelectedArray, Selection } from '../../src/protocol/selection';
import { defaultOptions } from '../../src/facts/options';
import { pairOf } from '../../src/vscode/pairOf';
import { parseGlobs, parseSubject } from '../../src/vscode/parseSubject';

function array(path: string, more: Partial<SelectedArray> = {}): SelectedArray {
  return { path, model: '', checkpoint: '', layer: path, include: true, ...more };
}

const selection: Selection = {
  schema: 1,
  kind: 'cca-lens-selection',
  analysis: 'matrix',
  arrays: [
    array('/a', { more: ['/a2'], ids: '/ids1' }),
    array('/b', { ids: '/ids2' }),
    array('/c'),
    array('/d', { ids: '/ids1' }),
  ],
  options: { ...defaultOptions, epsilon: 1e-6 },
  measure: 'svcca',
};

describe('pairOf', () => {
  it('takes batches, the order of samples and the options over', () => {
    assert.deepEqual(pairOf(selection, '/a', '/b'), {
      a: { path: '/a', more: ['/a2'] },
      b: { path: '/b', order: { own: '/ids2', wanted: '/ids1' } },
      options: selection.options,
    });
  });

  it('orders nothing without ids, or by the same ones', () => {
    assert.deepEqual(pairOf(selection, '/a', '/c')?.b, { path: '/c' });
    assert.deepEqual(pairOf(selection, '/a', '/d')?.b, { path: '/d' });
    assert.equal(pairOf(selection, '/a', '/e'), undefined);
  });
});

describe('parseSubject', () => {
  it('takes what a page has kept as JSON', () => {
    const scan = { roots: ['/data'], include: ['*.npy'], exclude: [] };
    const kept: unknown = JSON.parse(JSON.stringify({ selection, names: { '/a': 'a' }, scan, started: true }));
    assert.deepEqual(parseSubject(kept), {
      selection,
      names: {},
      scan,
      found: undefined,
      document: undefined,
      started: true,
    });
  });

  it('takes nothing that is not exactly that', () => {
    for (const kept of [
      undefined,
      null,
      'x',
      {},
      { selection: { ...selection, schema: 2 } },
      { selection, scan: { roots: [] } },
      { selection, scan: { roots: ['relative'] } },
      { selection, scan: { roots: '/data' } },
    ]) {
      assert.equal(parseSubject(kept), undefined, JSON.stringify(kept));
    }
  });
});

describe('parseGlobs', () => {
  it('leaves empty ones out, and takes only texts', () => {
    assert.deepEqual(parseGlobs([' a* ', '', ' ']), ['a*']);
    assert.equal(parseGlobs(['a', 1]), undefined);
    assert.equal(parseGlobs('a'), undefined);
  });
});
