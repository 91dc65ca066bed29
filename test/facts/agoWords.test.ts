import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { agoWords, localMoment } from '../../src/facts/agoWords';

describe('agoWords', () => {
  const now = new Date(2026, 10, 30, 12, 0).getTime();
  const ago = (seconds: number) => agoWords(now - seconds * 1000, now);

  it('counts whole units that have passed', () => {
    assert.deepEqual([-5, 0, 59, 60, 3599, 3600, 7200, 86399].map(ago), [
      'just now',
      'just now',
      'just now',
      '1 min ago',
      '59 min ago',
      '1 hour ago',
      '2 hours ago',
      '23 hours ago',
    ]);
    const days = (count: number) => ago(count * 86400);
    assert.deepEqual([1, 3, 13, 14, 59].map(days), [
      '1 day ago',
      '3 days ago',
      '13 days ago',
      '2 weeks ago',
      '8 weeks ago',
    ]);
  });

  it('gives the date of what is long ago', () => {
    assert.equal(agoWords(new Date(2026, 0, 5, 23, 59).getTime(), now), '2026-01-05');
    assert.equal(localMoment(new Date(2026, 0, 5, 3, 7).getTime()), '2026-01-05 03:07');
  });
});
