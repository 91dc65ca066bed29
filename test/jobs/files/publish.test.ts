import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it } from 'mocha';
import { giveName } from '../../../src/jobs/files/publish';
import { temporaryFolder } from '../../workbench/temporaryFolder';
import { failure } from './failingFiles';

describe('giveName', () => {
  let draft: string;
  let place: string;
  let folder: string;
  beforeEach(() => {
    folder = temporaryFolder('names');
    [draft, place] = [join(folder, 'draft'), join(folder, 'x.npy')];
    writeFileSync(draft, 'whole');
  });

  /** A disk that has no links. */
  const noLinks = (): void => {
    throw failure('EPERM');
  };

  it('gives a free name also where a disk has no links', () => {
    giveName(draft, place, noLinks);
    assert.equal(readFileSync(place, 'utf8'), 'whole');
    assert.deepEqual(readdirSync(folder), ['x.npy']);
  });

  it('replaces nothing, with links and without', () => {
    writeFileSync(place, 'mine');
    assert.throws(() => giveName(draft, place), { code: 'EEXIST' });
    assert.throws(() => giveName(draft, place, noLinks), { code: 'EEXIST' });
    assert.equal(readFileSync(place, 'utf8'), 'mine');
  });

  it('leaves no empty file when the last step fails', () => {
    assert.throws(() => giveName(join(folder, 'gone'), place, noLinks), { code: 'ENOENT' });
    assert.deepEqual(readdirSync(folder), ['draft']);
  });
});
