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
    const inner = 'process.stdout.write(String(process.pid)); setInterval(() => {}, 1000);';
    const outer = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(inner)}], { stdio: 'inherit' })`;
    const child = startGroup(process.execPath, ['-e', outer], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [said] = (await once(child.stdout!, 'data')) as [Buffer];
    const grandchild = Number(said.toString());
    assert.ok(process.kill(grandchild, 0));
    await stopGroup(child);
    assert.throws(() => process.kill(grandchild, 0), 'it still runs');
  });
});
