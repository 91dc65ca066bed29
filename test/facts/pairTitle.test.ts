import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { pairTitle, pairTitleText } from '../../src/facts/pairTitle';

describe('pairTitle', () => {
  const text = (a: string, b: string) => pairTitleText(pairTitle(a, b));

  it('says once what both names have in common', () => {
    const layer = (i: number) => `model.layers.${i}.post_attention_layernorm.npy`;
    assert.equal(text(layer(3), layer(7)), 'model.layers.{3 ↔ 7}.post_attention_layernorm.npy');
    assert.equal(text('model0/…/layer1.npy', 'model1/…/layer1.npy'), '{model0 ↔ model1}/…/layer1.npy');
    assert.equal(text('acts.npz::fc1', 'acts.npz::fc2'), 'acts.npz::{fc1 ↔ fc2}');
  });

  it('leaves names whole that have nothing in common, or all', () => {
    assert.equal(text('a', 'b'), 'a ↔ b');
    assert.equal(text('x/a.npy', 'x/a.npy'), 'x/a.npy ↔ x/a.npy');
  });
});
