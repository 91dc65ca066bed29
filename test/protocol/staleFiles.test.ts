import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { staleNotice, staleNotices } from '../../src/protocol/staleFiles';

const none = { names: [], count: 0 };

describe('staleNotice', () => {
  it('names the files, says what happened to them, and what to do', () => {
    assert.deepEqual(staleNotice({ changed: { names: ['a.npy'], count: 1 }, writing: none, gone: none }), {
      code: 'files-changed',
      message:
        'Not current: since these scores were computed a.npy has changed; recompute to have those of the present files.',
    });
  });

  it('names the first of many and counts the rest', () => {
    const changed = { names: ['a.npy', 'b.npy', 'c.npy'], count: 12 };
    assert.match(
      staleNotice({ changed, writing: none, gone: none }).message,
      /a\.npy, b\.npy, c\.npy and 9 more have changed;/,
    );
  });

  it('asks for files that are gone, whatever else happened', () => {
    const changed = { names: ['a.npy', 'b.npy'], count: 2 };
    const gone = { names: ['c.npy'], count: 1 };
    assert.match(
      staleNotice({ changed, writing: none, gone }).message,
      /a\.npy and b\.npy have changed and c\.npy is gone; put it back, then recompute\.$/,
    );
  });

  it('says of a file that is being written that this has to end', () => {
    const writing = { names: ['a.npy'], count: 1 };
    assert.match(
      staleNotice({ changed: none, writing, gone: none }).message,
      /a\.npy is being written; recompute when that has ended\.$/,
    );
  });

  it('has nothing to say of files as they were', () => assert.deepEqual(staleNotices(undefined), []));
});
