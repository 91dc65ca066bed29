import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { commands } from 'vscode';
import type { MatrixResult } from '../../src/facts/analyses/matrix';
import type { ComparisonReport } from '../../src/facts/report';
import { WorkerClient } from '../../src/jobs/workerClient';
import { clearCache } from '../../src/vscode/commands/clearCache';
import { WarmWorkers, type JobClient } from '../../src/vscode/warmWorkers';
import { emptyWhenOff } from '../../src/vscode/emptyWhenOff';
import { setSetting, until } from './extensionUnderTest';
import { partsSuite } from './suites';

describe('ccaLens.clearCache', () => {
  const suite = partsSuite();
  afterEach(() => setSetting('cacheSize', undefined));

  /** Something that a worker has left on disk. */
  function keep(): void {
    for (const kept of [suite.services.factorsFolder, suite.services.resultsFolder]) {
      mkdirSync(kept, { recursive: true });
      writeFileSync(join(kept, 'kept'), new Uint8Array(5000));
    }
  }

  it('removes what is kept on disk and ends the idle thread', async () => {
    // Threads of its own: the extension itself may start others at any time.
    let open = 0;
    const workers = new WarmWorkers(() => {
      const client = new WorkerClient(join(suite.services.extensionUri.fsPath, 'dist', 'worker.js'));
      open++;
      return {
        run: (...args: Parameters<WorkerClient['run']>) => client.run(...args),
        dispose: () => client.dispose().finally(() => open--),
      } as JobClient;
    });
    const array = { path: (await suite.folder.array('a.npy', 20, 3, 1)).fsPath };
    await workers.run('summary', { array });
    assert.equal(open, 1, 'the thread stays');
    keep();
    await clearCache({ ...suite.services, workers })();
    assert.equal(existsSync(suite.services.factorsFolder), false);
    assert.equal(existsSync(suite.services.resultsFolder), false);
    await until('the end of the thread', () => open === 0);
    await workers.dispose();
  });

  it('empties all that keeps something in memory', async () => {
    const { inline, memories } = suite.services;
    await inline.reports.ask('k', () => Promise.resolve({} as ComparisonReport));
    await inline.rows.ask('k', () => Promise.resolve({} as MatrixResult));
    let forgotten = 0;
    const memory = { forget: () => forgotten++ };
    memories.add(memory);
    await clearCache(suite.services)();
    memories.delete(memory);
    assert.deepEqual([inline.reports.known('k'), inline.rows.known('k'), forgotten], [undefined, undefined, 1]);
  });

  it('has nothing to do where nothing is kept', async () => {
    await commands.executeCommand('ccaLens.clearCache');
  });

  it('happens by itself when nothing is to be kept', async () => {
    const watching = emptyWhenOff(suite.services);
    keep();
    try {
      await setSetting('cacheSize', 64);
      assert.equal(existsSync(suite.services.factorsFolder), true);
      await setSetting('cacheSize', 0);
      await until(
        'the end of the folder',
        () => !existsSync(suite.services.factorsFolder) && !existsSync(suite.services.resultsFolder),
      );
    } finally {
      watching.dispose();
    }
  });
});
