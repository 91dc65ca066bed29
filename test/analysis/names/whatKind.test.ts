import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isClassNames, whatKind } from '../../../src/analysis/names/whatKind';

describe('whatKind', () => {
  const kind = (path: string, shape: number[], whole = false, bytes = false) =>
    whatKind({ path, shape, dtype: '<f4', whole, bytes }, 100)?.kind;

  it('goes by name and shape together', () => {
    for (const name of ['labels', 'cnn_labels', 'y', 'y_test', 'targets', 'gt', 'train.label', 'class']) {
      assert.equal(kind(`/a/${name}.npy`, [50], true), 'labels', name);
      assert.equal(kind(`/a/b.npz::${name}`, [50], true), 'labels', name);
    }
    assert.equal(kind('/a/labels.npy', [50, 1], true), 'labels');
    assert.equal(kind('/a/labels.npy', [50, 10]), 'labels', 'one-hot');
    assert.equal(kind('/a/labels.npy', [50]), 'labels', 'as floats');
    for (const name of ['ids', 'sample_id', 'index', 'test_indices'])
      assert.equal(kind(`/a/${name}.npy`, [50], true), 'ids', name);
    assert.equal(kind('/a/out.pt::input_ids', [50, 8], true), 'tokens');
    assert.equal(kind('/a/out.pt::input_ids', [50, 8]), undefined);
    for (const name of ['attention_mask', 'mask', 'Masks'])
      assert.equal(kind(`/a/${name}.npy`, [50, 8]), 'masks', name);
    assert.equal(kind('/a/mask_head.npy', [50, 8]), undefined);
    assert.equal(kind('/a/token_mask.npy', [50, 8], true), 'masks');
    for (const name of ['images', 'sample_pictures', 'input'])
      assert.equal(kind(`/a/${name}.npy`, [50, 8, 8, 3]), 'pictures', name);
    assert.equal(kind('/a/x.npy', [50, 8, 8], true, true), 'pictures', 'bytes');
  });

  it('leaves layers alone', () => {
    assert.equal(kind('/labels/layer1.npy', [100, 8]), undefined, 'a folder decides nothing');
    assert.equal(kind('/a/labels.npz::layer1', [100, 8]), undefined);
    assert.equal(kind('/a/y.npy', [100, 8]), undefined);
    assert.equal(kind('/a/logits.npy', [100, 10]), undefined);
    assert.equal(kind('/a/class_token.npy', [100, 8]), undefined);
    assert.equal(kind('/a/conv1.npy', [100, 8, 8, 3]), undefined);
    assert.equal(kind('/a/images.npy', [100, 64]), undefined, 'a matrix can be compared, whatever it is');
    assert.equal(kind('/a/loss.npy', [100]), undefined);
    assert.equal(kind('/a/steps.npy', [99], true), undefined);
  });

  it('knows files of class names', () => {
    for (const name of [
      'classes.txt',
      'class_names.txt',
      'labels.json',
      'label-names.JSON',
      'classnames.txt',
      'categories.txt',
    ]) {
      assert.ok(isClassNames(`/a/${name}`), name);
    }
    for (const name of ['classes.npy', 'README.txt', 'training_report.json', 'my_classes.txt.bak'])
      assert.ok(!isClassNames(`/a/${name}`), name);
  });
});
