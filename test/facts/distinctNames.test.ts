import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { distinctLists, distinctNames, pairNames } from '../../src/facts/distinctNames';

describe('distinctNames', () => {
  it('shows of a pair the folders that differ, and the file', () => {
    assert.deepEqual(pairNames('r/model0/epoch_20/layer1.npy', 'r/model1/epoch_20/layer1.npy'), [
      'model0/…/layer1.npy',
      'model1/…/layer1.npy',
    ]);
    assert.deepEqual(pairNames('/r/m0/e_02/layer1.npy', '/r/m1/e_20/logits.npy'), [
      'm0/e_02/layer1.npy',
      'm1/e_20/logits.npy',
    ]);
    assert.deepEqual(pairNames('x/a.npy', 'x/b.npy'), ['a.npy', 'b.npy']);
    assert.deepEqual(pairNames('x/acts.npz::enc/fc1', 'y/acts.npz::enc/fc1'), [
      'x/acts.npz::enc/fc1',
      'y/acts.npz::enc/fc1',
    ]);
    assert.deepEqual(pairNames('x/a.npy', 'x/y/a.npy'), ['a.npy', 'y/a.npy']);
    assert.deepEqual(pairNames('C:\\d\\m0\\a.npy', 'C:\\d\\m1\\a.npy'), ['m0/a.npy', 'm1/a.npy']);
    assert.deepEqual(pairNames('x/a.npy', 'x/a.npy'), ['a.npy', 'a.npy']);
  });

  it('tells pairs of the same names apart by what differs from pair to pair', () => {
    assert.deepEqual(
      distinctLists([
        ['r/m0/e_20/layer1.npy', 'r/m0/e_20/logits.npy'],
        ['r/m1/e_20/layer1.npy', 'r/m1/e_20/logits.npy'],
        ['r/m0/e_20/layer2.npy', 'r/m0/e_20/logits.npy'],
      ]),
      [
        ['m0/…/layer1.npy', 'm0/…/logits.npy'],
        ['m1/…/layer1.npy', 'm1/…/logits.npy'],
        ['layer2.npy', 'logits.npy'],
      ],
    );
  });

  it('gives every pair of a folder of runs a title of its own', () => {
    const paths = ['model0', 'model1', 'model2', 'memorizing0'].flatMap((model) =>
      ['epoch_00', 'epoch_20'].flatMap((epoch) =>
        ['layer1', 'layer2', 'logits'].map((layer) => `/data/runs/${model}/${epoch}/${layer}.npy`),
      ),
    );
    paths.push(
      '/data/runs/layer1.npy',
      '/data/layer1.npy',
      '/other/runs/model0/epoch_00/layer1.npy',
      '/a/acts.npz::layer1.npy',
    );
    const pairs = paths.flatMap((a) => paths.map((b) => [a, b]));
    const titles = distinctLists(pairs).map((names) => names.join(' ↔ '));
    assert.equal(new Set(titles).size, pairs.length);
    assert.equal(new Set(distinctNames(paths)).size, paths.length);
  });

  it('falls back on whole paths where names with folders left out read the same', () => {
    const names = distinctNames(['/a/b/f.npy', 'a/b/f.npy', '/a/c/b/f.npy', '/a/d/b/f.npy']);
    assert.equal(new Set(names).size, 4);
  });
});
