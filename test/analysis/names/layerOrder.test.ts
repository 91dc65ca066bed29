import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { layersInOrder } from '../../../src/analysis/names/layerOrder';

const within = (prefix: string, names: string) => names.split(' ').map((name) => prefix + name);

/** Networks with their layers from the input to the output. */
const networks: Record<string, string[]> = {
  'the papers’ perceptrons': ['layer1', 'layer2', 'layer3', 'layer10', 'logits'],
  'a small convolutional network': ['conv1', 'pool1', 'conv2', 'conv2_bn', 'pool2', 'fc', 'logits'],
  'names of all parts': ['conv1', 'relu1', 'pool1', 'layer1', 'fc', 'logits', 'output'],
  'a perceptron with activations': ['fc1', 'relu1', 'fc2', 'relu2', 'fc10', 'relu10', 'logits'],
  'layers with activations': ['layer1', 'layer1_relu', 'layer2', 'layer2_relu', 'layer3'],
  VGG: ['conv1_1', 'relu1_1', 'conv1_2', 'pool1', 'conv2_1', 'conv2_2', 'pool2', 'fc6', 'fc7', 'prob'],
  'Caffe’s AlexNet': [
    ...within('', 'conv1 relu1 pool1 norm1 conv2 relu2 pool2 conv5 relu5 pool5'.replace(' norm1', '')),
    ...within('', 'fc6 relu6 drop6 fc7 relu7 drop7 fc8 prob'),
  ],
  ResNet: [
    ...within('', 'conv1 bn1 relu maxpool layer1.0.conv1 layer1.0.bn1 layer1.0.conv2 layer1.0.bn2'),
    ...within('', 'layer1.0.conv3 layer1.0.bn3 layer1.0.downsample.0 layer1.0.downsample.1 layer1.0.downsample'),
    ...within('', 'layer1.0 layer1.1.conv1 layer1.1 layer1 layer2.0 layer2 layer3.0.conv1 layer3 layer4 avgpool fc'),
  ],
  AlexNet: [
    ...within(
      '',
      'features.0 features.3 features.10 features avgpool classifier.1 classifier.4 classifier.6 classifier',
    ),
  ],
  DenseNet: within('features.', 'conv0 norm0 relu0 pool0 denseblock1 transition1 denseblock2 transition2 denseblock10'),
  GoogLeNet: within(
    '',
    'conv1 conv2 conv3 inception3a inception3b inception4a inception4e inception5b avgpool dropout fc',
  ),
  Keras: ['input_1', 'conv2d', 'batch_normalization', 'dense', 'dense_1', 'output'],
  'Keras without numbers first': [
    ...within('', 'conv2d batch_normalization activation max_pooling2d conv2d_1 batch_normalization_1 activation_1'),
    ...within('', 'max_pooling2d_1 conv2d_2 conv2d_10 global_average_pooling2d dense dense_1 dense_2'),
  ],
  'Keras’ VGG16': [
    ...within('', 'block1_conv1 block1_conv2 block1_pool block2_conv1 block2_pool block5_conv3 block5_pool'),
    ...within('', 'flatten fc1 fc2 predictions'),
  ],
  'Keras’ ResNet50': [
    ...within(
      '',
      'conv1_conv conv1_bn conv1_relu pool1_pool conv2_block1_1_conv conv2_block1_1_bn conv2_block1_1_relu',
    ),
    ...within(
      '',
      'conv2_block1_2_conv conv2_block1_add conv2_block1_out conv2_block2_out conv3_block1_out avg_pool probs',
    ),
  ],
  BERT: [
    ...within('embeddings.', 'word_embeddings position_embeddings token_type_embeddings LayerNorm'),
    'embeddings',
    ...within('encoder.layer.0.', 'attention.self.query attention.self.key attention.self.value attention.self'),
    ...within('encoder.layer.0.', 'attention.output.dense attention.output.LayerNorm attention.output attention'),
    ...within('encoder.layer.0.', 'intermediate.dense intermediate output.dense output.LayerNorm output'),
    ...['encoder.layer.0', 'encoder.layer.2', 'encoder.layer.11', 'encoder', 'pooler.dense', 'pooler', 'classifier'],
  ],
  'GPT-2': [
    ...within('transformer.', 'wte wpe drop'),
    ...within('transformer.h.0.', 'ln_1 attn.c_attn attn.c_proj attn ln_2 mlp.c_fc mlp.act mlp.c_proj mlp'),
    ...within('transformer.', 'h.0 h.1.attn h.1.mlp h.1 h.2 h.11 ln_f'),
    'lm_head',
  ],
  'GPT with other marks between': ['wte', 'h_0_attn', 'h_0_mlp', 'h_0', 'h_2', 'h_11', 'ln_f', 'lm_head'],
  'NeoX and Pythia': [
    ...within('gpt_neox.', 'embed_in emb_dropout'),
    ...within('gpt_neox.layers.0.', 'input_layernorm attention.query_key_value attention.dense attention'),
    ...within('gpt_neox.layers.0.', 'post_attention_layernorm mlp.dense_h_to_4h mlp.act mlp.dense_4h_to_h mlp'),
    ...within('gpt_neox.', 'layers.0 layers.1 layers.10 final_layer_norm'),
    'embed_out',
  ],
  'TransformerLens’ hooks': [
    ...within('', 'hook_embed hook_pos_embed'),
    ...within('blocks.0.', 'hook_resid_pre ln1.hook_scale ln1.hook_normalized attn.hook_q attn.hook_k attn.hook_v'),
    ...within('blocks.0.', 'attn.hook_attn_scores attn.hook_pattern attn.hook_z hook_attn_out hook_resid_mid'),
    ...within('blocks.0.', 'ln2.hook_normalized mlp.hook_pre mlp.hook_post hook_mlp_out hook_resid_post'),
    ...within('blocks.', '1.hook_resid_pre 1.hook_resid_post 10.hook_resid_pre'),
    ...within('', 'ln_final.hook_normalized unembed'),
  ],
  'the residual stream by its number last': within(
    '',
    'embed resid_pre_0 attn_0 resid_mid_0 mlp_0 resid_post_0 resid_pre_1 attn_1 mlp_10',
  ),
  'Llama and Mistral': [
    'model.embed_tokens',
    ...within('model.layers.0.', 'input_layernorm self_attn.q_proj self_attn.k_proj self_attn.v_proj self_attn.o_proj'),
    ...within('model.layers.0.', 'self_attn post_attention_layernorm mlp.gate_proj mlp.up_proj mlp.down_proj mlp'),
    ...within('model.', 'layers.0 layers.1 layers.2 layers.31 norm'),
    'lm_head',
  ],
  'torchvision’s ViT': [
    'conv_proj',
    ...within('encoder.layers.', 'encoder_layer_0.ln_1 encoder_layer_0.self_attention encoder_layer_0.ln_2'),
    ...within('encoder.layers.', 'encoder_layer_0.mlp encoder_layer_0 encoder_layer_2 encoder_layer_11'),
    ...within('', 'encoder.ln heads.head'),
  ],
  'timm’s ViT': [
    ...within('', 'patch_embed.proj patch_embed cls_token pos_embed pos_drop norm_pre'),
    ...within('blocks.0.', 'norm1 attn.qkv attn.proj attn norm2 mlp.fc1 mlp.act mlp.fc2 mlp'),
    ...within('', 'blocks.0 blocks.1 blocks.11 norm fc_norm head'),
  ],
  'transformers’ ViT': [
    ...within('vit.', 'embeddings.patch_embeddings embeddings encoder.layer.0.layernorm_before'),
    ...within('vit.encoder.layer.0.', 'attention layernorm_after intermediate output'),
    ...within('vit.', 'encoder.layer.0 encoder.layer.11 layernorm'),
    'classifier',
  ],
  'a diffusion U-Net': [
    ...within('', 'conv_in time_embedding down_blocks.0.resnets.0 down_blocks.0.attentions.0 down_blocks.0.resnets.1'),
    ...within('', 'down_blocks.0.attentions.1 down_blocks.0.downsamplers.0 down_blocks.0 down_blocks.1 down_blocks.10'),
    ...within('', 'mid_block.resnets.0 mid_block.attentions.0 mid_block.resnets.1 mid_block up_blocks.0.resnets.0'),
    ...within('', 'up_blocks.0.upsamplers.0 up_blocks.0 up_blocks.1 conv_norm_out conv_act conv_out'),
  ],
  T5: [
    ...within(
      '',
      'shared encoder.embed_tokens encoder.block.0.layer.0.SelfAttention encoder.block.0.layer.1.DenseReluDense',
    ),
    ...within('', 'encoder.block.0 encoder.block.11 encoder.final_layer_norm encoder decoder.embed_tokens'),
    ...within(
      '',
      'decoder.block.0.layer.1.EncDecAttention decoder.block.0 decoder.block.2 decoder.final_layer_norm lm_head',
    ),
  ],
  BART: [
    ...within(
      'model.',
      'encoder.embed_tokens encoder.layers.0 encoder.layers.10 decoder.embed_tokens decoder.layers.0',
    ),
  ],
  'a U-Net': ['down1', 'down2', 'mid', 'up1', 'up2', 'out'],
  'an autoencoder': ['encoder.0', 'encoder.1', 'bottleneck', 'decoder.0', 'decoder.1'],
  'names that tell nothing': ['alpha', 'alpha2', 'alpha10', 'beta', 'beta1'],
};

/** The same list in an order that only `seed` decides. */
function shuffled(list: readonly string[], seed: number): string[] {
  let state = seed;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return list
    .map((name) => [random(), name] as const)
    .sort(([x], [y]) => x - y)
    .map(([, name]) => name);
}

describe('layersInOrder', () => {
  for (const [name, layers] of Object.entries(networks)) {
    it(`goes from input to output in ${name}`, () => {
      for (let seed = 1; seed <= 5; seed++) {
        const list = shuffled(layers, seed);
        assert.deepEqual(list.sort(layersInOrder(layers)), layers);
      }
    });
  }

  it('has a network’s own output behind its parts and before what is no part of it', () => {
    for (const names of [
      'transformer.wte transformer.h.0 transformer.h.11 transformer.ln_f transformer lm_head',
      'model.embed_tokens model.layers.0 model.norm model lm_head',
      'bert.embeddings bert.encoder.layer.0 bert.encoder bert.pooler bert dropout classifier',
      'backbone.layer1 backbone.layer4.1.relu backbone.layer4 backbone.avgpool backbone fc',
      // Networks in each other, and one whose head is a part of it.
      'model.vision.blocks.0 model.vision.blocks.1 model.vision model head',
      'model.layers.0 model.lm_head model',
      // Without parts of that name it is at least no later than what is made of it.
      'h.0 h.1 ln_f transformer lm_head',
    ].map((text) => text.split(' ')))
      for (let seed = 1; seed <= 5; seed++) assert.deepEqual(shuffled(names, seed).sort(layersInOrder(names)), names);
  });

  it('does not depend on what names the whole network', () => {
    const gpt = networks['GPT-2']!;
    for (const change of [
      (name: string) => name.replace(/^transformer\./, ''),
      (name: string) => `module.${name}`,
      (name: string) => `_orig_mod.module.${name}`,
    ]) {
      const names = gpt.map(change);
      assert.deepEqual(shuffled(names, 7).sort(layersInOrder(names)), names);
    }
  });

  it('is a total order over the layers of all networks together', () => {
    const all = [...new Set([...Object.values(networks).flat(), 'transformer', 'model', 'bert', 'module.net'])];
    const compare = layersInOrder(all);
    const expected = [...all].sort(compare);
    for (let seed = 1; seed <= 20; seed++) assert.deepEqual(shuffled(all, seed).sort(compare), expected);
    // Each against each: the order of a sorted list holds for all of its pairs, either way round.
    expected.forEach((a, i) =>
      expected.forEach((b, j) => assert.equal(Math.sign(compare(a, b)), Math.sign(i - j), `${a} and ${b}`)),
    );
  });
});
