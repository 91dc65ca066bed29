import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { memberRows } from '../../../webview/state/memberRows';

describe('memberRows', () => {
  it('is a list where names have no slashes', () => {
    assert.deepEqual(memberRows(['b', 'a']), [
      { level: 1, label: 'b', within: [], index: 0 },
      { level: 1, label: 'a', within: [], index: 1 },
    ]);
  });

  it('puts arrays under their folders, which stand where their first array does', () => {
    const rows = memberRows(['net/conv/kernel', 'step', 'net/bias', 'net/conv/bias']);
    assert.deepEqual(
      rows.map(({ level, label, folder, index }) => [level, label, folder ?? index]),
      [
        [1, 'net', 'net'],
        [2, 'conv', 'net/conv'],
        [3, 'kernel', 0],
        [3, 'bias', 3],
        [2, 'bias', 2],
        [1, 'step', 1],
      ],
    );
    assert.deepEqual(rows[2]!.within, ['net', 'net/conv']);
  });
});
