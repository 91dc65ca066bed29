import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultOptions, type CompareOptions } from '../../src/facts/options';
import { parseAddress, parseOptions, parseRequest } from '../../src/vscode/parseRequest';

describe('parseOptions', () => {
  const roundTrip = (options: CompareOptions) => parseOptions(JSON.parse(JSON.stringify(options)));

  it('gives back what a page kept as JSON', () => {
    assert.deepEqual(roundTrip(defaultOptions), defaultOptions);
    const chosen: CompareOptions = {
      ...defaultOptions,
      svcca: { rule: 'dimensions', count: 12 },
      transposeA: false,
      transposeB: true,
      measures: ['cka', 'procrustes'],
      neighbours: 5,
      bandwidth: 0.5,
      calibrate: { permutations: 19, alpha: 0.1, seed: 3 },
      recipe: { conv: 'interpolate', layout: 'nchw', sequence: 'last', subsample: { every: 5, seed: 7 } },
    };
    assert.deepEqual(roundTrip(chosen), chosen);
  });

  it('takes null for unset, as JSON has no undefined', () => {
    assert.deepEqual(parseOptions({ ...defaultOptions, transposeA: null, measures: null }), defaultOptions);
  });

  const wrong: [string, Record<string, unknown>][] = [
    ['a threshold above 1', { threshold: 1.01 }],
    ['a negative epsilon', { epsilon: -1 }],
    ['an epsilon that is no number', { epsilon: NaN }],
    ['a share of 0', { svcca: { rule: 'variance', fraction: 0 } }],
    ['half a dimension', { svcca: { rule: 'dimensions', count: 1.5 } }],
    ['an unknown rule', { svcca: { rule: 'most', fraction: 0.5 } }],
    ['an unknown measure', { measures: ['toString'] }],
    ['a flag that is none', { transposeA: 'yes' }],
    ['a missing flag', { robust: undefined }],
    ['no neighbour', { neighbours: 0 }],
    ['a bandwidth of 0', { bandwidth: 0 }],
    ['half a permutation', { calibrate: { permutations: 0.5, alpha: 0.05, seed: 0 } }],
    ['calibrating without a level', { calibrate: { permutations: 19, seed: 0 } }],
    ['an unknown recipe', { recipe: { conv: 'fold' } }],
    ['a recipe that is none', { recipe: 'pool' }],
    ['half a row', { recipe: { subsample: { every: 1.5 } } }],
    ['a seed below 0', { recipe: { subsample: { every: 2, seed: -1 } } }],
  ];
  for (const [what, change] of wrong) {
    it(`refuses ${what}`, () => assert.equal(parseOptions({ ...defaultOptions, ...change }), undefined));
  }
});

describe('parseRequest', () => {
  it('needs both files and the options', () => {
    const request = { a: { path: 'a.npy' }, b: { path: 'b.npz::x', as: 'bfloat16' as const }, options: defaultOptions };
    assert.deepEqual(parseRequest(JSON.parse(JSON.stringify(request))), request);
    assert.equal(parseRequest({ a: request.a, b: request.b }), undefined);
    assert.equal(parseRequest({ a: request.a, options: defaultOptions }), undefined);
    assert.equal(parseRequest('a.npy'), undefined);
  });
});

describe('parseAddress', () => {
  it('refuses an empty path and a meaning that it does not know', () => {
    assert.equal(parseAddress({ path: '' }), undefined);
    assert.equal(parseAddress({ path: 'a.npy', as: 'float4' }), undefined);
  });

  it('takes batches and ids', () => {
    const address = { path: 'a.npy', more: ['b.npy'], order: { own: 'x.npy', wanted: 'y.npy' } };
    assert.deepEqual(parseAddress(JSON.parse(JSON.stringify(address))), address);
    assert.deepEqual(parseAddress({ path: 'a.npy', more: null, order: null }), { path: 'a.npy' });
    for (const wrong of [{ more: 'b.npy' }, { more: [''] }, { order: { own: 'x.npy' } }, { order: 'x.npy' }]) {
      assert.equal(parseAddress({ path: 'a.npy', ...wrong }), undefined);
    }
  });
});
