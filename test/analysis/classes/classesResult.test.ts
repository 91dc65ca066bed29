import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { classesOfLayer, rankClasses } from '../../../src/analysis/classes/classesResult';
import { earliness } from '../../../src/analysis/classes/earliness';
import type { ClassesOfLayer } from '../../../src/facts/analyses/classes';
import { nullCorrelations } from '../../../src/similarity/trust/nullCorrelations';

const clear = [true, true, true, true, true];

describe('earliness', () => {
  it('is the mean position of the gains', () => {
    assert.equal(earliness([0.5, 0.5, 0.4], clear), 0);
    assert.equal(earliness([0, 0, 0.5], clear), 2);
    // Half of it at position 0, a quarter each at 1 and 3.
    assert.equal(earliness([0.5, 0.75, 0.125, 1, null], clear), 1);
    assert.equal(earliness([-0.1, 0.25, 0.5, 0.75, 1], clear), 2.5);
  });

  it('does not depend on how high the values come', () => {
    const values = [0.1, 0.35, 0.3, 0.8];
    assert.ok(
      Math.abs(
        earliness(values, clear)! -
          earliness(
            values.map((v) => v / 4),
            clear,
          )!,
      ) < 1e-15,
    );
  });

  it('passes over what is not defined, and knows nothing of a class that never comes above chance', () => {
    assert.equal(earliness([null, 0.5, null, 1], clear), 2);
    assert.equal(earliness([0.02, -0.01, 0.03], [false, false, false]), null);
    assert.equal(earliness([0, -0.01, 0.5], [false, false, true]), 2);
    assert.equal(earliness([null, null], [true, true]), null);
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
    assert.deepEqual(rankClasses(layers, classes), [
      {
        model: 'm0',
        over: 'layers',
        order: [
          { class: 0, name: 'disc', early: 0.5, place: 1 },
          { class: 1, name: 'ring', early: 0.875, place: 2 },
          { class: 2, name: 'bar', early: 1, place: 3 },
        ],
      },
      {
        model: 'm0',
        over: 'checkpoints',
        order: [
          { class: 1, name: 'ring', early: 0.5, place: 1 },
          { class: 0, name: 'disc', early: 0.75, place: 2 },
          { class: 2, name: 'bar', early: 1, place: 3 },
        ],
      },
    ]);
  });

  it('leaves classes out that never come above chance', () => {
    const layers = [
      { ...layer('', '', 'a', [0.01, 0.2, -0.01]), atChance: [0, 2] },
      { ...layer('', '', 'b', [0.013, 0.1, -0.01]), atChance: [0, 2] },
    ];
    const [found] = rankClasses(layers, classes);
    assert.deepEqual(found!.order, [{ class: 1, name: 'ring', early: 0, place: 1 }]);
    const saturated = layers.map((one) => ({ ...one, saturated: true as const }));
    assert.deepEqual(rankClasses(saturated, classes)[0]!.order, [], 'saturated layers tell of no class');
  });

  it('gives no order where samples repeat, and takes no error from it', () => {
    const of = (model: string, disc: number, ring: number, repeats?: true): ClassesOfLayer[] => [
      { ...layer(model, '', 'a', [disc, ring, 0]), ...(repeats && { repeats }) },
      layer(model, '', 'b', [1, 1, 1]),
    ];
    const three = [...of('m0', 0.75, 0.5), ...of('m1', 0.5, 0.75), ...of('m2', 0.75, 0.5, true)];
    const [first, , last] = rankClasses(three, classes);
    assert.deepEqual(last, { model: 'm2', over: 'layers', order: [], repeats: true });
    assert.deepEqual(
      first!.order.map(({ place }) => place),
      [1, 2, 3],
    );
  });

  it('shares places among classes whose order differs between networks', () => {
    // Of disc and ring now one and now the other is earlier, by a quarter of a position; bar is later in all.
    const of = (model: string, disc: number, ring: number): ClassesOfLayer[] => [
      layer(model, '', 'a', [disc, ring, 0]),
      layer(model, '', 'b', [1, 1, 1]),
    ];
    const three = [...of('m0', 0.75, 0.5), ...of('m1', 0.5, 0.75), ...of('m2', 0.75, 0.5)];
    for (const { order } of rankClasses(three, classes))
      assert.deepEqual(
        order.map(({ place }) => place),
        [1, 1, 3],
      );
    // Of two networks no error is known.
    const [two] = rankClasses(three.slice(0, 4), classes);
    assert.deepEqual(
      two!.order.map(({ place }) => place),
      [1, 2, 3],
    );
  });
});

describe('classesOfLayer', () => {
  it('shows R, the adjusted R2 and the null level of the classes wanted', () => {
    const fit = { samples: 11, rank: 5, R: [0.5, null, 1], whole: [0.75, 0.25], targetRank: 2 };
    assert.deepEqual(classesOfLayer(fit, [2, 0, 1], 11), {
      rank: 5,
      R: [1, 0.5, null],
      adjusted: [1, -0.5, null],
      nullR2: 0.5,
      atChance: [1],
      whole: { mean: 0.5, coefficients: [0.75, 0.25], nullCca: nullCorrelations(11, 5, 2).mean, atChance: true },
    });
  });

  it('holds classes against chance by the rule for verdicts, and against what is rare in unrelated data', () => {
    const shown = (samples: number, rank: number, adjusted: number[]) => {
      const R = adjusted.map((value) => Math.sqrt(1 - ((1 - value) * (samples - 1 - rank)) / (samples - 1)));
      const fit = { samples, rank, R, whole: [], targetRank: 2 };
      const { atChance, saturated } = classesOfLayer(fit, [0, 1, 2], samples);
      return [atChance, saturated];
    };
    // What counts is a tenth of the way.
    assert.deepEqual(shown(1001, 10, [0.05, 0.0999, 0.1001]), [[0, 1], undefined]);
    // What counts is that unrelated data come to .38 once in ten thousand.
    assert.deepEqual(shown(81, 20, [0.1001, 0.37, 0.39]), [[0, 1], undefined]);
    assert.deepEqual(shown(401, 359, [0.5, 0.6, 0.9]), [[0, 1], undefined]);
    assert.deepEqual(shown(401, 360, [0.5, 0.6, 0.9]), [undefined, true]);
  });

  it('holds all classes at once against what unrelated data give, and against what is rare among them', () => {
    const shown = (samples: number, rank: number, whole: number[], targetRank = whole.length) => {
      const { atChance, saturated } = classesOfLayer({ samples, rank, R: [], whole, targetRank }, [], samples).whole!;
      return saturated ? 'saturated' : atChance ? 'chance' : 'clear';
    };
    // Mean squared CCA of unrelated data is 360 / 400.
    assert.equal(shown(401, 360, [0.999, 0.99, 0.98]), 'saturated');
    // As saturated, but by the targets: 95 columns of logits over 101 samples.
    assert.equal(shown(101, 3, [0.99, 0.99, 0.99], 95), 'saturated');
    assert.equal(shown(401, 20, [0.6, 0.5, 0.4]), 'clear');
    assert.equal(shown(401, 20, [0.3, 0.2, 0.1]), 'chance');
    // More than a tenth of the way from .49 to 1; unrelated data come to such a lambda once in forty times.
    assert.ok(nullCorrelations(81, 20, 2).mean < 0.51);
    assert.equal(shown(81, 20, [0.7, 0.42]), 'chance');
    assert.equal(shown(81, 20, [0.9, 0.8]), 'clear');
    // 60 and 45 dimensions do not fit beside each other among 100, so that there is no test.
    assert.equal(shown(101, 60, new Array<number>(45).fill(0.99)), 'clear');
  });

  it('holds two classes at once as either of them: they have the same R', () => {
    const shown = (samples: number, rank: number, R: number) => {
      const fit = { samples, rank, R: [R, R], whole: [R], targetRank: 1 };
      const { atChance = [], saturated, whole } = classesOfLayer(fit, [0, 1], samples);
      assert.deepEqual([whole!.atChance, whole!.saturated], [atChance.length > 0 || undefined, saturated]);
      return saturated ? 'saturated' : atChance.length > 0 ? 'chance' : 'clear';
    };
    // Of R^2 it is less than a tenth of the way from .01, of R more than that from .1.
    assert.equal(shown(1001, 10, 0.25), 'chance');
    assert.equal(shown(1001, 10, 0.35), 'clear');
    // R^2 of unrelated data is .85 on average, R .92.
    assert.equal(shown(401, 340, 0.99), 'clear');
    assert.equal(shown(401, 360, 0.999), 'saturated');
  });

  it('shows none where no sample is to spare, and says how many took part where some were left out', () => {
    const fit = { samples: 6, rank: 5, R: [1, 1], whole: [1], targetRank: 1 };
    const found = classesOfLayer(fit, [0, 1], 8);
    assert.deepEqual([found.R, found.adjusted, found.nullR2], [[null, null], [null, null], 1]);
    assert.deepEqual([found.samples, found.whole], [6, null]);
  });
});
