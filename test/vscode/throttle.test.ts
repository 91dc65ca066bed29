import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { throttle } from '../../src/vscode/throttle';

describe('throttle', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('passes the first call at once and of a burst the last', () => {
    const heard: number[] = [];
    const say = throttle((n: number) => heard.push(n), 20);
    for (const n of [1, 2, 3]) say(n);
    assert.deepEqual(heard, [1]);
    mock.timers.tick(19);
    assert.deepEqual(heard, [1]);
    mock.timers.tick(1);
    assert.deepEqual(heard, [1, 3]);
    mock.timers.tick(20);
    say(4);
    assert.deepEqual(heard, [1, 3, 4], 'after a pause there is nothing to wait for');
    say.cancel();
  });

  it('says nothing more once cancelled', () => {
    const heard: number[] = [];
    const say = throttle((n: number) => heard.push(n), 10);
    say(1);
    say(2);
    say.cancel();
    mock.timers.tick(100);
    assert.deepEqual(heard, [1]);
  });
});
