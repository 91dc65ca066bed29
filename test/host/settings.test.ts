import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { commands, workspace } from 'vscode';
import { encode, npyHeaderBytes } from '../../src/formats/npy/writeNpy';
import { usualSideBarScores } from '../../src/facts/sideBarScores';
import { samplesWanted } from '../../src/similarity/measures/wanted';
import { readOptions, readResources, readSideBarScores } from '../../src/vscode/settings';
import { extension, setSetting, tabLabels, testServices, untilTabs } from './extensionUnderTest';
import { commandSuite } from './suites';

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

  it('say which measures are computed, and ask for nothing of samples unless they do', async () => {
    const usual = readOptions(services.log);
    assert.deepEqual([usual.measures, usual.neighbours, usual.bandwidth], [undefined, undefined, undefined]);
    assert.equal(samplesWanted(usual), undefined);
    assert.deepEqual(readSideBarScores(services.log), usualSideBarScores);
    await set('measures', ['procrustes', 'cca']);
    await set('neighbours', 5);
    await set('bandwidth', 0.5);
    await set('sideBarScores', ['ckaDebiased', 'cca', 'cca']);
    const chosen = readOptions(services.log);
    assert.deepEqual([chosen.measures, chosen.neighbours, chosen.bandwidth], [['cca', 'procrustes'], 5, 0.5]);
    assert.deepEqual(readSideBarScores(services.log), ['ckaDebiased', 'cca']);
    await set('measures', []);
    await set('sideBarScores', ['none']);
    assert.equal(readOptions(services.log).measures, undefined);
    assert.deepEqual(readSideBarScores(services.log), usualSideBarScores);
  });

  it('name a library of the machine in a trusted workspace alone, and by no relative path', async () => {
    const native = () => readResources(services.log, services.factorsFolder).native;
    assert.equal(native(), undefined);
    for (const choice of ['auto', '/opt/lib/libopenblas.so']) {
      await set('nativeLibrary', choice);
      assert.equal(native(), workspace.isTrusted ? choice : undefined);
    }
    for (const other of ['lib/libopenblas.so', 'on', 1]) {
      await set('nativeLibrary', other);
      assert.equal(native(), undefined);
    }
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

describe('settings of a comparison', () => {
  const changed: string[] = [];
  const suite = commandSuite('comparison');
  afterEach(async () => {
    for (const key of changed.splice(0)) await setSetting(key, undefined);
  });

  async function compared(setting: string, value: string | undefined, names: [string, string]) {
    changed.push(setting);
    await setSetting(setting, value);
    const [a, b] = names.map((name) => suite.folder.uri(name));
    await commands.executeCommand('ccaLens.compare', a, [a, b]);
    return suite.seen.at(-1);
  }

  it('turn both files where neurons come first', async () => {
    await suite.folder.array('wide_a.npy', 5, 200, 1);
    await suite.folder.array('wide_b.npy', 4, 200, 2);
    const refused = await compared('orientation', undefined, ['wide_a.npy', 'wide_b.npy']);
    assert.ok(refused?.status === 'failed');
    assert.equal(refused.error.code, 'sample-count-mismatch');
    assert.deepEqual(refused.error.turn, { orientation: 'neurons' });
    // On a tab of its own: a comparison with other options is another one.
    const turned = await compared('orientation', 'neurons', ['wide_a.npy', 'wide_b.npy']);
    assert.ok(turned?.status === 'done');
    const { a, b, cca } = turned.report;
    assert.deepEqual([a.samples, a.features, b.samples, b.features], [200, 5, 200, 4]);
    await untilTabs('wide_a.npy ↔ wide_b.npy', 'wide_a.npy ↔ wide_b.npy (orientation neurons)');
    await compared('orientation', 'neurons', ['wide_a.npy', 'wide_b.npy']);
    assert.equal(tabLabels().length, 2, 'the same comparison is on the tab it has');
    assert.deepEqual([a.transposed, b.transposed, cca?.coefficients.length], [true, true, 4]);
  });

  it('leave directions of rounding out, or count them', async () => {
    for (const [name, seed] of [
      ['rounded_a.npy', 1],
      ['rounded_b.npy', 7],
    ] as const)
      await suite.folder.file(name, roundedLayer(seed));
    const numerical = await compared('rank', undefined, ['rounded_a.npy', 'rounded_b.npy']);
    assert.ok(numerical?.status === 'done');
    assert.deepEqual([numerical.report.a.rank, numerical.report.a.roundingDimensions], [4, 8]);
    const exact = await compared('rank', 'exact', ['rounded_a.npy', 'rounded_b.npy']);
    assert.ok(exact?.status === 'done');
    assert.deepEqual([exact.report.a.rank, exact.report.a.roundingDimensions ?? 0], [12, 0]);
    assert.ok(exact.report.cca!.coefficients.length > numerical.report.cca!.coefficients.length);
  });
});

/** A float32 layer of 300 samples: 12 neurons that are mixtures of 4 inputs. */
function roundedLayer(seed: number): Uint8Array {
  let state = seed * 7919 + 1;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647 - 0.5;
  const weights = Array.from({ length: 4 * 12 }, next);
  const values = new Float64Array(300 * 12);
  for (let i = 0; i < 300; i++) {
    const inputs = Array.from({ length: 4 }, next);
    for (let j = 0; j < 12; j++) values[i * 12 + j] = inputs.reduce((sum, x, k) => sum + x * weights[k * 12 + j]!, 0);
  }
  return Buffer.concat([npyHeaderBytes([300, 12], 'f4'), encode(values, 'f4')]);
}
