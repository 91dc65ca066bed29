import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readDimensions, readInterval, readNull, readTogether } from '../../../webview/words/trustReadings';
import { sampleTrust } from '../sampleExtras';

describe('webview/trustReadings', () => {
  const outcome = sampleTrust();

  it('says how many draws reach the score', () => {
    const { permutation } = outcome.null!;
    assert.equal(
      readNull(outcome, permutation, 'permutation'),
      'None of 19 scores of permuted samples is as high as 0.7000: p = 0.05. 95% of them are below 0.3700.',
    );
    assert.match(
      readNull(outcome, { ...permutation, p: 0.1 }, 'gaussian'),
      /^1 of 19 scores of unrelated Gaussian data of 1,000 samples is as high/,
    );
    assert.equal(
      readNull(outcome, { ...permutation, p: null }, 'permutation'),
      '19 scores of permuted samples have a mean of 0.2900; p is not given, as samples repeat (see the notices). 95% of them are below 0.3700.',
    );
    assert.match(readNull(outcome, { ...permutation, p: 1 }, 'permutation'), /^19 of 19 .* are as high .* p = 1\./);
  });

  it('turns round for a distance', () => {
    const said = readNull({ ...outcome, measure: 'procrustesDistance' }, outcome.null!.permutation, 'permutation');
    assert.match(said, /is as low as .* 95% of them are above/);
  });

  it('counts the correlations that are more than chance, with what they are conditional on', () => {
    const dimensions = outcome.dimensions as Parameters<typeof readDimensions>[0];
    assert.equal(
      readDimensions(dimensions, 0.05),
      "Bartlett's and Rao's tests both find 0 of 1 correlation to be more than chance at the 5% level.",
    );
    const said = readDimensions(
      { ...dimensions, significant: { bartlett: 1, rao: 0 }, conditional: 'Given the cut.' },
      0.01,
    );
    assert.equal(
      said,
      "Bartlett's test finds 1 and Rao's 0 of 1 correlation to be more than chance at the 1% level. Given the cut.",
    );
  });

  it('names the interval with its method', () => {
    const interval = outcome.interval as Parameters<typeof readInterval>[1];
    assert.equal(
      readInterval(outcome, interval),
      'Mean CCA 0.7000, 95% interval over samples 0.6800 to 0.7200 (standard error 0.0100, 20 blocks; delete-block jackknife).',
    );
  });

  it('says what belongs together in a sample', () => {
    assert.equal(readTogether(outcome), '');
    assert.equal(readTogether({ rowsPerSample: 16 }), ', whole samples of 16 rows kept together');
    assert.match(readTogether({ rowsPerSample: 1, frequencies: { height: 4, width: 6 } }), /4 × 6 frequencies/);
  });
});
