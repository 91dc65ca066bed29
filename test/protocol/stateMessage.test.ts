import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { stateAfter, stateMessage } from '../../src/protocol/stateMessage';

type State = { status: string; fraction?: number; cells?: number[]; error?: string | undefined };

describe('stateMessage', () => {
  const cells = [1, 2, 3];
  const states: State[] = [
    { status: 'loading', fraction: 0 },
    { status: 'loading', fraction: 0.1, cells },
    { status: 'loading', fraction: 0.2, cells },
    { status: 'loading', fraction: 0.2 },
    { status: 'failed', error: 'a.npy is gone.' },
    { status: 'failed', error: undefined },
  ];

  it('sends what differs alone, and the whole where the status is another or something is gone', () => {
    assert.deepEqual(stateMessage(undefined, states[0]!), { type: 'state', state: states[0] });
    assert.deepEqual(stateMessage(states[0], states[1]!), { type: 'change', change: { fraction: 0.1, cells } });
    assert.deepEqual(stateMessage(states[1], states[2]!), { type: 'change', change: { fraction: 0.2 } });
    for (const at of [3, 4, 5]) {
      assert.deepEqual(stateMessage(states[at - 1], states[at]!), { type: 'state', state: states[at] });
    }
  });

  it('is taken back to the same states by the page, what did not change being the same object', () => {
    let had: State | undefined;
    states.forEach((state, at) => {
      const before = had;
      had = stateAfter(had, stateMessage(states[at - 1], state));
      assert.deepEqual(had, state);
      if (state.cells && before?.cells) assert.equal(had!.cells, before.cells);
    });
  });

  it('is nothing for a page that was given no state', () => {
    assert.equal(stateAfter<State>(undefined, { type: 'change', change: {} }), undefined);
  });
});
