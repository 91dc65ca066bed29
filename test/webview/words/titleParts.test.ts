import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { linePieces, titleParts } from '../../../webview/words/titleParts';

describe('webview/titleParts', () => {
  it('tells folders in common from those that differ, and from the file', () => {
    const [a, b] = ['runs/long/model0/epoch_2/layer1.npy', 'runs/long/model1/epoch_2/layer1.npy'];
    assert.deepEqual(titleParts(a, b), { shared: 'runs/long/', own: 'model0/epoch_2/', file: 'layer1.npy' });
    assert.deepEqual(titleParts(b, a), { shared: 'runs/long/', own: 'model1/epoch_2/', file: 'layer1.npy' });
  });

  it('keeps members with their archive, and names without folders whole', () => {
    assert.deepEqual(titleParts('x/acts.npz::enc/layer1', 'x/acts.npz::enc/layer2'), {
      shared: 'x/',
      own: '',
      file: 'acts.npz::enc/layer1',
    });
    assert.deepEqual(titleParts('a.npy', 'b.npy'), { shared: '', own: '', file: 'a.npy' });
    assert.deepEqual(titleParts('C:\\d\\m0\\a.npy', 'C:\\d\\m1\\a.npy'), {
      shared: 'C:\\d\\',
      own: 'm0\\',
      file: 'a.npy',
    });
  });

  it('loses nothing', () => {
    for (const path of ['a/b/c.npy', 'a.npy', '/x.npz::y/z', 'same/same.npy']) {
      const { shared, own, file } = titleParts(path, 'a/b/d.npy');
      assert.equal(shared + own + file, path);
    }
  });

  it('ends lines behind separators, not inside words', () => {
    assert.deepEqual(linePieces('generalizing0/epoch_14/layer2.npy'), [
      'generalizing0/',
      'epoch_',
      '14/',
      'layer2.npy',
    ]);
    assert.deepEqual(linePieces('acts.npz::enc'), ['acts.npz::', 'enc']);
    assert.deepEqual(linePieces(''), ['']);
    assert.deepEqual(linePieces('llama-3.2-1b/model.layers.3.mlp.npy'), [
      'llama-',
      '3.2-',
      '1b/',
      'model.',
      'layers.',
      '3.',
      'mlp.npy',
    ]);
  });
});
