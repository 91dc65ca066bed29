import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { DirectionsRequest, TrustRequest } from '../../src/protocol/pairExtras';
import { parseDirections, parseProjection, parseTrust } from '../../src/vscode/parseExtras';

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('parseTrust', () => {
  const request: TrustRequest = {
    measure: 'pwcca',
    wanted: ['null', 'enough'],
    permutations: 200,
    seed: 0,
    blocks: 20,
    level: 0.05,
  };

  it('gives back what a page sends', () => assert.deepEqual(parseTrust(json(request)), request));

  const wrong: [string, Record<string, unknown>][] = [
    ['a score that there is not', { measure: 'likeness' }],
    ['nothing wanted', { wanted: [] }],
    ['something unknown among what is wanted', { wanted: ['null', 'truth'] }],
    ['no draws', { permutations: 0 }],
    ['more draws than anybody waits for', { permutations: 1e9 }],
    ['half a draw', { permutations: 10.5 }],
    ['a negative seed', { seed: -1 }],
    ['a single block', { blocks: 1 }],
    ['a level of 1', { level: 1 }],
    ['a level that is no number', { level: null }],
  ];
  for (const [what, change] of wrong) {
    it(`refuses ${what}`, () => assert.equal(parseTrust({ ...request, ...change }), undefined));
  }
});

describe('parseDirections', () => {
  const request: DirectionsRequest = { count: 3, points: 2000, labels: { path: 'labels.npy' }, names: 'classes.txt' };

  it('gives back what a page sends, with labels and without', () => {
    assert.deepEqual(parseDirections(json(request)), request);
    assert.deepEqual(parseDirections({ count: 1, points: 1, labels: null, names: null }), { count: 1, points: 1 });
    const at: DirectionsRequest = { count: 1, points: 1, frequency: [-2, 3] };
    assert.deepEqual(parseDirections(json(at)), at);
  });

  const wrong: [string, Record<string, unknown>][] = [
    ['no directions', { count: 0 }],
    ['more directions than can be drawn', { count: 1000 }],
    ['more points than can be drawn', { points: 1e7 }],
    ['labels without a path', { labels: { path: '' } }],
    ['names that are no path', { names: 7 }],
    ['a frequency of one axis', { frequency: [1] }],
    ['a frequency that is no whole number', { frequency: [0.5, 1] }],
  ];
  for (const [what, change] of wrong) {
    it(`refuses ${what}`, () => assert.equal(parseDirections({ ...request, ...change }), undefined));
  }
});

describe('parseProjection', () => {
  it('wants directions that there are and a whole rank', () => {
    assert.deepEqual(parseProjection({ type: 'saveProjections', by: 'pls', rank: 4 }), { by: 'pls', rank: 4 });
    for (const bad of [{ by: 'ica', rank: 4 }, { by: 'pls', rank: 0 }, { by: 'pls', rank: 1.5 }, { by: 'pls' }, null])
      assert.equal(parseProjection(bad), undefined);
  });
});
