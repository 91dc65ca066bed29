import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'mocha';
import type { ComparisonRequest } from '../../src/protocol/panel';
import { defaultOptions } from '../../src/facts/options';
import { saveProjections } from '../../src/vscode/saveProjections';
import { partsSuite } from './suites';

describe('saveProjections', () => {
  const suite = partsSuite();

  it('writes the files of both sides into a folder, and none of a rank that there is not', async () => {
    const pair: ComparisonRequest = {
      a: { path: (await suite.folder.array('a.npy', 100, 5, 1)).fsPath },
      b: { path: (await suite.folder.array('b.npy', 100, 4, 2)).fsPath },
      options: defaultOptions,
    };
    const into = suite.folder.uri('projections');
    await saveProjections(pair, { by: 'pca', rank: 3 }, suite.services, into);
    assert.deepEqual(readdirSync(into.fsPath).sort(), [
      'basis_a.npy',
      'basis_b.npy',
      'mean_a.npy',
      'mean_b.npy',
      'projection_a.npy',
      'projection_b.npy',
    ]);
    await saveProjections(pair, { by: 'pca', rank: 5 }, suite.services, suite.folder.uri('none'));
    assert.ok(!readdirSync(suite.folder.uri('.').fsPath).includes('none'));
  });
});
