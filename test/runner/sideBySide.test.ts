import assert from 'node:assert/strict';
import { writeSync } from 'node:fs';
import { describe, it } from 'mocha';
import { sideBySide, type Job } from './sideBySide';

describe('sideBySide', () => {
  const part = (name: string) => ({ name, passed: 1, failed: 0 });

  it('runs two jobs at once and no more, and yields what they counted in their order', async () => {
    let now = 0;
    let most = 0;
    const job = (name: string, milliseconds: number): Job => ({
      name,
      async run(output) {
        assert.notEqual(output, 'inherit');
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        if (typeof output === 'number') writeSync(output, `    (said by ${name})\n`);
        now--;
        return part(name);
      },
    });
    const jobs = [job('slow', 60), job('quick', 5), job('quicker', 1), job('last', 1)];
    assert.deepEqual(
      (await sideBySide(jobs, 2)).map(({ name }) => name),
      ['slow', 'quick', 'quicker', 'last'],
    );
    assert.equal(most, 2);
  });

  it('lets a single job speak for itself', async () => {
    const run = (output: unknown) => Promise.resolve(part(String(output)));
    assert.deepEqual(await sideBySide([{ name: 'alone', run }], 2), [part('inherit')]);
  });

  it('fails when a job cannot be run, after those beside it have ended', async () => {
    let ended = false;
    const jobs: Job[] = [
      { name: 'broken', run: () => Promise.reject(new Error('cannot be run')) },
      {
        name: 'slow',
        async run() {
          await new Promise((resolve) => setTimeout(resolve, 20));
          ended = true;
          return part('slow');
        },
      },
    ];
    await assert.rejects(sideBySide(jobs, 2), /cannot be run/);
    assert.ok(ended);
  });
});
