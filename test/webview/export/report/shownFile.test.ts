import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { shownFile, shownSides } from '../../../../webview/export/report/shownFile';

describe('webview/export/report/shownFile', () => {
  it('names files as people know them, and never by the whole path of a machine', () => {
    assert.equal(shownFile('/home/me/runs/a.npy', { '/home/me/runs/a.npy': 'runs/a.npy' }), 'runs/a.npy');
    assert.equal(shownFile('/home/me/runs/a.npy'), 'runs/a.npy');
    assert.equal(shownFile('C:\\Users\\me\\runs\\a.npy'), 'runs/a.npy');
    assert.equal(shownFile('\\\\server\\share\\me\\runs\\acts.npz::enc/fc1'), 'runs/acts.npz::enc/fc1');
    assert.equal(shownFile(''), '');
  });

  it('tells the sides of a pair apart', () => {
    assert.deepEqual(shownSides('runs/a.npy', 'runs/b.npy'), ['runs/a.npy', 'runs/b.npy']);
    assert.deepEqual(shownSides('/home/me/x/a.npy', 'runs/b.npy').join().includes('/home'), false);
    const [a, b] = shownSides('/home/me/x/layer.npy', '/home/me/y/layer.npy');
    assert.notEqual(a, b);
    for (const name of [a, b]) assert.doesNotMatch(name, /home|me\//);
  });
});
