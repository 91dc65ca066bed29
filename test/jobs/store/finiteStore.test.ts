import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { plainEngine } from '../../../src/jobs/engine';
import { finiteStore } from '../../../src/jobs/store/finiteStore';
import type { SideIdentity } from '../../../src/protocol/sideIdentity';
import { temporaryFolder } from '../../workbench/temporaryFolder';

function identity(path: string, mark = '1'): SideIdentity {
  const shape = [9, 2];
  return {
    address: { path },
    byteLength: 144,
    mark,
    shape,
    dtype: '<f8',
    transposed: false,
    layout: 'rows',
    unit: 2 ** -53,
  };
}

describe('finiteStore', () => {
  // Nothing is remembered but in the folder.
  const storeIn = (folder: string, shared?: true) =>
    finiteStore(plainEngine().store({}), { folder, maxBytes: Infinity, shared });

  it('tells processes that share a folder of results what others have found of a file, also meanwhile', async () => {
    const folder = temporaryFolder('finiteStore');
    const [one, other] = [storeIn(folder, true), storeIn(folder, true)];
    const scans = [
      { nonFinite: 0, finiteSamples: new Uint8Array(9).fill(1) },
      { nonFinite: 7, finiteSamples: Uint8Array.from([0, 0, 1, 1, 0, 1, 1, 0, 0]) },
    ];
    for (const [at, scan] of scans.entries()) {
      const file = identity(`/a${at}.npy`);
      assert.equal(await other.finite(file), undefined);
      await one.keepFinite(file, scan);
      assert.deepEqual(await other.finite(file), scan);
      assert.equal(await other.finite(identity(`/a${at}.npy`, '2')), undefined);
    }
  });

  it('keeps nothing in a folder that is not shared', async () => {
    const folder = temporaryFolder('finiteStoreAlone');
    await storeIn(folder).keepFinite(identity('/a.npy'), { nonFinite: 0, finiteSamples: new Uint8Array(9).fill(1) });
    assert.equal(await storeIn(folder).finite(identity('/a.npy')), undefined);
    assert.equal(await storeIn(folder, true).finite(identity('/a.npy')), undefined);
  });
});
