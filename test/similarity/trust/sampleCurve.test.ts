import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ofShapes } from '../../../src/facts/measures/procrustes';
import { curveReading, curveSizes, drawnSamples } from '../../../src/similarity/trust/sampleCurve';

const at = (samples: number, value: number) => ({ samples, mean: value, low: value, high: value, null: null });

describe('the score against the number of samples', () => {
  it('looks at eight sizes that are evenly spaced in their logarithms', () => {
    const sizes = curveSizes(12_800, 10);
    assert.equal(sizes.length, 8);
    assert.deepEqual([sizes[0], sizes[7]], [200, 12_800]);
    for (let i = 1; i < 8; i++) assert.ok(Math.abs(sizes[i]! / sizes[i - 1]! - 64 ** (1 / 7)) < 0.02);
    assert.deepEqual(curveSizes(200, 133)[0], 133);
    assert.deepEqual(curveSizes(200, 140), []);
    assert.deepEqual(curveSizes(16, 10), [10, 11, 12, 13, 14, 15, 16]);
  });

  it('draws samples without replacement, anew for each draw', () => {
    const drawn = drawnSamples(100, 20, 0, 1);
    assert.equal(new Set(drawn).size, 20);
    assert.ok(drawn.every((sample, i) => sample < 100 && (i === 0 || sample > drawn[i - 1]!)));
    assert.notDeepEqual(drawnSamples(100, 20, 1, 1), drawn);
    assert.deepEqual(drawnSamples(100, 20, 0, 1), drawn);
    assert.deepEqual([...drawnSamples(4, 4, 3, 1)], [0, 1, 2, 3]);
  });

  it('says whether the last doubling changed it', () => {
    const level = curveReading([at(100, 0.9), at(480, 0.705), at(1000, 0.7)]);
    assert.match(level, /^From 480 to 1,000 samples the score changes by 0\.005: it has levelled off/);
    const falling = curveReading([at(100, 0.9), at(520, 0.75), at(1000, 0.7)]);
    assert.match(falling, /^From 520 to 1,000 samples the score falls by 0\.050: it has not levelled off, .* lower it/);
    assert.match(curveReading([at(100, 0.1), at(500, 0.2), at(1000, 0.3)]), /rises by 0\.100: .* raise it/);
  });

  it('tells nothing of scores at chance, of saturated ones, and of what draws differ by', () => {
    const points = (value: number, chance: number) =>
      [at(100, value + 0.2), at(500, value + 0.1), at(1000, value)].map((point) => ({ ...point, null: chance }));
    assert.match(
      curveReading(points(0.5, 0.45)),
      /^Whether .* cannot be told: .* chance \(unrelated data of 1,000 samples give 0\.450\)/,
    );
    assert.match(curveReading(points(0.97, 0.95)), /cannot be told: the score is saturated/);
    assert.match(curveReading(points(0.5, 0.3)), /falls by 0\.100/);
    // A distance of .5 is a similarity of .875, against .68 of unrelated data.
    assert.match(curveReading(points(0.5, 0.8), ofShapes), /falls by 0\.100/);
    assert.match(curveReading(points(0.5, 0.52), ofShapes), /cannot be told/);
    const half = { ...at(500, 0.72), low: 0.69, high: 0.75 };
    assert.match(curveReading([at(100, 0.9), half, at(1000, 0.7)]), /no more than draws of 500 .*cannot be told\.$/);
    assert.match(curveReading([at(100, 0.9), { ...half, low: 0.701 }, at(1000, 0.7)]), /falls by 0\.020/);
  });
});
