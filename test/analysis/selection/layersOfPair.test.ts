import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { layersOfPair } from '../../../src/analysis/selection/layersOfPair';
import type { SelectedArray } from '../../../src/protocol/selection';
import { defaultOptions } from '../../../src/facts/options';
import { selectionOf } from '../selections';

describe('the matrix of the layers of two arrays', () => {
  const array = (path: string, include = true): SelectedArray => {
    return { path, model: '', checkpoint: 'epoch_1', layer: path.slice(3), include };
  };
  const [a, b] = [
    { path: '/d/a.npy', name: 'a' },
    { path: '/d/x.npz::h', name: 'x.npz::h' },
  ];
  const options = { ...defaultOptions, epsilon: 1e-6, transposeA: true, recipe: { sequence: 'mean' as const } };

  it('has the layers of a in its rows and those of b in its columns, with the options of the pair', () => {
    const found = selectionOf('dynamics', [
      array('/d/a.npy::0'),
      array('/d/x.npz::h::0'),
      array('/d/a.npy::1', false),
      array('/d/x.npz::h::1'),
    ]);
    const selection = layersOfPair(found, [a, b], options);
    assert.equal(selection.analysis, 'matrix');
    assert.deepEqual(selection.matrix, { rows: 'a', columns: 'x.npz::h' });
    assert.deepEqual(
      selection.arrays.map(({ path, model, checkpoint, layer, include }) => [path, model, checkpoint, layer, include]),
      [
        ['/d/a.npy::0', 'a', '', 'layer.0', true],
        ['/d/x.npz::h::0', 'x.npz::h', '', 'layer.0', true],
        ['/d/a.npy::1', 'a', '', 'layer.1', true],
        ['/d/x.npz::h::1', 'x.npz::h', '', 'layer.1', true],
      ],
    );
    const { epsilon, transposeA, recipe } = selection.options;
    assert.deepEqual([epsilon, transposeA, recipe], [1e-6, undefined, undefined]);
  });

  it('has the name of a single layer as it was read, and all layers of one array with itself', () => {
    const single = layersOfPair(selectionOf('matrix', [array('/d/a.npy'), array('/d/x.npz::h::0')]), [a, b], options);
    assert.deepEqual(
      single.arrays.map(({ layer }) => layer),
      ['a.npy', 'layer.0'],
    );
    const itself = layersOfPair(selectionOf('matrix', [array('/d/a.npy::0'), array('/d/a.npy::1')]), [a, a], options);
    assert.equal(itself.matrix, undefined);
  });
});
