import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { decideOrientation } from '../../src/similarity/orientation';

const free = [undefined, undefined];

function shapes(...sizes: [number, number][]): { name: string; rows: number; columns: number }[] {
  return sizes.map(([rows, columns], i) => ({ name: 'abc'[i]!, rows, columns }));
}

describe('orientation of a set of files', () => {
  it('reads rows as samples wherever that can be', () => {
    assert.deepEqual(decideOrientation(shapes([100, 5], [100, 9]), free), { transposed: [false, false], notices: [] });
    assert.deepEqual(decideOrientation(shapes([100, 100], [100, 100]), free).transposed, [false, false]);
  });
  it('reads columns as samples when only they agree, and says so', () => {
    const { transposed, notices } = decideOrientation(shapes([5, 100], [9, 100]), free);
    assert.deepEqual(transposed, [true, true]);
    assert.equal(notices[0]?.code, 'orientation-guessed');
  });
  it('reads two neurons x samples files of one width by columns', () => {
    assert.deepEqual(decideOrientation(shapes([10, 10000], [10, 10000]), free).transposed, [true, true]);
  });
  it('never overrules what was chosen, and then guesses nothing', () => {
    const { transposed, notices } = decideOrientation(shapes([10, 10000], [10, 10000]), [false, false]);
    assert.deepEqual(transposed, [false, false]);
    assert.deepEqual(notices, []);
    assert.deepEqual(decideOrientation(shapes([10, 100], [100, 7]), [true, undefined]).transposed, [true, false]);
  });
  it('refuses different sample counts and says which file to flip', () => {
    assert.throws(() => decideOrientation(shapes([100, 5], [5, 100]), [false, false]), {
      code: 'sample-count-mismatch',
      message: /flip/,
    });
    assert.throws(() => decideOrientation(shapes([100, 5], [99, 4]), free), {
      code: 'sample-count-mismatch',
      message: /100.*99/,
    });
  });
  it('takes files of one width over different samples for no turned ones', () => {
    assert.throws(() => decideOrientation(shapes([2000, 64], [1990, 64]), free), {
      code: 'sample-count-mismatch',
      message: /2000.*1990.*flip the orientation of all/s,
    });
    assert.deepEqual(decideOrientation(shapes([2000, 64], [1990, 64]), [true, true]).transposed, [true, true]);
  });
  it('advises the flip that leaves more samples', () => {
    assert.throws(() => decideOrientation(shapes([10, 1000], [1000, 10]), free), {
      message: /a seems .* --transpose-a/,
    });
    assert.throws(() => decideOrientation(shapes([1000, 10], [10, 1000]), free), {
      message: /b seems .* --transpose-b/,
    });
  });
  it('decides once for all files of a set', () => {
    const { transposed } = decideOrientation(shapes([5, 100], [9, 100], [100, 100]), [undefined, undefined, undefined]);
    assert.deepEqual(transposed, [true, true, true]);
  });
});
