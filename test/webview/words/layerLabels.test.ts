import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { layerLabels } from '../../../webview/words/layerLabels';

const many = (count: number, name: (i: number) => string) => Array.from({ length: count }, (_, i) => name(i));

describe('layerLabels', () => {
  it('leaves what tells few layers apart', () => {
    assert.deepEqual(layerLabels(['model.layers.3.mlp', 'model.layers.10.mlp']), {
      before: 'model.layers.',
      after: '.mlp',
      labels: ['3', '10'],
      deep: false,
    });
    assert.deepEqual(layerLabels(['conv1', 'fc']).labels, ['conv1', 'fc']);
  });

  it('numbers many layers by their own numbers, each of them once', () => {
    const { labels, deep } = layerLabels(many(48, (i) => `model.layers.${i}.post_attention_layernorm`));
    assert.ok(deep);
    assert.deepEqual(
      labels,
      many(48, (i) => String(i)),
    );
    const both = layerLabels(many(40, (i) => `h.${Math.floor(i / 2)}.${i % 2 ? 'mlp' : 'attn'}`)).labels;
    assert.deepEqual(both.slice(0, 5), ['0', '', '1', '', '2']);
    const ends = layerLabels(['model.embed', ...many(16, (i) => `model.layers.${i}`), 'model.norm']).labels;
    assert.deepEqual([ends[0], ends[1], ends[16], ends[17]], ['', '0', '15', '']);
  });

  it('counts many layers whose names have no numbers', () => {
    const { labels } = layerLabels(many(13, (i) => 'abcdefghijklmnop'[i]!.repeat(3)));
    assert.deepEqual(
      labels,
      many(13, (i) => String(i + 1)),
    );
  });
});
