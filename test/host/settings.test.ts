import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { ConfigurationTarget, workspace } from 'vscode';
import { readOptions } from '../../src/vscode/settings';
import { extension, testServices } from './extensionUnderTest';

describe('readOptions', () => {
  let services: ReturnType<typeof testServices>;
  const changed = new Set<string>();

  async function set(key: string, value: unknown): Promise<void> {
    changed.add(key);
    await workspace.getConfiguration('ccaLens').update(key, value, ConfigurationTarget.Global);
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

  it('follows the settings', async () => {
    await set('svccaRule', 'dimensions');
    await set('svccaDimensions', 7);
    await set('epsilon', 1e-6);
    await set('dropNonFinite', true);
    const options = readOptions(services.log);
    assert.deepEqual(options.svcca, { rule: 'dimensions', count: 7 });
    assert.equal(options.epsilon, 1e-6);
    assert.equal(options.dropNonFinite, true);
  });

  it('uses the default where a setting is out of its range or of another kind', async () => {
    await set('svccaVariance', 0);
    await set('threshold', 1.5);
    await set('epsilon', 'a little');
    const options = readOptions(services.log);
    assert.deepEqual(options.svcca, { rule: 'variance', fraction: 0.99 });
    assert.equal(options.threshold, 0.98);
    assert.equal(options.epsilon, 0);
  });
});
