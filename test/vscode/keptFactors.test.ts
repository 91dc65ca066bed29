import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { freedSentence, removeKeptFactors } from '../../src/vscode/keptFactors';

describe('removeKeptFactors', () => {
  let root: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'cca-lens-kept-'));
  });
  after(() => rmSync(root, { recursive: true }));

  it('removes the folder with its files and counts their bytes', async () => {
    const folder = join(root, 'factors');
    mkdirSync(folder);
    writeFileSync(join(folder, 'one.factors'), new Uint8Array(1000));
    writeFileSync(join(folder, 'two.draft'), new Uint8Array(24));
    assert.equal(await removeKeptFactors(folder), 1024);
    assert.equal(existsSync(folder), false);
    assert.equal(existsSync(root), true);
  });

  it('finds nothing where nothing was kept', async () => {
    assert.equal(await removeKeptFactors(join(root, 'none')), 0);
  });
});

describe('freedSentence', () => {
  it('says how much, in one sentence', () => {
    assert.equal(freedSentence(0), 'Nothing was kept on disk; what was kept in memory is gone.');
    assert.equal(freedSentence(1000), 'Freed less than 0.1 MiB on disk, and what was kept in memory.');
    assert.equal(freedSentence(1.25 * 2 ** 20), 'Freed 1.3 MiB on disk, and what was kept in memory.');
    assert.equal(freedSentence(1234.4 * 2 ** 20), 'Freed 1,234 MiB on disk, and what was kept in memory.');
  });
});
