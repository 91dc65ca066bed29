import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { WindowMessage } from '../../src/protocol/arrayMessages';
import type { WindowOutcome, WindowSpec } from '../../src/protocol/window';
import { WindowQueue, type WindowRequest } from '../../src/vscode/arrays/windowQueue';

const request = (id: number): WindowRequest => ({ type: 'window', id, ranges: [[id, id + 1]], axes: [0], texts: true });
const array = { path: 'x.npy' };
const explain = (error: unknown) => ({ code: 'told', message: String(error) });
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('WindowQueue', () => {
  /** A queue whose reads end when the test says so. */
  function slowly() {
    const posted: WindowMessage[] = [];
    const reads: { spec: WindowSpec; end(outcome: WindowOutcome): void; fail(error: unknown): void }[] = [];
    const read = (spec: WindowSpec, onProgress: (phase: string, fraction: number) => void, signal: AbortSignal) =>
      new Promise<WindowOutcome>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')));
        onProgress('inflating', 0.5);
        reads.push({ spec, end: resolve, fail: reject });
      });
    return {
      posted,
      reads,
      queue: new WindowQueue({ read, explain, cancelled: 'Given up.' }, (message) => posted.push(message)),
    };
  }

  it('reads one window after the other, and answers each by its number', async () => {
    const { posted, reads, queue } = slowly();
    queue.ask(request(1), array);
    queue.ask(request(2), array);
    await settled();
    assert.equal(reads.length, 1);
    assert.deepEqual(posted, [{ type: 'window', id: 1, status: 'loading', fraction: 0.5 }]);
    const outcome = { values: Float64Array.of(7) };
    reads[0]!.end(outcome);
    await settled();
    assert.deepEqual(posted[1], { type: 'window', id: 1, status: 'done', outcome });
    assert.deepEqual(reads[1]!.spec.ranges, [[2, 3]]);
    reads[1]!.fail('bad');
    await settled();
    assert.deepEqual(posted.at(-1), {
      type: 'window',
      id: 2,
      status: 'failed',
      error: { code: 'told', message: 'bad' },
    });
    queue.ask(request(3), array);
    await settled();
    assert.equal(reads.length, 3);
  });

  it('answers all that it gives up', async () => {
    const { posted, queue } = slowly();
    for (const id of [1, 2, 3]) queue.ask(request(id), array);
    queue.cancel();
    await settled();
    const failed = posted.filter(({ status }) => status === 'failed').map(({ id }) => id);
    assert.deepEqual(failed.sort(), [1, 2, 3]);
  });

  it('says nothing more once it is closed', async () => {
    const { posted, reads, queue } = slowly();
    queue.ask(request(1), array);
    await settled();
    const before = posted.length;
    queue.dispose();
    reads[0]!.end({ values: new Float64Array(0) });
    await settled();
    assert.equal(posted.length, before);
  });
});
