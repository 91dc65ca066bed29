import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { blockSamples, gramianBands, gramianWork } from '../../../src/similarity/routes/gramianBands';

describe('bands of Gramians', () => {
  it('are of about equal size, begin at whole blocks and cover all samples', () => {
    for (const samples of [1, 64, 65, 300, 1000, 10_000]) {
      const cuts = gramianBands(samples);
      assert.deepEqual([cuts[0], cuts.at(-1)], [0, samples]);
      const sizes = cuts.slice(1).map((to, band) => {
        const from = cuts[band]!;
        assert.ok(from < to && from % blockSamples === 0);
        return (to - from) * (samples - (from + to) / 2);
      });
      assert.ok(sizes.length <= 8);
      if (samples === 10_000) assert.ok(Math.max(...sizes) < 1.2 * (samples ** 2 / 2 / sizes.length));
    }
  });
});

describe('the work of many layers by their Gramians', () => {
  it('is less than that of their pairs where there are many of few samples', () => {
    const work = (samples: number, layers: number, width: number) => {
      const neurons = new Array<number>(layers).fill(width);
      const pairs = neurons.flatMap((_, i) => neurons.slice(i).map((_, j) => [i, i + j] as const));
      return gramianWork(samples, neurons, pairs);
    };
    const many = work(1000, 100, 64);
    assert.deepEqual(many, { together: 1e6 * 3200 + 5000 * 5e5, alone: 4950 * 1000 * 64 * 64 });
    assert.ok(many.together < many.alone);
    const few = work(10_000, 3, 64);
    assert.ok(few.together > few.alone);
    assert.equal(work(1000, 513, 64).together, Infinity);
  });
});
