import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Turn } from '../../src/facts/pairOptions';
import { isTurned, isTurnedFor, type ReadMatrix } from '../../src/similarity/orientation';
import { pairMismatch, setMismatch, turnOfSet, type MatrixPair } from '../../src/similarity/remarks/sampleMismatch';
import { wideLayers } from '../../src/similarity/remarks/wideLayers';

/** Two matrices, read by rows or as `read` says. */
function pair(a: [number, number], b: [number, number], read: Partial<ReadMatrix>[] = []): MatrixPair {
  const one = ([rows, columns]: [number, number], at: 0 | 1): ReadMatrix => ({
    name: 'ab'[at]!,
    rows,
    columns,
    transposed: false,
    fixed: false,
    ...read[at],
  });
  return [one(a, 0), one(b, 1)];
}

const byColumns = [{ transposed: true }, { transposed: true }];

describe('orientation of matrices', () => {
  it('is rows first, unless a person says neurons first or chooses for a side', () => {
    const read = (options: Turn) => [isTurned(options, 'a', undefined), isTurned(options, 'b', undefined)];
    assert.deepEqual(read({}), [false, false]);
    assert.deepEqual(read({ orientation: 'samples' }), [false, false]);
    assert.deepEqual(read({ orientation: 'neurons' }), [true, true]);
    assert.deepEqual(read({ orientation: 'neurons', transposeB: false }), [true, false]);
    assert.deepEqual(read({ transposeA: true }), [true, false]);
  });
  it('does not touch what a recipe makes of maps and sequences', () => {
    assert.equal(isTurned({ orientation: 'neurons' }, 'a', { kind: 'sequence', sequence: 'mean' }), false);
    assert.equal(isTurned({ orientation: 'neurons' }, 'a', { kind: 'maps', layout: 'nhwc', conv: 'pool' }), false);
  });
  it('follows labels and ids where only the other axis is as long, but not against a choice', () => {
    assert.equal(isTurnedFor([5, 60], 60, {}), true);
    assert.equal(isTurnedFor([60, 5], 60, {}), false);
    assert.equal(isTurnedFor([60, 60], 60, {}), false);
    assert.equal(isTurnedFor([7, 5], 60, {}), false);
    assert.equal(isTurnedFor([60, 5], 60, { orientation: 'neurons' }), false);
    assert.equal(isTurnedFor([60, 60], 60, { orientation: 'neurons' }), true);
    assert.equal(isTurnedFor([5, 60], 60, { transposeA: false, transposeB: false }), false);
  });
});

describe('sample counts that differ', () => {
  const told = (read: MatrixPair, options: Turn = {}) => {
    const { code, message, turn } = pairMismatch(read, options)!;
    assert.equal(code, 'sample-count-mismatch');
    return { message, turn };
  };

  it('are none where rows agree, whatever the columns', () => {
    assert.equal(pairMismatch(pair([500, 10000], [500, 10000]), {}), undefined);
    assert.equal(pairMismatch(pair([100, 5], [100, 900]), {}), undefined);
  });
  it('of which only columns agree are a mismatch that offers to turn both', () => {
    const { message, turn } = told(pair([16, 240], [50, 240]));
    assert.match(
      message,
      /a has 16 samples and b has 50: .*both have 240, so turn both .*\(--orientation neurons\)\.$/,
    );
    assert.deepEqual(turn, { orientation: 'neurons' });
    const back = told(pair([240, 16], [240, 50], byColumns), { orientation: 'neurons' });
    assert.match(back.message, /a has 16 samples and b has 50: .*samples x neurons.*\(--orientation samples\)\.$/);
    assert.deepEqual(back.turn, { orientation: 'samples' });
  });
  it('of which rows of one are the columns of the other offer to turn that which then has more samples', () => {
    assert.deepEqual(told(pair([10, 1000], [1000, 10])).turn, { transposeA: true });
    const { message, turn } = told(pair([1000, 10], [10, 1000]));
    assert.match(message, /b has 1000 too, so turn it if that is right \(--transpose-b\)\.$/);
    assert.deepEqual(turn, { transposeB: true });
  });
  it('offer flags in place of those that were given', () => {
    const read = pair([100, 5], [100, 9], [{ transposed: true }]);
    const { message, turn } = told(read, { transposeA: true });
    assert.match(message, /\(--no-transpose-a in place of --transpose-a\)/);
    assert.deepEqual(turn, { transposeA: false });
    const both = told(pair([16, 240], [50, 240]), { transposeA: false });
    assert.match(both.message, /\(--transpose-a in place of --no-transpose-a and --transpose-b\)/);
    assert.deepEqual(both.turn, { transposeA: true, transposeB: true });
  });
  it('of layers of one width over different samples offer nothing to turn', () => {
    const { message, turn } = told(pair([500, 32], [300, 32]));
    assert.match(message, /a has 500 samples and b has 300: both must hold the same samples in the same order\.$/);
    assert.equal(turn, undefined);
    assert.equal(turnOfSet([pair([500, 32], [300, 32])]), undefined);
  });
  it('offer nothing where no turn fits, and never one of what a recipe made', () => {
    const { message, turn } = told(pair([100, 5], [99, 4]));
    assert.match(message, /a has 100 samples and b has 99: both must hold the same samples in the same order\.$/);
    assert.equal(turn, undefined);
    assert.equal(told(pair([100, 5], [5, 100], [{ fixed: true }])).turn?.transposeA, undefined);
    assert.equal(told(pair([100, 5], [5, 100], [{ fixed: true }, { fixed: true }])).turn, undefined);
  });
  it('of a stack whose layers fit offer these, before any turn', () => {
    const stack = { fixed: true, stack: { layers: 12, samples: 200 } };
    for (const [read, words] of [
      [pair([12, 768], [200, 12], [stack]), /a is a stack of 12 layers .*\(--stack\), or take one as a::0\.$/],
      [pair([200, 5], [12, 768], [{}, stack]), /b is a stack of 12 layers .*or take one as b::0\.$/],
      [
        pair([12, 768], [8, 5], [stack, { fixed: true, stack: { layers: 8, samples: 200 } }]),
        /both are stacks of layers/,
      ],
    ] as const) {
      const found = [pairMismatch(read, {})!, setMismatch(read, undefined)!];
      for (const { message, turn, stacks } of found) {
        assert.match(message, words);
        assert.deepEqual([turn, stacks], [undefined, true]);
      }
    }
    assert.equal(pairMismatch(pair([12, 768], [199, 5], [stack]), {})!.stacks, false);
  });
  it('in a set offer to turn all matrices, if then all fit', () => {
    const sets = [pair([16, 240], [50, 240]), pair([16, 240], [16, 240])];
    const all = turnOfSet(sets);
    assert.deepEqual(all, { orientation: 'neurons' });
    assert.match(setMismatch(sets[0]!, all)!.message, /all fit, .*\(--orientation neurons\)\.$/);
    assert.equal(setMismatch(sets[1]!, all), undefined);
    assert.equal(turnOfSet([...sets, pair([7, 3], [7, 4])]), undefined);
    const single = setMismatch(pair([1000, 10], [10, 1000]), undefined)!;
    assert.match(single.message, /b seems to hold neurons x samples: save it the other way round\.$/);
    assert.equal(single.turn, undefined);
  });
});

describe('matrices of more columns than rows', () => {
  it('are told of where all of them are and would fit turned, and nobody has said what comes first', () => {
    const svcca = pair([500, 10000], [500, 10000]);
    const [notice] = wideLayers([svcca], {});
    assert.equal(notice!.code, 'wide-layers');
    assert.match(notice!.message, /^Rows were read as samples.*500 x 10000.*\(--orientation neurons\)\.$/);
    for (const options of [{ orientation: 'samples' }, { orientation: 'neurons' }, { transposeA: false }] as const)
      assert.deepEqual(wideLayers([svcca], options), []);
    assert.deepEqual(wideLayers([pair([500, 10000], [500, 9000])], {}), []);
    assert.deepEqual(wideLayers([pair([16, 240], [50, 240])], {}), []);
    assert.deepEqual(wideLayers([pair([500, 10000], [500, 400])], {}), []);
    assert.deepEqual(wideLayers([], {}), []);
  });
  it('are told of once for a set', () => {
    const set = ['c', 'd'].map((name): MatrixPair => {
      const [a, b] = pair([5, 100], [5, 100]);
      return [a, { ...b, name }];
    });
    assert.match(wideLayers(set, {})[0]!.message, /all 3 have fewer rows than columns, as a of 5 x 100/);
  });
});
