import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LatestRun, type RunContext } from '../../src/vscode/latestRun';

describe('LatestRun', () => {
  /** Work that lasts until it is stopped, and notes whether anybody still waited for it then. */
  const endless = (waited: boolean[]) => (context: RunContext) =>
    new Promise<void>((resolve) => {
      context.signal.addEventListener('abort', () => {
        waited.push(context.isLatest());
        resolve();
      });
    });

  it('stops a run for the next, which alone counts', async () => {
    const runs = new LatestRun();
    const waited: boolean[] = [];
    const first = runs.start(endless(waited));
    let latest: boolean | undefined;
    await runs.start(async ({ isLatest, signal }) => {
      latest = isLatest() && !signal.aborted;
    });
    await first;
    assert.equal(latest, true);
  });

  it('lets a cancelled run say so, and a disposed one not', async () => {
    const waited: boolean[] = [];
    const runs = new LatestRun();
    const cancelled = runs.start(endless(waited));
    runs.cancel();
    await cancelled;
    const disposed = runs.start(endless(waited));
    runs.dispose();
    await disposed;
    assert.deepEqual(waited, [true, false]);
  });

  it('has nothing to stop when nothing runs', () => {
    const runs = new LatestRun();
    runs.cancel();
    runs.dispose();
  });
});
