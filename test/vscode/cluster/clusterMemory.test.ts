import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ClusterMemory } from '../../../src/vscode/cluster/clusterMemory';
import { sampleSelection } from '../../webview/sampleAnalyses';

/** What VS Code keeps for a workspace: JSON. */
function memento() {
  const kept = new Map<string, string>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string) => (kept.has(key) ? (JSON.parse(kept.get(key)!) as T) : undefined) as T,
    update: async (key: string, value: unknown) => void kept.set(key, JSON.stringify(value)),
  };
}

describe('vscode/cluster/clusterMemory', () => {
  const selection = sampleSelection(2, 1, 2);
  const place = { results: '/data/results', plan: '0123456789ab' };

  it('keeps what was filled in, but not the number of shards, which is of one analysis', async () => {
    const state = memento();
    const memory = new ClusterMemory(state);
    assert.ok(Object.values(memory.form).every((text) => text === ''));
    await memory.keepForm({ ...memory.form, results: '/data/results', partition: 'gpu', shards: '24' });
    const { results, partition, shards } = new ClusterMemory(state).form;
    assert.deepEqual([results, partition, shards], ['/data/results', 'gpu', '']);
  });

  it('knows where the analysis of a document is kept, as long as the document is of that analysis', async () => {
    const memory = new ClusterMemory(memento());
    await memory.keepPlace('/a.ccalens.json', selection, place);
    await memory.keepPlace('/b.ccalens.json', selection, { ...place, plan: 'ba9876543210' });
    assert.deepEqual(memory.placeOf('/a.ccalens.json', selection), place);
    assert.equal(memory.placeOf('/c.ccalens.json', selection), undefined);
    assert.equal(memory.placeOf('/a.ccalens.json', sampleSelection(2, 1, 3)), undefined);
    await memory.forgetPlace('/a.ccalens.json');
    assert.equal(memory.placeOf('/a.ccalens.json', selection), undefined);
    assert.equal(memory.placeOf('/b.ccalens.json', selection)!.plan, 'ba9876543210');
  });
});
