import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { layersInOrder } from '../../../src/analysis/names/layerOrder';

/** `blocks` blocks, each with its parts in order and then itself; `name` makes the name of one. */
const blocksOf = (blocks: number, name: (block: number) => string, parts: string): string[] =>
  Array.from({ length: blocks }, (_, i) => name(i)).flatMap((block) => [...within(`${block}.`, parts), block]);

const within = (prefix: string, names: string): string[] => names.split(' ').map((name) => prefix + name);

/** Networks as hooks on every module name them, dropouts and activations among them, in the order of the computation. */
const networks: Record<string, string[]> = {
  'GPT-2': [
    ...within('transformer.', 'wte wpe drop'),
    ...blocksOf(
      12,
      (i) => `transformer.h.${i}`,
      'ln_1 attn.c_attn attn.attn_dropout attn.c_proj attn.resid_dropout attn ln_2 mlp.c_fc mlp.act mlp.c_proj mlp.dropout mlp',
    ),
    ...['transformer.ln_f', 'lm_head'],
  ],
  'GPT-J': [
    ...within('transformer.', 'wte drop'),
    ...blocksOf(
      12,
      (i) => `transformer.h.${i}`,
      'ln_1 attn.q_proj attn.out_proj attn mlp.fc_in mlp.act mlp.fc_out mlp',
    ),
    ...['transformer.ln_f', 'lm_head'],
  ],
  'NeoX and Pythia': [
    ...within('gpt_neox.', 'embed_in emb_dropout'),
    ...blocksOf(
      12,
      (i) => `gpt_neox.layers.${i}`,
      'input_layernorm attention.query_key_value attention.dense attention post_attention_dropout post_attention_layernorm ' +
        'mlp.dense_h_to_4h mlp.act mlp.dense_4h_to_h mlp post_mlp_dropout',
    ),
    ...['gpt_neox.final_layer_norm', 'embed_out'],
  ],
  'TransformerLens with rotary positions and gates': [
    'hook_embed',
    ...Array.from({ length: 12 }, (_, i) =>
      within(
        `blocks.${i}.`,
        'hook_resid_pre ln1.hook_scale attn.hook_q attn.hook_k attn.hook_v attn.hook_rot_q attn.hook_rot_k attn.hook_pattern ' +
          'attn.hook_z hook_attn_out hook_resid_mid mlp.hook_pre mlp.hook_post hook_mlp_out hook_resid_post',
      ),
    ).flat(),
    'ln_final.hook_normalized',
  ],
  'Llama and Mistral': [
    'model.embed_tokens',
    ...blocksOf(
      32,
      (i) => `model.layers.${i}`,
      'input_layernorm self_attn.q_proj self_attn.k_proj self_attn.v_proj self_attn.o_proj self_attn post_attention_layernorm ' +
        'mlp.gate_proj mlp.act_fn mlp.up_proj mlp.down_proj mlp',
    ),
    ...['model.norm', 'lm_head'],
  ],
  'Llama as Meta saves it': [
    'tok_embeddings',
    ...blocksOf(
      12,
      (i) => `layers.${i}`,
      'attention_norm attention.wq attention.wk attention.wv attention.wo attention ffn_norm ' +
        'feed_forward.w1 feed_forward.w3 feed_forward.w2 feed_forward',
    ),
    ...['norm', 'output'],
  ],
  'dense layers without gates': [
    ...within('model.layers.0.', 'mlp.up_proj mlp.act_fn mlp.down_proj mlp'),
    'model.layers.0',
  ],
  BERT: [
    ...within('bert.embeddings.', 'word_embeddings position_embeddings token_type_embeddings LayerNorm dropout'),
    'bert.embeddings',
    ...blocksOf(
      12,
      (i) => `bert.encoder.layer.${i}`,
      'attention.self.query attention.self.key attention.self.value attention.self.dropout attention.self ' +
        'attention.output.dense attention.output.dropout attention.output.LayerNorm attention.output attention ' +
        'intermediate.dense intermediate.intermediate_act_fn intermediate output.dense output.dropout output.LayerNorm output',
    ),
    ...within('', 'bert.encoder bert.pooler.dense bert.pooler.activation bert.pooler dropout classifier'),
  ],
  'BERT’s and RoBERTa’s heads': [
    'roberta.encoder.layer.0',
    ...within('cls.predictions.', 'transform.dense transform.LayerNorm transform decoder'),
    ...within('', 'cls.predictions cls classifier.dense classifier.dropout classifier.out_proj classifier'),
  ],
  DistilBERT: [
    'distilbert.embeddings',
    ...blocksOf(
      6,
      (i) => `distilbert.transformer.layer.${i}`,
      'attention.q_lin attention.out_lin attention sa_layer_norm ffn.lin1 ffn.activation ffn.lin2 ffn.dropout ffn output_layer_norm',
    ),
  ],
  'torchvision’s ResNet': [
    ...within('', 'conv1 bn1 relu maxpool'),
    ...[1, 2, 3, 4].flatMap((stage) => [
      ...within(`layer${stage}.0.`, 'conv1 bn1 conv2 bn2 conv3 bn3 downsample.0 downsample.1 downsample relu'),
      ...[`layer${stage}.0`, ...within(`layer${stage}.1.`, 'conv1 bn1 conv2 bn2 conv3 bn3 relu'), `layer${stage}.1`],
      `layer${stage}`,
    ]),
    ...['avgpool', 'fc'],
  ],
  'torchvision’s DenseNet': [
    ...within('features.', 'conv0 norm0 relu0 pool0'),
    ...[1, 2].flatMap((block) => [
      ...blocksOf(12, (i) => `features.denseblock${block}.denselayer${i + 1}`, 'norm1 relu1 conv1 norm2 relu2 conv2'),
      `features.denseblock${block}`,
      ...within(`features.transition${block}.`, 'norm relu conv pool'),
      `features.transition${block}`,
    ]),
    ...['features.norm5', 'features', 'classifier'],
  ],
  'torchvision’s GoogLeNet at its beginning': ['conv1.conv', 'conv1.bn', 'conv1', 'maxpool1', 'conv2.conv', 'conv2'],
  'torchvision’s ViT': [
    ...['conv_proj', 'encoder.dropout'],
    ...blocksOf(
      12,
      (i) => `encoder.layers.encoder_layer_${i}`,
      'ln_1 self_attention dropout ln_2 mlp.0 mlp.1 mlp.3 mlp',
    ),
    ...within('', 'encoder.layers encoder.ln encoder heads.head heads'),
  ],
  'torchvision’s Swin': ['features.0.0', 'features.0', 'features.7', 'features', 'norm', 'permute', 'avgpool', 'head'],
  'timm’s ViT': [
    ...within('', 'patch_embed.proj patch_embed.norm patch_embed pos_drop norm_pre'),
    ...blocksOf(
      12,
      (i) => `blocks.${i}`,
      'norm1 attn.qkv attn.q_norm attn.k_norm attn.attn_drop attn.proj attn.proj_drop attn ls1 drop_path1 ' +
        'norm2 mlp.fc1 mlp.act mlp.drop1 mlp.norm mlp.fc2 mlp.drop2 mlp ls2 drop_path2',
    ),
    ...within('', 'norm fc_norm head_drop head'),
  ],
  'CLIP’s ViT': [
    ...within('visual.', 'conv1 ln_pre'),
    ...blocksOf(
      12,
      (i) => `visual.transformer.resblocks.${i}`,
      'ln_1 attn ls_1 ln_2 mlp.c_fc mlp.gelu mlp.c_proj mlp ls_2',
    ),
    'visual.ln_post',
  ],
  'diffusers’ U-Net': [
    ...within(
      '',
      'conv_in time_proj time_embedding.linear_1 time_embedding.act time_embedding.linear_2 time_embedding',
    ),
    ...[0, 1, 2].flatMap((block) => [
      ...[0, 1].flatMap((i) => [
        ...within(`down_blocks.${block}.resnets.${i}.`, 'norm1 conv1 time_emb_proj norm2 conv2 conv_shortcut'),
        `down_blocks.${block}.resnets.${i}`,
        ...within(`down_blocks.${block}.attentions.${i}.`, 'norm proj_in transformer_blocks.0.norm1'),
        ...within(`down_blocks.${block}.attentions.${i}.transformer_blocks.0.`, 'attn1 norm2 attn2 norm3 ff'),
        ...within(`down_blocks.${block}.attentions.${i}`, '.transformer_blocks.0 .transformer_blocks.1 .proj_out'),
        `down_blocks.${block}.attentions.${i}`,
      ]),
      `down_blocks.${block}.downsamplers.0`,
      `down_blocks.${block}`,
    ]),
    ...within('', 'mid_block.resnets.0 mid_block.attentions.0 mid_block.resnets.1 mid_block up_blocks.0 conv_norm_out'),
  ],
  'a latent diffusion U-Net': [
    ...within(
      '',
      'time_embed.0 time_embed.2 time_embed input_blocks.0.0 input_blocks.0 input_blocks.11 middle_block.0',
    ),
    ...within('', 'middle_block.2 middle_block output_blocks.0.0 output_blocks.0 output_blocks.11 out.0 out.2 out'),
  ],
  DiT: ['x_embedder', 't_embedder', 'y_embedder', 'blocks.0', 'blocks.1', 'blocks.27', 'final_layer'],
  Flux: [
    ...within('', 'x_embedder context_embedder transformer_blocks.0 transformer_blocks.18 single_transformer_blocks.0'),
    ...within('', 'single_transformer_blocks.37 norm_out proj_out'),
  ],
  'Keras’ ResNet50 with its paddings': [
    ...within('', 'input_1 conv1_pad conv1_conv conv1_bn conv1_relu pool1_pad pool1_pool'),
    ...within('conv2_block1_', '1_conv 1_bn 1_relu 2_conv 2_bn 2_relu 3_conv 3_bn add out'),
    ...['avg_pool', 'predictions'],
  ],
};

describe('layersInOrder of every module', () => {
  for (const [name, layers] of Object.entries(networks)) {
    it(`goes from input to output in ${name}`, () => {
      // Backwards and by the alphabet: neither is the order of any of them.
      for (const list of [[...layers].reverse(), [...layers].sort()])
        assert.deepEqual(list.sort(layersInOrder(layers)), layers);
    });
  }
});
