import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { selectionPaths } from '../../../src/analysis/selection/selectionPaths';
import { AllowedFiles } from '../../../src/vscode/files/allowedFiles';
import { selected, selectionOf } from '../../analysis/selections';

describe('the files of a selection that may be opened', () => {
  const arrays = [
    selected('m', '1', 'x', { path: '/in/x.npy', more: ['/out/more.npy'], ids: '/out/ids.npy' }),
    selected('m', '1', 'y', { path: '/out/y.npy', include: false }),
    selected('m', '1', 'z', { path: '/out/y.npy' }),
  ];
  const classes = { labels: '/out/labels.npy', names: '/in/names.txt', logits: 'columns' as const };
  const selection = selectionOf('classes', arrays, { classes });
  const named = selectionPaths(selection);
  const inside = (path: string) => path.startsWith('/in/');

  it('are asked about as far as they lie elsewhere, of whatever part of it, each once', () => {
    const files = new AllowedFiles(inside);
    const names = ['/out/more.npy', '/out/ids.npy', '/out/y.npy'];
    assert.deepEqual(files.outside(named), { names, count: 4 });
    files.allow(['/out/labels.npy', '/out/more.npy']);
    assert.deepEqual(files.outside(named), { names: ['/out/ids.npy', '/out/y.npy'], count: 2 });
    files.allowAsked();
    assert.equal(files.outside(named), undefined);
    const changed = [...named, '/out/new.npy'];
    assert.deepEqual(files.outside(changed), { names: ['/out/new.npy'], count: 1 });
  });

  it('are all where people have chosen them, and where none lies elsewhere', () => {
    assert.equal(new AllowedFiles().outside(named), undefined);
    assert.equal(new AllowedFiles(inside).outside([]), undefined);
    assert.deepEqual(selectionPaths(selectionOf('classes', [], { classes: { labels: '', logits: 'columns' } })), []);
  });
});
