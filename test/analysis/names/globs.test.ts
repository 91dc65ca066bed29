import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { matchesAny } from '../../../src/analysis/names/globs';

describe('matchesAny', () => {
  const means = (glob: string, path: string) => matchesAny(path, [glob]);

  it('holds a glob without a slash against every name on the way', () => {
    for (const path of ['logits.npy', 'model0/epoch_1/logits.npy']) assert.ok(means('logits*', path), path);
    assert.ok(means('model0', 'model0/epoch_1/logits.npy'));
    assert.ok(means('epoch_1/', 'model0/epoch_1/logits.npy'));
    assert.ok(!means('model', 'model0/epoch_1/logits.npy'));
    assert.ok(!means('epoch_?', 'model0/epoch_10/logits.npy'));
  });

  it('holds a glob with a slash against the path, and what is in the folder that it names', () => {
    assert.ok(means('model0/epoch_*', 'model0/epoch_1/logits.npy'));
    assert.ok(means('./model0/epoch_1', 'model0/epoch_1/logits.npy'));
    assert.ok(!means('epoch_1/logits.npy', 'model0/epoch_1/logits.npy'));
    assert.ok(!means('model0/*.npy', 'model0/epoch_1/logits.npy'));
    assert.ok(means('**/epoch_1/*.npy', 'model0/epoch_1/logits.npy'));
    assert.ok(means('**/logits.npy', 'logits.npy'));
    assert.ok(means('model0/**', 'model0/epoch_1/logits.npy'));
    assert.ok(means('model0/**/logits.npy', 'model0/logits.npy'));
  });

  it('takes either branch of braces, also of braces within', () => {
    for (const path of ['layer1.npy', 'logits.npy', 'conv2.npy'])
      assert.ok(means('{layer1,{logits,conv?}}.npy', path), path);
    assert.ok(!means('{layer1,logits}.npy', 'layer2.npy'));
    assert.ok(means('a{b', 'a{b'), 'a brace that is not closed stands for itself');
  });

  it('means everything else as it is written', () => {
    assert.ok(means('a+(b).[c]^$|d', 'a+(b).[c]^$|d'));
    assert.ok(!means('a.npy', 'axnpy'));
    assert.ok(!means('A.npy', 'a.npy'));
    assert.ok(means('层*.npy', 'x/层1.npy'));
    assert.ok(means('?.npy', '😀.npy'), 'a sign is one, however it is stored');
  });

  it('reaches into archives', () => {
    const member = 'runs/model1.npz::layer1';
    for (const glob of ['model1.npz', 'layer1', 'layer?', 'runs/model1.npz', 'runs/*.npz::layer1']) {
      assert.ok(means(glob, member), glob);
    }
    assert.ok(!means('layer2', member));
    assert.ok(means('b', 'x.npz::a/b') && means('x.npz', 'x.npz::a/b') && means('x.npz::a/*', 'x.npz::a/b'));
  });

  it('means nothing without a glob', () => {
    assert.ok(!matchesAny('a.npy', []));
    assert.ok(!matchesAny('a.npy', ['', ' ', '/']));
  });
});
