import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultOptions, type CompareOptions } from '../../../src/facts/options';
import { comparisonTitles } from '../../../src/vscode/panels/comparisonTitles';

const request = (a: string, b: string, options: Partial<CompareOptions> = {}) => ({
  a: { path: a },
  b: { path: b },
  options: { ...defaultOptions, ...options },
});

describe('comparisonTitles', () => {
  it('are of the file names as long as these tell the tabs apart', () => {
    assert.deepEqual(comparisonTitles([request('/r/m0/layer1.npy', '/r/m0/logits.npy')]), ['layer1.npy ↔ logits.npy']);
  });

  it('have the folders that differ when a second pair of the same names is open', () => {
    assert.deepEqual(
      comparisonTitles([
        request('/r/m0/e_20/layer1.npy', '/r/m0/e_20/logits.npy'),
        request('/r/m1/e_20/layer1.npy', '/r/m1/e_20/logits.npy'),
      ]),
      ['m0/…/layer1.npy ↔ m0/…/logits.npy', 'm1/…/layer1.npy ↔ m1/…/logits.npy'],
    );
  });

  it('say which options differ between comparisons of the same arrays', () => {
    const pair = ['/r/layer1.npy', '/r/layer2.npy'] as const;
    assert.deepEqual(
      comparisonTitles([
        request(...pair),
        request(...pair, { svcca: { rule: 'variance', fraction: 0.9 }, recipe: { conv: 'pool' } }),
        request(...pair, { transposeB: true, dropNonFinite: true }),
      ]),
      [
        'layer1.npy ↔ layer2.npy (maps as they suggest, SVCCA at 99%, all samples, b by the orientation)',
        'layer1.npy ↔ layer2.npy (maps pool, SVCCA at 90%, all samples, b by the orientation)',
        'layer1.npy ↔ layer2.npy (maps as they suggest, SVCCA at 99%, non-finite samples dropped, b turned)',
      ],
    );
  });

  it('say how the same files are read otherwise', () => {
    const one = request('/r/l_0.npy', '/r/b.npy');
    const joined = { ...one, a: { path: '/r/l_0.npy', more: ['/r/l_1.npy'] } };
    assert.deepEqual(comparisonTitles([one, joined]), [
      'l_0.npy ↔ b.npy (a of 1 file(s))',
      'l_0.npy ↔ b.npy (a of 2 file(s))',
    ]);
  });

  it('have a variable by its name alone, and number those that nothing tells apart', () => {
    const value = (of: string) => `/s/variables/1-ab/${of}/kernel/acts.npy`;
    assert.deepEqual(comparisonTitles([request('/r/pinned.npy', value('1'))]), ['pinned.npy ↔ acts']);
    assert.deepEqual(comparisonTitles([request(value('1'), value('2')), request(value('3'), value('4'))]), [
      'acts ↔ acts',
      'acts ↔ acts (2)',
    ]);
  });

  it('are all different for all pairs of a folder of runs', () => {
    const paths = ['model0', 'model1', 'memorizing0'].flatMap((model) =>
      ['epoch_02', 'epoch_20'].flatMap((epoch) =>
        ['layer1', 'layer2', 'logits'].map((layer) => `/data/golden/runs/${model}/${epoch}/${layer}.npy`),
      ),
    );
    const requests = paths.flatMap((a) => paths.map((b) => request(a, b)));
    assert.equal(new Set(comparisonTitles(requests)).size, requests.length);
  });
});
