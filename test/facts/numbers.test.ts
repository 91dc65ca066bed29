import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { lastPart } from '../../src/facts/lastPart';
import {
  count,
  counted,
  inDigits,
  magnitude,
  percent,
  probability,
  score,
  shape,
  tabular,
} from '../../src/facts/numbers';

describe('facts/numbers', () => {
  it('writes scores with four decimals and never NaN or minus zero', () => {
    assert.equal(score(0.70572631), '0.7057');
    assert.equal(score(1), '1.0000');
    assert.equal(score(-0.00001), '0.0000');
    assert.equal(score(-0.25), '-0.2500');
    for (const none of [NaN, Infinity, -Infinity, null, undefined]) assert.equal(score(none), '–');
  });

  it('writes probabilities of any size', () => {
    assert.deepEqual(
      [1, 0.04975, 0.0001, 3.2e-17, 0].map((p) => probability(p, 2)),
      ['1', '0.05', '0.0001', '3.2e-17', '< 1e-300'],
    );
    assert.equal(probability(0.04975, 3), '0.0498');
  });

  it('writes magnitudes with four digits, far ones as powers of ten', () => {
    assert.equal(magnitude(0), '0');
    assert.equal(magnitude(1234.56), '1235');
    assert.equal(magnitude(-0.0123456), '-0.01235');
    assert.equal(magnitude(1e100), '1.00e100');
    assert.equal(magnitude(2.5e-7), '2.50e-7');
    assert.equal(magnitude(NaN), '–');
  });

  it('writes integers beyond what float64 holds in all digits, where they are known', () => {
    assert.equal(inDigits(2 ** 53, '9007199254740993', magnitude), '9007199254740993');
    assert.equal(inDigits(-(2 ** 53), '-9007199254740992', magnitude), '-9007199254740992');
    assert.equal(inDigits(1234567, '1234567', magnitude), '1.23e6');
    assert.equal(inDigits(2 ** 53, undefined, magnitude), '9.01e15');
    assert.equal(inDigits(null, undefined, magnitude), '–');
  });

  it('writes columns of numbers to one width', () => {
    assert.equal(tabular(0.5), '0.5000');
    assert.equal(tabular(0), '0.0000');
    assert.equal(tabular(1234.5678), '1234.57');
    assert.equal(tabular(1e-9), '1.00e-9');
    assert.equal(tabular(null), '–');
  });

  it('counts with separators and the right number', () => {
    assert.equal(count(10000), '10,000');
    assert.equal(counted(1, 'neuron'), '1 neuron');
    assert.equal(counted(2000, 'neuron'), '2,000 neurons');
  });

  it('never rounds a share to all or to nothing', () => {
    assert.equal(percent(0.991), '99.1%');
    assert.equal(percent(1), '100%');
    assert.equal(percent(0), '0%');
    assert.equal(percent(0.99999), '>99.9%');
    assert.equal(percent(0.00001), '<0.1%');
    assert.equal(percent(null), '–');
  });

  it('writes shapes as numpy', () => {
    assert.equal(shape([]), '()');
    assert.equal(shape([5]), '(5,)');
    assert.equal(shape([10000, 10]), '(10000, 10)');
  });

  it('names files after the last part of a path, on either system', () => {
    assert.equal(lastPart('/runs/a.npz::block/fc1'), 'a.npz::block/fc1');
    assert.equal(lastPart('C:\\runs\\a.npy'), 'a.npy');
  });
});
