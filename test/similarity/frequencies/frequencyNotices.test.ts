import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { frequencyGrid } from '../../../src/similarity/frequencies/frequencyGrid';
import { frequencyNotices } from '../../../src/similarity/frequencies/frequencyNotices';

describe('frequencyNotices', () => {
  // Frequencies 0, 1, -1: the last two are one.
  const grid = frequencyGrid({ height: 1, width: 3 }, { height: 1, width: 3 });
  const at = (a: number | null, b: number | null, rounding = 0) => ({
    rank: { a, b },
    roundingDimensions: { a: rounding, b: 0 },
  });
  const said = (found: ReturnType<typeof at>[], samples: number, channels = 4) =>
    frequencyNotices(grid, found, samples, { a: { name: 'x.npy', channels }, b: { name: 'y.npy', channels: 3 } }).map(
      ({ code, message }) => [code, message],
    );

  it('say nothing of many samples and channels that all count', () => {
    assert.deepEqual(said([at(4, 3), at(4, 3)], 20), []);
  });

  it('tell of few samples for the channels', () => {
    const few =
      '19 samples for 4 channels is fewer than 5 a channel: scores are high by chance, so read them against what unrelated data give.';
    assert.deepEqual(said([at(4, 3), at(4, 3)], 19), [['few-samples', few]]);
  });

  it('tell of coefficients that are 1 whatever the data, counted over all frequencies', () => {
    const [, forced] = said([at(3, 3), at(4, 3)], 6);
    assert.deepEqual(said([at(4, 3), at(4, 3)], 8).length, 1, 'ranks may add up to samples - 1');
    assert.deepEqual(forced, [
      'few-samples',
      '6 samples for 4 channels is fewer than 5 a channel: scores are high by chance, so read them against what unrelated data give.',
    ]);
    assert.deepEqual(said([at(3, 3), at(4, 3)], 6).at(-1), [
      'forced-ones',
      'At all 3 frequencies up to 2 canonical correlations are exactly 1 whatever the data: the ranks 4 + 3 exceed 6 samples - 1.',
    ]);
    assert.deepEqual(said([at(4, 3), at(3, 3)], 7).at(-1), [
      'forced-ones',
      'At 1 of 3 frequencies 1 canonical correlation is exactly 1 whatever the data: the ranks 4 + 3 exceed 7 samples - 1.',
    ]);
  });

  it('tell of channels that add nothing, of rounding apart, and of frequencies without variance', () => {
    assert.deepEqual(said([at(4, 3), at(3, 3)], 40), [
      [
        'neurons-dropped',
        'x.npy: at 2 of 3 frequencies 1 of 4 channels is constant or a linear combination of others; it adds nothing there.',
      ],
    ]);
    const rounded = said([at(4, 3), at(3, 3, 1)], 40);
    assert.deepEqual(
      rounded.map(([code]) => code),
      ['rounding-dimensions'],
    );
    assert.deepEqual(said([at(4, 3), at(null, 0)], 40), [
      [
        'neurons-dropped',
        'y.npy: at 2 of 3 frequencies no channel varies by more than rounding, and means leave them out.',
      ],
    ]);
  });
});
