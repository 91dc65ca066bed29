import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { apartNames } from '../../src/facts/apartNames';
import { uniform } from '../linalg/random';

describe('apartNames', () => {
  it('takes what all names have in common to the sides, and leaves what differs', () => {
    const layers = Array.from({ length: 48 }, (_, i) => `model.layers.${i}.post_attention_layernorm`);
    assert.deepEqual(apartNames(layers), {
      before: 'model.layers.',
      after: '.post_attention_layernorm',
      names: layers.map((_, i) => String(i)),
    });
    assert.deepEqual(apartNames(['model.layers.3', 'model.layers.10']).names, ['3', '10']);
    assert.deepEqual(apartNames(['run/a/layer1.npy', 'run/b/layer1.npy']), {
      before: 'run/',
      after: '/layer1.npy',
      names: ['a', 'b'],
    });
    assert.deepEqual(apartNames(['acts.npz::enc/fc1', 'acts.npz::enc/fc2', 'acts.npz::dec/fc1']), {
      before: 'acts.npz::',
      after: '',
      names: ['enc/fc1', 'enc/fc2', 'dec/fc1'],
    });
  });

  it('never cuts inside a word or a number', () => {
    assert.deepEqual(apartNames(['layer1.npy', 'layer12.npy']).names, ['layer1', 'layer12']);
    assert.deepEqual(apartNames(['lr_0.1', 'lr_0.25']).names, ['0.1', '0.25']);
    assert.deepEqual(apartNames(['lr_1e-04', 'lr_1e-05']).names, ['1e-04', '1e-05']);
    assert.deepEqual(apartNames(['x_-1', 'x_-2']).names, ['-1', '-2']);
    assert.deepEqual(apartNames(['epoch-1', 'epoch-2']).names, ['1', '2']);
    assert.deepEqual(apartNames(['a1.5', 'b1.5']).names, ['a1.5', 'b1.5']);
    assert.deepEqual(apartNames(['réseau_é1', 'réseau_é2']).names, ['é1', 'é2']);
  });

  it('leaves a word of each name', () => {
    assert.deepEqual(apartNames(['model', 'model.layer', 'model.layer.1']).names, [
      'model',
      'model.layer',
      'model.layer.1',
    ]);
    assert.deepEqual(apartNames(['x.model', 'x.model.layer']).names, ['model', 'model.layer']);
    assert.deepEqual(apartNames(['a.b.a', 'a.b.a.b.a']), { before: 'a.b.', after: '', names: ['a', 'a.b.a'] });
    assert.deepEqual(apartNames(['a.npy', 'b.npy', '']).names, ['a.npy', 'b.npy', '']);
  });

  it('leaves one name whole, and the same one several times', () => {
    assert.deepEqual(apartNames(['x/a.npy']), { before: '', after: '', names: ['x/a.npy'] });
    assert.deepEqual(apartNames(['x/a.npy', 'x/a.npy']).names, ['x/a.npy', 'x/a.npy']);
    assert.deepEqual(apartNames([]), { before: '', after: '', names: [] });
  });

  it('makes names that are whole again with the sides, distinct and not empty, of any names', () => {
    const random = uniform(19);
    const words = [
      'a',
      'b',
      'layer1',
      '0',
      '10',
      'é',
      '𝛼',
      '-1',
      '1e-5',
      '.',
      '_',
      '-',
      '/',
      ':',
      ' ',
      '·',
      '..',
      '::',
    ];
    const any = (count: number) => Math.floor(random() * count);
    for (let trial = 0; trial < 2000; trial++) {
      const name = () => Array.from({ length: any(6) }, () => words[any(words.length)]!).join('');
      const [start, end] = [name(), name()];
      const names = Array.from({ length: 1 + any(4) }, () => start + name() + end);
      const apart = apartNames(names);
      assert.deepEqual(
        apart.names.map((left) => apart.before + left + apart.after),
        names,
      );
      assert.equal(new Set(apart.names).size, new Set(names).size);
      apart.names.forEach((left, i) =>
        assert.equal(/[\p{L}\p{N}]/u.test(left), /[\p{L}\p{N}]/u.test(names[i]!), names[i]),
      );
      assert.match(apart.before, /^$|[/\\._\-: ·]$/u);
      assert.match(apart.after, /^$|^[/\\._\-: ·]/u);
      // What is left is not cut any further.
      if (new Set(names).size > 1) assert.deepEqual(apartNames(apart.names).names, apart.names);
    }
  });
});
