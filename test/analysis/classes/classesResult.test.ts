import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { classesOfLayer, rankClasses } from '../../../src/analysis/classes/classesResult';
import { earliness } from '../../../src/analysis/classes/earliness';
import type { ClassesOfLayer } from '../../../src/protocol/analysis';

const spread = [0.01, 0.01, 0.01, 0.01, 0.01];

describe('earliness', () => {
  it('is the mean position of the gains', () => {
    assert.equal(earliness([0.5, 0.5, 0.4], spread), 0);
    assert.equal(earliness([0, 0, 0.5], spread), 2);
    // Half of it at position 0, a quarter each at 1 and 3.
    assert.equal(earliness([0.5, 0.75, 0.125, 1, null], spread), 1);
    assert.equal(earliness([-0.1, 0.25, 0.5, 0.75, 1], spread), 2.5);
  });

  it('does not depend on how high the values come', () => {
    const values = [0.1, 0.35, 0.3, 0.8];
    assert.ok(
      Math.abs(
        earliness(values, spread)! -
          earliness(
            values.map((v) => v / 4),
            spread,
          )!,
      ) < 1e-15,
    );
  });

  it('passes over what is not defined, and knows nothing of a class that never comes above chance', () => {
    assert.equal(earliness([null, 0.5, null, 1], spread), 2);
    assert.equal(earliness([0.02, -0.01, 0.03], spread), null);
    assert.equal(earliness([null, null], [null, null]), null);
    assert.equal(earliness([], []), null);
  });
});

function layer(model: string, checkpoint: string, name: string, adjusted: (number | null)[]): ClassesOfLayer {
  const label = { path: `${model}/${checkpoint}/${name}.npy`, model, checkpoint, layer: name, name, neurons: 10 };
  return { ...label, rank: 10, R: adjusted.map(() => null), adjusted, nullR2: 0.01, whole: null };
}

describe('rankClasses', () => {
  const classes = ['disc', 'ring', 'bar'].map((name, index) => ({ index, name }));

  it('ranks classes over the layers of the last checkpoint and over the checkpoints of the last layer, by model', () => {
    const layers = [
      layer('m0', '1', 'layer1', [0.9, 0.9, 0.9]),
      layer('m0', '1', 'logits', [0.125, 0.5, 0]),
      layer('m0', '2', 'layer1', [0.25, 0.125, 0]),
      layer('m0', '2', 'logits', [0.5, 1, 0.5]),
      layer('m1', '2', 'layer1', [0.3, 0.3, null]),
    ];
    assert.deepEqual(rankClasses(layers, classes, 1000), [
      {
        model: 'm0',
        over: 'layers',
        order: [
          { class: 0, name: 'disc', early: 0.5 },
          { class: 1, name: 'ring', early: 0.875 },
          { class: 2, name: 'bar', early: 1 },
        ],
      },
      {
        model: 'm0',
        over: 'checkpoints',
        order: [
          { class: 1, name: 'ring', early: 0.5 },
          { class: 0, name: 'disc', early: 0.75 },
          { class: 2, name: 'bar', early: 1 },
        ],
      },
    ]);
  });

  it('leaves classes out that never come above chance', () => {
    // Unrelated data of 1000 samples and rank 10 spread by 0.0045.
    const layers = [layer('', '', 'a', [0.01, 0.02, -0.01]), layer('', '', 'b', [0.013, 0.01, -0.01])];
    const [found] = rankClasses(layers, classes, 1000);
    assert.deepEqual(found!.order, [{ class: 1, name: 'ring', early: 0 }]);
  });
});

describe('classesOfLayer', () => {
  const label = { path: 'a.npy', model: '', checkpoint: '', layer: 'a', name: 'a.npy', neurons: 6 };

  it('shows R, the adjusted R2 and the null level of the classes wanted', () => {
    const fit = { samples: 11, rank: 5, R: [0.5, null, 1], whole: [0.75, 0.25] };
    assert.deepEqual(classesOfLayer(label, fit, [2, 0, 1], 11), {
      ...label,
      rank: 5,
      R: [1, 0.5, null],
      adjusted: [1, -0.5, null],
      nullR2: 0.5,
      whole: { mean: 0.5, coefficients: [0.75, 0.25] },
    });
  });

  it('shows none where no sample is to spare, and says how many took part where some were left out', () => {
    const found = classesOfLayer(label, { samples: 6, rank: 5, R: [1, 1], whole: [1] }, [0, 1], 8);
    assert.deepEqual([found.R, found.adjusted, found.nullR2], [[null, null], [null, null], 1]);
    assert.deepEqual([found.samples, found.whole], [6, null]);
  });
});
