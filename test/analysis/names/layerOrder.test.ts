import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compareLayers } from '../../../src/analysis/names/layerOrder';

/** Networks with their layers from the input to the output. */
const networks: Record<string, string[]> = {
  'the papers’ perceptrons': ['layer1', 'layer2', 'layer3', 'layer10', 'logits'],
  'a small convolutional network': ['conv1', 'pool1', 'conv2', 'conv2_bn', 'pool2', 'fc', 'logits'],
  VGG: ['conv1_1', 'relu1_1', 'conv1_2', 'pool1', 'conv2_1', 'conv2_2', 'pool2', 'fc6', 'fc7', 'prob'],
  ResNet: ['conv1', 'bn1', 'relu', 'maxpool', 'layer1', 'layer2', 'layer3.0.conv1', 'layer4', 'avgpool', 'fc'],
  AlexNet: ['features.0', 'features.3', 'features.10', 'classifier.1', 'classifier.6'],
  Keras: ['input_1', 'conv2d', 'batch_normalization', 'dense', 'dense_1', 'output'],
  BERT: ['embeddings', 'encoder.layer.0', 'encoder.layer.2', 'encoder.layer.11', 'pooler', 'classifier'],
  GPT: ['wte', 'h.0', 'h.2', 'h.11', 'ln_f', 'lm_head'],
  'a U-Net': ['down1', 'down2', 'mid', 'up1', 'up2', 'out'],
  'an autoencoder': ['encoder.0', 'encoder.1', 'bottleneck', 'decoder.0', 'decoder.1'],
};

describe('compareLayers', () => {
  for (const [name, layers] of Object.entries(networks)) {
    it(`goes from input to output in ${name}`, () => {
      assert.deepEqual([...layers].sort().sort(compareLayers), layers);
      assert.deepEqual([...layers].reverse().sort(compareLayers), layers);
    });
  }
});
