import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { arraysAxis, axisOfNames } from '../../../webview/state/heatAxes';
import { label } from '../sampleAnalyses';

describe('webview/state/heatAxes', () => {
  const layers = ['model.layers.0.mlp', 'model.layers.1.mlp', 'model.layers.10.mlp'];

  it('says what all names share in the title, and what differs at each place', () => {
    assert.deepEqual(axisOfNames('Layers at the end (b)', layers), {
      title: 'Layers at the end (b): model.layers.*.mlp',
      labels: ['0', '1', '10'],
      blocks: [],
    });
    assert.deepEqual(axisOfNames('', ['conv', 'fc']), { title: '', labels: ['conv', 'fc'], blocks: [] });
  });

  it('names the one model and checkpoint in the title', () => {
    const arrays = layers.map((layer) => label('gpt2', '', layer));
    assert.deepEqual(arraysAxis(arrays, 'a'), {
      title: 'Layers model.layers.*.mlp of gpt2 (a)',
      labels: ['0', '1', '10'],
      blocks: [],
    });
    const checkpoints = ['step_10', 'step_200'].map((checkpoint) => label('gpt2', checkpoint, 'fc'));
    assert.deepEqual(arraysAxis(checkpoints, 'b'), {
      title: 'Checkpoints step_* of gpt2, layer fc (b)',
      labels: ['10', '200'],
      blocks: [],
    });
  });

  it('makes blocks of models and checkpoints that stand together', () => {
    const arrays = ['llama-base', 'llama-chat'].flatMap((model) => layers.map((layer) => label(model, '', layer)));
    assert.deepEqual(arraysAxis(arrays, 'a'), {
      title: 'Layers model.layers.*.mlp by model llama-* (a)',
      labels: ['0', '1', '10', '0', '1', '10'],
      blocks: [
        { from: 0, to: 3, name: 'base' },
        { from: 3, to: 6, name: 'chat' },
      ],
    });
    const steps = ['gpt2', 'bert'].flatMap((model) =>
      ['epoch_0', 'epoch_1'].flatMap((checkpoint) => ['fc', 'out'].map((layer) => label(model, checkpoint, layer))),
    );
    const axis = arraysAxis(steps, 'a');
    assert.equal(axis.title, 'Layers by model and checkpoint (a)');
    assert.deepEqual(
      axis.blocks.map(({ name }) => name),
      ['gpt2 epoch_0', 'gpt2 epoch_1', 'bert epoch_0', 'bert epoch_1'],
    );
  });

  it('has whole names where an order breaks the blocks, or a layer is there twice', () => {
    const [base, chat] = ['base', 'chat'].map((model) => layers.slice(0, 2).map((layer) => label(model, '', layer)));
    const mixed = arraysAxis([base[0], chat[0], base[1], chat[1]], 'a');
    assert.deepEqual(mixed.blocks, []);
    assert.equal(new Set(mixed.labels).size, 4);
    const twice = arraysAxis([base[0], { ...base[0], path: '/other/0.npy', name: 'other 0' }, ...chat], 'a');
    assert.deepEqual(twice.blocks, []);
  });
});
