import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readNames } from '../../../src/analysis/names/readNames';

/** Layouts: paths with what is to be read from them, `model | checkpoint | layer`, and `| batch` where there is one. */
const layouts: Record<string, Record<string, string>> = {
  'folders of models and checkpoints': {
    'model0/epoch_20/layer2.npy': 'model0 | epoch_20 | layer2',
    'model0/epoch_0/layer10.npy': 'model0 | epoch_0 | layer10',
    'memorizing1/end/logits.npy': 'memorizing1 | end | logits',
    'cnn0/conv1.npy': 'cnn0 |  | conv1',
  },
  'generic folders around them': {
    'runs/model0/checkpoints/epoch_20/activations/layer2.npy': 'model0 | epoch_20 | layer2',
    'runs/model1/checkpoints/epoch_20/activations/layer2.npy': 'model1 | epoch_20 | layer2',
  },
  'checkpoints of one model': {
    'ckpt-500/encoder.3.npy': ' | ckpt-500 | encoder.3',
    'ckpt-1000/encoder.3.npy': ' | ckpt-1000 | encoder.3',
    'ckpt_best/encoder.3.npy': ' | ckpt_best | encoder.3',
  },
  'everything in the file name': {
    'seed1_layer_04.npy': 'seed1 |  | layer_04',
    'seed2_layer_04.npy': 'seed2 |  | layer_04',
  },
  'everything in the file name, with a checkpoint': {
    'model0_epoch5_conv1.npy': 'model0 | epoch5 | conv1',
    'model0_epoch10_conv1.npy': 'model0 | epoch10 | conv1',
  },
  'in other orders': {
    'layer3_epoch_20.npy': ' | epoch_20 | layer3',
    'epoch_20_layer4.npy': ' | epoch_20 | layer4',
    'layer3_epoch20_seed1.npy': 'seed1 | epoch20 | layer3',
    'conv1_relu_seed2.npy': 'seed2 |  | conv1_relu',
  },
  "google/svcca's own files": {
    'mnist_model0_lay04.points_x_neurons.npy': 'mnist_model0 |  | lay04.points_x_neurons',
    'mnist_model1_lay04.points_x_neurons.npy': 'mnist_model1 |  | lay04.points_x_neurons',
  },
  'steps of other programs': {
    'a/global_step1000/h.3.npy': 'a | global_step1000 | h.3',
    'a/iter_0010000/h.3.npy': 'a | iter_0010000 | h.3',
    'b/checkpoint-500/h.3.npy': 'b | checkpoint-500 | h.3',
    'b/step=2k/h.3.npy': 'b | step=2k | h.3',
    'b/epoch=3-step=500.ckpt/h.3.npy': 'b | epoch=3-step=500 | h.3',
    'b/epoch_4-val_loss=0.31/h.3.npy': 'b | epoch_4-val_loss=0.31 | h.3',
  },
  'moments without a number': {
    'net1/init/fc.npy': 'net1 | init | fc',
    'net1/final/fc.npy': 'net1 | final | fc',
    'resnet_best/fc.npy': 'resnet | best | fc',
    'net1/best_model/fc.npy': 'net1 | best_model | fc',
  },
  'moments within file names, when they alternate': {
    'conv1_init.npy': ' | init | conv1',
    'conv1_final.npy': ' | final | conv1',
    'last_hidden_state.npy': ' |  | last_hidden_state',
  },
  'bare numbers of folders': {
    'resnet18/100/layer1.npy': 'resnet18 | 100 | layer1',
    'resnet18/2000/layer1.npy': 'resnet18 | 2000 | layer1',
    'vgg/100/layer1.npy': 'vgg | 100 | layer1',
  },
  'two bare numbers: the run, then the checkpoint': {
    '0/100/layer1.npy': '0 | 100 | layer1',
    '1/100/layer1.npy': '1 | 100 | layer1',
  },
  'bare numbers beside a checkpoint': {
    '3/epoch_1/layer1.npy': '3 | epoch_1 | layer1',
    '4/epoch_1/layer1.npy': '4 | epoch_1 | layer1',
  },
  'archives of layers': {
    'model1_epoch_20.npz::layer1': 'model1 | epoch_20 | layer1',
    'model1_epoch_20.npz::logits': 'model1 | epoch_20 | logits',
    'model2_epoch_20.npz::layer1.npy': 'model2 | epoch_20 | layer1',
  },
  'archives with paths as members': {
    'all.npz::model0/epoch_1/conv1': 'model0 | epoch_1 | conv1',
    'all.npz::model1/epoch_1/conv1': 'model1 | epoch_1 | conv1',
  },
  'archives of one nameless array': {
    'seed0/conv1.npz::arr_0': 'seed0 |  | conv1',
    'seed1/conv1.npz::arr_0': 'seed1 |  | conv1',
  },
  'archives of several nameless arrays': {
    'seed0.npz::arr_0': 'seed0 |  | arr_0',
    'seed0.npz::arr_1': 'seed0 |  | arr_1',
  },
  'a folder a layer': {
    'model0/conv1/activations.npy': 'model0 |  | conv1',
    'model0/fc/activations.npy': 'model0 |  | fc',
  },
  'a folder a layer, a file a checkpoint': {
    'conv1/epoch_1.npy': ' | epoch_1 | conv1',
    'fc/epoch_1.npy': ' | epoch_1 | fc',
    'fc/500.npy': ' | 500 | fc',
  },
  'folders of architectures': {
    'mlp/layer1.npy': 'mlp |  | layer1',
    'transformer/layer1.npy': 'transformer |  | layer1',
  },
  'halves of a network': {
    'encoder/layer1.npy': ' |  | encoder/layer1',
    'decoder/layer1.npy': ' |  | decoder/layer1',
  },
  'one array a model': {
    'seed0.npy': 'seed0 |  | activations',
    'seed1.npy': 'seed1 |  | activations',
  },
  'models before layers': {
    'vgg_conv1.npy': 'vgg |  | conv1',
    'resnet18_conv1.npy': 'resnet18 |  | conv1',
  },
  'module paths before a word of a layer': {
    'model.layers.0.post_attention_layernorm.npy': ' |  | model.layers.0.post_attention_layernorm',
    'model.layers.1.post_attention_layernorm.npy': ' |  | model.layers.1.post_attention_layernorm',
  },
  'module paths of one-letter names, with a model before them': {
    'gpt2_m.h.0.my_attn.npy': ' |  | gpt2_m.h.0.my_attn',
    'gpt2_m.h.1.my_attn.npy': ' |  | gpt2_m.h.1.my_attn',
  },
  'words that only seem to be models': {
    'acts_layer1.npy': ' |  | layer1',
    'acts_layer2.npy': ' |  | layer2',
    'pre_relu1.npy': ' |  | pre_relu1',
    'self_attention_3.npy': ' |  | self_attention_3',
  },
  'modules of a Sequential': {
    'net.0.npy': ' |  | net.0',
    'net.2.npy': ' |  | net.2',
    'model.layers.3.mlp.npy': ' |  | model.layers.3.mlp',
  },
  batches: {
    'layer1_batch0.npy': ' |  | layer1 | batch0',
    'layer1_batch1.npy': ' |  | layer1 | batch1',
    'batch_norm1.npy': ' |  | batch_norm1',
    'm/layer1.part-000.npy': 'm |  | layer1 | part-000',
    'm/layer1.part-001.npy': 'm |  | layer1 | part-001',
  },
  'batches in folders': {
    'model0/batch_0/layer1.npy': 'model0 |  | layer1 | batch_0',
    'model0/batch_1/layer1.npy': 'model0 |  | layer1 | batch_1',
    'model0/conv1/acts_shard-00001-of-00010.npy': 'model0 |  | conv1 | shard-00001-of-00010',
  },
  'the same names in folders that nobody knows': {
    'a/y.npy': 'a |  | y',
    'b/y.npy': 'b |  | y',
    'b/c/y.npy': 'b/c |  | y',
  },
  'generic names below names that nobody knows': {
    'red/acts.npy': 'red |  | acts',
    'blue/acts.npy': 'blue |  | acts',
    'blue/left/acts.npy': 'blue |  | left',
  },
  'generic names below checkpoints': {
    'model0/end/acts.npy': 'model0 | end | acts',
    'model0/epoch_3/acts.npy': 'model0 | epoch_3 | acts',
    'model0/100/acts.npy': 'model0 | 100 | acts',
    'resnet/seed1/acts.npy': 'resnet/seed1 |  | acts',
  },
  'generic folders that alone tell files apart': {
    'run1/acts/layer1.npy': 'run1/acts |  | layer1',
    'run1/feats/layer1.npy': 'run1/feats |  | layer1',
    'run2/acts/layer1.npy': 'run2 |  | layer1',
  },
  'arrays that nothing tells apart': {
    'runs/model0/epoch_1/layer1.npy': 'model0 | epoch_1 | layer1',
    'runs/model1/epoch_1/layer1.npy': 'model1 | epoch_1 | layer1',
    'runs/model1_epoch_1.npz::layer1': 'model1 | epoch_1 | layer1',
  },
  'a single folder of layers': {
    'conv1.npy': ' |  | conv1',
    'conv2.npy': ' |  | conv2',
    'features.npy': ' |  | features',
    'logits.npy': ' |  | logits',
  },
  'a single file': { 'x.npy': ' |  | x' },
  'names without any number': { 'red/left.npy': 'red |  | left', 'blue/left.npy': 'blue |  | left' },
  unicode: { '模型0/第1轮/层1.npy': '模型0 |  | 层1', '模型1/第1轮/层1.npy': '模型1 |  | 层1' },
  "Windows' separators": {
    'model0\\epoch_20\\layer2.npy': 'model0 | epoch_20 | layer2',
    'model1\\epoch_20\\layer2.npy': 'model1 | epoch_20 | layer2',
  },
  'an ending in capitals': {
    'Model0/Epoch_3/FC1.NPY': 'Model0 | Epoch_3 | FC1',
    'Model1/Epoch_3/FC1.NPY': 'Model1 | Epoch_3 | FC1',
  },
};

describe('readNames', () => {
  for (const [name, paths] of Object.entries(layouts)) {
    it(`reads ${name}`, () => {
      const read = readNames(Object.keys(paths)).map(({ model, checkpoint, layer, batch }) =>
        [model, checkpoint, layer, ...(batch === '' ? [] : [batch])].join(' | '),
      );
      assert.deepEqual(read, Object.values(paths));
    });
  }

  it('reads nothing of nothing, and names every layer', () => {
    assert.deepEqual(readNames([]), []);
    for (const path of ['.npy', 'epoch_1.npy', 'end.npy', 'batch_0.npy', '---.npy', 'a.npz::', '0.npy']) {
      assert.notEqual(readNames([path])[0]!.layer, '', path);
    }
  });

  it('never takes the name of a network for a layer’s, where it is told which folders and archives are networks', () => {
    const paths = ['h0/layer1.npy', 'h1/layer1.npy', 'layer3.npz::layer1', 'runs/conv2/acts.npy', 'epoch_3/layer1.npy'];
    const networks = ['h0', 'h1/', 'layer3.npz', 'runs/conv2', 'epoch_3'];
    const read = readNames(paths, networks).map(({ model, checkpoint, layer }) => [model, checkpoint, layer]);
    assert.deepEqual(read, [
      ['h0', '', 'layer1'],
      ['h1', '', 'layer1'],
      ['layer3', '', 'layer1'],
      ['conv2', '', 'acts'],
      ['', 'epoch_3', 'layer1'],
    ]);
    assert.deepEqual(
      readNames(['layer3/conv1.npy', 'layer4/conv1.npy']).map(({ layer }) => layer),
      ['layer3/conv1', 'layer4/conv1'],
    );
  });

  it('does not depend on the order of the paths', () => {
    const paths = Object.keys(layouts['folders of models and checkpoints']!);
    assert.deepEqual(readNames([...paths].reverse()), readNames(paths).reverse());
  });
});
