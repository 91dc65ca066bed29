import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { RunOptions } from '../../src/jobs/workerClient';
import { SharedAnswers } from '../../src/vscode/inline/sharedAnswers';

/** Work that ends when it is told to, and hears of being aborted as a worker does. */
function work() {
  const started: (RunOptions & { finish(answer: string): void; fail(error: Error): void })[] = [];
  const compute = (options: RunOptions): Promise<string> =>
    new Promise((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(new Error('stopped')));
      started.push({ ...options, finish: resolve, fail: reject });
    });
  return { started, compute };
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );

describe('SharedAnswers', () => {
  it('computes once what two ask for at the same time, and keeps it', async () => {
    const answers = new SharedAnswers<string>(4);
    const { started, compute } = work();
    const heard: string[] = [];
    const first = answers.ask('k', compute, { onProgress: (phase) => heard.push(`first ${phase}`) });
    const second = answers.ask('k', compute, { onProgress: (phase) => heard.push(`second ${phase}`) });
    started[0]!.onProgress!('reading', 0.5);
    started[0]!.finish('answer');
    assert.deepEqual(await Promise.all([first, second]), ['answer', 'answer']);
    assert.deepEqual(heard, ['first reading', 'second reading']);
    assert.equal(await answers.ask('k', compute), 'answer');
    assert.equal(answers.known('k'), 'answer');
    assert.equal(started.length, 1);
  });

  it('goes on while one still waits, and stops when nobody does', async () => {
    const answers = new SharedAnswers<string>(4);
    const { started, compute } = work();
    const [one, other] = [new AbortController(), new AbortController()];
    const first = codeOf(answers.ask('k', compute, { signal: one.signal }));
    const second = codeOf(answers.ask('k', compute, { signal: other.signal }));
    one.abort();
    assert.equal(await first, 'cancelled');
    assert.equal(started[0]!.signal!.aborted, false);
    other.abort();
    assert.equal(await second, 'cancelled');
    assert.equal(started[0]!.signal!.aborted, true);
    const again = answers.ask('k', compute);
    assert.equal(started.length, 2, 'who asks then begins anew');
    started[1]!.finish('later');
    assert.equal(await again, 'later');
    assert.equal(answers.known('k'), 'later');
  });

  it('tells a failure to all who wait, and does not keep it', async () => {
    const answers = new SharedAnswers<string>(4);
    const { started, compute } = work();
    const both = [answers.ask('k', compute), answers.ask('k', compute)].map((asked) =>
      asked.catch((error: Error) => error.message),
    );
    started[0]!.fail(new Error('no such file'));
    assert.deepEqual(await Promise.all(both), ['no such file', 'no such file']);
    assert.equal(answers.known('k'), undefined);
  });

  it('forgets what it knows, and does not keep what is still computed', async () => {
    const answers = new SharedAnswers<string>(4);
    const { started, compute } = work();
    await answers.ask('known', () => Promise.resolve('answer'));
    const asked = answers.ask('k', compute);
    answers.forget();
    assert.equal(answers.known('known'), undefined);
    const again = answers.ask('k', compute);
    started[0]!.finish('old');
    assert.equal(await asked, 'old');
    assert.equal(answers.known('k'), undefined);
    started[1]!.finish('new');
    assert.equal(await again, 'new');
    assert.equal(answers.known('k'), 'new');
  });

  it('lets the answer go that was used least recently', async () => {
    const answers = new SharedAnswers<string>(2);
    const give = (key: string) => answers.ask(key, () => Promise.resolve(key));
    await give('a');
    await give('b');
    await give('a');
    await give('c');
    assert.deepEqual(
      ['a', 'b', 'c'].map((key) => answers.known(key)),
      ['a', undefined, 'c'],
    );
  });
});
