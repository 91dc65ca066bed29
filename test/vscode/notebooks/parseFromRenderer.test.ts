import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultOptions } from '../../../src/facts/options';
import { parseFromRenderer } from '../../../src/vscode/notebooks/parseFromRenderer';

const files = { a: 'a.npy', b: 'b.npy' };

describe('parseFromRenderer', () => {
  it('takes the messages that there are', () => {
    for (const message of [
      { type: 'compute', id: 'x', files },
      { type: 'open', id: 'x', files: { ...files, as: 'bfloat16' } },
      { type: 'open', id: 'x', files, options: { ...defaultOptions, dropNonFinite: true } },
      { type: 'cancel', id: 'x' },
      { type: 'drop', id: 'x' },
    ]) {
      assert.deepEqual(parseFromRenderer(message), message);
    }
  });

  it('takes nothing else', () => {
    for (const message of [
      undefined,
      null,
      'compute',
      [],
      {},
      { type: 'compute', files },
      { type: 'compute', id: '', files },
      { type: 'compute', id: 7, files },
      { type: 'compute', id: 'x' },
      { type: 'compute', id: 'x', files: { a: 'a.npy' } },
      { type: 'compute', id: 'x', files: { a: 'a.npy', b: '' } },
      { type: 'compute', id: 'x', files: { a: ['a.npy'], b: 'b.npy' } },
      { type: 'open', id: 'x', files: { ...files, as: 'text' } },
      { type: 'run', id: 'x', files },
    ]) {
      assert.equal(parseFromRenderer(message), undefined, JSON.stringify(message));
    }
  });

  it('passes on nothing beyond the message', () => {
    const more = { type: 'compute', id: 'x', files: { ...files, more: ['c.npy'] }, options: {} };
    assert.deepEqual(parseFromRenderer(more), { type: 'compute', id: 'x', files });
    const older = { type: 'open', id: 'x', files, options: { ...defaultOptions, epsilon: '1' } };
    assert.deepEqual(parseFromRenderer(older), { type: 'open', id: 'x', files });
  });
});
