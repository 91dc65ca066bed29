import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'mocha';
import { throttle } from '../../src/vscode/throttle';

describe('throttle', () => {
  it('passes the first call at once and of a burst the last', async () => {
    const heard: number[] = [];
    const say = throttle((n: number) => heard.push(n), 20);
    for (const n of [1, 2, 3]) say(n);
    assert.deepEqual(heard, [1]);
    await pause(60);
    assert.deepEqual(heard, [1, 3]);
    say(4);
    assert.deepEqual(heard, [1, 3, 4], 'after a pause there is nothing to wait for');
    say.cancel();
  });

  it('says nothing more once cancelled', async () => {
    const heard: number[] = [];
    const say = throttle((n: number) => heard.push(n), 10);
    say(1);
    say(2);
    say.cancel();
    await pause(40);
    assert.deepEqual(heard, [1]);
  });
});
