import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { commands } from 'vscode';
import { clearCache } from '../../src/vscode/commands/clearCache';
import { emptyWhenOff } from '../../src/vscode/emptyWhenOff';
import { arrayFolder, type ArrayFolder } from './arrayFolder';
import { extension, setSetting, testServices, until, workerThreads } from './extensionUnderTest';

describe('ccaLens.clearCache', () => {
  let folder: ArrayFolder;
  let services: ReturnType<typeof testServices>;

  before(async () => {
    await extension().activate();
    folder = await arrayFolder();
    services = testServices();
  });
  after(async () => {
    services.dispose();
    await folder.remove();
  });
  afterEach(() => setSetting('cacheSize', undefined));

  /** Something that a worker has left on disk. */
  function keep(): void {
    for (const kept of [services.factorsFolder, services.resultsFolder]) {
      mkdirSync(kept, { recursive: true });
      writeFileSync(join(kept, 'kept'), new Uint8Array(5000));
    }
  }

  it('removes what is kept on disk and ends the idle thread', async () => {
    const before = workerThreads();
    const array = { path: (await folder.array('a.npy', 20, 3, 1)).fsPath };
    await services.workers.run('inspect', { array });
    const started = workerThreads().filter((id) => !before.includes(id));
    assert.ok(started.length > 0, 'the thread stays warm');
    keep();
    await clearCache(services)();
    assert.equal(existsSync(services.factorsFolder), false);
    assert.equal(existsSync(services.resultsFolder), false);
    await until('the end of the thread', () => workerThreads().every((id) => !started.includes(id)));
  });

  it('has nothing to do where nothing is kept', async () => {
    await commands.executeCommand('ccaLens.clearCache');
  });

  it('happens by itself when nothing is to be kept', async () => {
    const watching = emptyWhenOff(services);
    keep();
    try {
      await setSetting('cacheSize', 64);
      assert.equal(existsSync(services.factorsFolder), true);
      await setSetting('cacheSize', 0);
      await until(
        'the end of the folder',
        () => !existsSync(services.factorsFolder) && !existsSync(services.resultsFolder),
      );
    } finally {
      watching.dispose();
    }
  });
});
