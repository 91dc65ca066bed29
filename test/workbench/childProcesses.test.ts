import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'mocha';
import { runGroup, startGroup, stopGroup } from './childProcesses';

describe('childProcesses', () => {
  it('yields the exit code of a program, and 1 for one that cannot be run or was ended', async () => {
    const quiet = { stdio: 'ignore' as const };
    assert.equal(await runGroup(process.execPath, ['-e', 'process.exit(7)'], quiet), 7);
    assert.equal(await runGroup(process.execPath, ['-e', 'process.kill(process.pid)'], quiet), 1);
  });

  it('ends a program together with what it has started', async () => {
    const inner = 'console.log(1); setInterval(() => {}, 1000);';
    const outer = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}], { stdio: 'inherit' })`;
    const child = startGroup(process.execPath, ['-e', outer], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout!, 'data');
    // The pipe is open as long as one of the two runs.
    const closed = once(child.stdout!, 'close', { signal: AbortSignal.timeout(120_000) });
    await stopGroup(child);
    await closed;
  });
});
