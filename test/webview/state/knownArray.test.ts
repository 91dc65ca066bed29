import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ArrayState } from '../../../src/protocol/arrayMessages';
import { withKnown } from '../../../webview/state/knownArray';

type Shown = Extract<ArrayState, { status: 'done' }>;

const summary = { path: '/x.npy', mean: 1 } as unknown as Extract<Shown['statistics'], { status: 'done' }>['outcome'];

function state(revision: number, axis: number): Shown {
  return {
    status: 'done',
    name: 'x.npy',
    path: '/x.npy',
    file: { archive: false, byteLength: 100, members: [] },
    member: '',
    array: { path: '/x.npy' },
    revision,
    statistics: { status: 'done', request: { axis }, outcome: { ...summary } },
  };
}

describe('what the viewer has drawn already', () => {
  it('stays the very object where it arrives again', () => {
    const [known, came] = [state(1, 1), { ...state(1, 1), trouble: 'It is being written.' }];
    const next = withKnown(known, came) as Shown;
    assert.equal(next.file, known.file);
    assert.ok(next.statistics?.status === 'done' && known.statistics?.status === 'done');
    assert.equal(next.statistics.outcome, known.statistics.outcome);
    assert.equal(next.trouble, came.trouble);
  });

  it('gives way to another reading of the file, or another request', () => {
    const known = state(1, 1);
    const [read, asked] = [state(2, 1), state(1, 0)];
    assert.equal(withKnown(known, read), read);
    assert.deepEqual((withKnown(known, asked) as Shown).statistics, asked.statistics);
    const loading: ArrayState = { status: 'loading', name: 'x.npy' };
    assert.equal(withKnown(known, loading), loading);
    assert.equal(withKnown(undefined, known), known);
  });
});
