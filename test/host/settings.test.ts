import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { readOptions, readResources } from '../../src/vscode/settings';
import { extension, setSetting, testServices } from './extensionUnderTest';

describe('settings', () => {
  let services: ReturnType<typeof testServices>;
  const changed = new Set<string>();

  async function set(key: string, value: unknown): Promise<void> {
    changed.add(key);
    await setSetting(key, value);
  }

  before(async () => {
    await extension().activate();
    services = testServices();
  });
  after(() => services.dispose());
  afterEach(async () => {
    for (const key of changed) await set(key, undefined);
    changed.clear();
  });

  it('give the options of a new comparison', async () => {
    await set('svccaRule', 'dimensions');
    await set('svccaDimensions', 7);
    await set('epsilon', 1e-6);
    await set('dropNonFinite', true);
    const options = readOptions(services.log);
    assert.deepEqual(options.svcca, { rule: 'dimensions', count: 7 });
    assert.equal(options.epsilon, 1e-6);
    assert.equal(options.dropNonFinite, true);
  });

  it('count as their defaults where they are out of their range or of another kind', async () => {
    await set('svccaVariance', 0);
    await set('threshold', 1.5);
    await set('epsilon', 'a little');
    const options = readOptions(services.log);
    assert.deepEqual(options.svcca, { rule: 'variance', fraction: 0.99 });
    assert.equal(options.threshold, 0.98);
    assert.equal(options.epsilon, 0);
  });

  it('leave threads and memory to the engine and keep half a gibibyte, unless they say otherwise', async () => {
    const folder = services.factorsFolder;
    assert.deepEqual(readResources(services.log, folder), {
      workers: undefined,
      memoryBytes: undefined,
      cache: { folder, maxBytes: 2 ** 29 },
    });
    await set('workers', 3);
    await set('memoryBudget', 64);
    await set('cacheSize', 0);
    assert.deepEqual(readResources(services.log, folder), { workers: 3, memoryBytes: 2 ** 26, cache: undefined });
  });

  it('do not take resources that are out of their range', async () => {
    await set('workers', 9);
    await set('memoryBudget', 63);
    await set('cacheSize', 0.5);
    const { workers, memoryBytes, cache } = readResources(services.log, services.factorsFolder);
    assert.deepEqual([workers, memoryBytes, cache?.maxBytes], [undefined, undefined, 2 ** 29]);
  });
});
