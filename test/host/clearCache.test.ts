import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, it } from 'mocha';
import { commands } from 'vscode';
import type { MatrixResult } from '../../src/facts/analyses/matrix';
import type { ComparisonReport } from '../../src/facts/report';
import { clearCache } from '../../src/vscode/commands/clearCache';
import { emptyWhenOff } from '../../src/vscode/emptyWhenOff';
import { setSetting, until, workerThreads } from './extensionUnderTest';
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
    const before = workerThreads();
    const array = { path: (await suite.folder.array('a.npy', 20, 3, 1)).fsPath };
    await suite.services.workers.run('summary', { array });
    const started = workerThreads().filter((id) => !before.includes(id));
    assert.ok(started.length > 0, 'the thread stays warm');
    keep();
    await clearCache(suite.services)();
    assert.equal(existsSync(suite.services.factorsFolder), false);
    assert.equal(existsSync(suite.services.resultsFolder), false);
    await until('the end of the thread', () => workerThreads().every((id) => !started.includes(id)));
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
