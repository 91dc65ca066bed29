import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { mebibytesText, removeKeptFactors } from '../../src/vscode/keptFactors';

describe('removeKeptFactors', () => {
  let root: string;

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'cca-lens-kept-'));
  });
  after(() => rmSync(root, { recursive: true }));

  it('removes the folder with its files and counts their bytes', async () => {
    const folder = join(root, 'factors');
    mkdirSync(join(folder, '0f'), { recursive: true });
    writeFileSync(join(folder, 'one.factors'), new Uint8Array(1000));
    writeFileSync(join(folder, '0f', 'two.draft'), new Uint8Array(24));
    assert.equal(await removeKeptFactors(folder), 1024);
    assert.equal(existsSync(folder), false);
    assert.equal(existsSync(root), true);
  });

  it('finds nothing where nothing was kept', async () => {
    assert.equal(await removeKeptFactors(join(root, 'none')), 0);
  });
});

describe('mebibytesText', () => {
  it('has digits where they tell something', () => {
    assert.equal(mebibytesText(1000), 'less than 0.1');
    assert.equal(mebibytesText(1.25 * 2 ** 20), '1.3');
    assert.equal(mebibytesText(1234.4 * 2 ** 20), '1,234');
  });
});
