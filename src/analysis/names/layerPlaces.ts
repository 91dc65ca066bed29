import type { LayerStep } from './layerSteps';
import { networkPart } from '../../facts/layerWords';

/** The parts of a network from its input to its output. */
export const part = {
  input: 0,
  embeddings: 1,
  convolutions: 2,
  body: 3,
  middle: 4,
  decoder: 5,
  gathers: 6,
  dense: 7,
  output: 8,
};

/** What stands where in a network: part, place in it, and kind of operation among those of one number. The first pattern that fits counts. */
const inNetwork: [RegExp, number, number, number?][] = [
  [/_unembed_|_embed_out_|_lm_head_/, part.output, 2],
  [/_conv_norm_out_/, part.output, 0],
  [/_conv_act_/, part.output, 1],
  [/_conv_out_/, part.output, 2],
  [/_input_blocks?_/, part.body, 0],
  [/_output_blocks?_/, part.decoder, 0],
  [/_single_blocks?_/, part.body, 1],
  [/_time(step)?_proj_/, part.embeddings, 3.5],
  [/_(t|time|timestep)_embed_/, part.embeddings, 4],
  [/_(y|label|context|caption|text)_embed_/, part.embeddings, 5],
  [/_(embed|pos|patch)_drop_/, part.embeddings, 7],
  [/_(embed|patch)_norm_|_norm_embed_/, part.embeddings, 6],
  [/_pre_norm_|_norm_pre_/, part.body, -1],
  [/_wpe_|_pos(ition(al)?)?_(embed|encoding|token)|_embed_pos|^_pos(itions?|itional)?_$/, part.embeddings, 2],
  [/_type_embed_|_segment_embed_/, part.embeddings, 3],
  [/_(cls|class|register)_tokens?_/, part.embeddings, 1],
  [/_(wte|embed|patch|patchify|stem|conv_in|conv_proj|shared)_/, part.embeddings, 0],
  [/_pre_classifier_|_prelogits_|_pre_logits_|_penultimate_/, part.dense, 1],
  [/_bn_/, part.convolutions, 0, 1],
  [/_pad(ding)?_/, part.convolutions, 0, -1],
  [/_act_/, part.convolutions, 0, 2],
  [/_avgpool_/, part.gathers, 1],
  [/_pool_/, part.convolutions, 0, 3],
  [/_norm_out_/, part.gathers, 0],
  [/_permute_/, part.gathers, 0.5],
  [/_flatten_/, part.gathers, 2],
  [/_conv_|_depthwise_|_pointwise_/, part.convolutions, 0, 0],
];

/** What stands where in a block: stage, number (null: the step's own, else as given), kind among those of one number, and that of the next step. */
const inBlock: [RegExp, number, number | null, number, number?][] = [
  [/^_(resid_pre|pre|input|in|scale)_$/, 0, 0, 0],
  [/_resid_mid_/, 3, 1, 8],
  [/_resid_post_/, 8, 0, 0],
  [/_((down|up)sample(rs?)?|shortcut|skip)_/, 5, null, 0, Infinity],
  [/^_add_$/, 5, null, 1, Infinity],
  [/_post_attn_drop_/, 3, 1, 2.7],
  [/_proj_drop_/, 3, 1, 2.6],
  [/_(attn_drop|softmax|pattern|probs)_/, 3, 1, 1.5],
  [/_(attn_)?scores_/, 3, 1, 1.4],
  [/_q_norm_|_rot_q_/, 3, 1, 1.3],
  [/_k_norm_|_rot_k_/, 3, 1, 1.31],
  [/_rot(ary)?_/, 3, 1, 1.32],
  [/^_(c_attn|qkv|in_proj|wqkv)_$|_(query|q|wq)_/, 3, 1, 1],
  [/_(key|k|wk)_/, 3, 1, 1.1],
  [/_(value|v|wv)_/, 3, 1, 1.2],
  [/^_(z|self)_$/, 3, 1, 1.6],
  [/_(post_mlp|mlp_post)_norm_|_post_mlp_/, 4, 3, 0],
  [/_(mlp|pre_mlp)_norm_|_norm_mlp_/, 3, 3, 0],
  [/_(post_attn|post|sa)_norm_|_norm_after_/, 3, 2, 0],
  [/_(cross|encoder)_attn_(layer_)?norm_|_norm_cross_/, 3, 2, 0],
  [/_(final|out|output)_norm_/, 6, 1, 0],
  [/_norm_/, 3, null, 0, 1],
  [/_attn_in_/, 3, 1, 0.5],
  [/_(attn_out|post_attn|resid_drop|attn_output)_/, 3, 1, 2.6],
  [/_(cross|encoder|enc_dec)_attn_/, 3, 2, 2],
  [/_(attn|mixer)_/, 3, null, 2, 1],
  [/_resnets?_/, 3, null, 1, 0],
  [/_(gate|mlp_in)_/, 4, 0, 0],
  [/_mlp_out_/, 4, 3, 0],
  [/_(mlp|intermediate)_/, 4, 1, 1],
  [/_(up|c_fc|fc_in|wi|dense_h_to)_/, 4, 1, 0],
  [/_(down|wo)_/, 4, 2, 0],
  [/^_(fc|dense|linear|lin|w)_$/, 4, null, 0, 1],
  [/_time_embed_proj_/, 3, 1, 7],
  [/_pad(ding)?_/, 3, null, -1, 0],
  [/_bn_/, 3, null, 4, Infinity],
  [/_pool_/, 3, null, 6, Infinity],
  [/_conv_/, 3, null, 3, 0],
  [/^_(output|out|post|decoder)_$/, 8, 0, 0],
];

/** Where a step stands in a network: its part, its place there, and its kind among those that take turns by number. */
export function placeInNetwork({ words, numbers }: LayerStep): [part: number, place: number, kind: number] {
  if (/_norm_/.test(words) && !/_(embed|pre|patch)_norm_|_norm_(embed|pre|out)_/.test(words)) {
    // A normalisation without a number stands behind the body of a transformer.
    return numbers.length === 0 || /_(final|f|post|last|head)_/.test(words)
      ? [part.gathers, 0, 0]
      : [part.convolutions, 0, 1];
  }
  for (const [pattern, ...[of, place, kind = 0]] of inNetwork) if (pattern.test(words)) return [of, place, kind];
  const of = networkPart(words);
  return [of, of === part.gathers ? 3 : outputPlace(of, words), /_(transition|downsample)_/.test(words) ? 1 : 0];
}

/** Logits follow what they are of, and what is made of them follows them. */
function outputPlace(of: number, words: string): number {
  if (of === part.dense) return /_proj(ection)?_/.test(words) ? 1 : 0;
  if (of !== part.output) return 0;
  if (/_logits?_/.test(words)) return 3;
  return /_(outputs?|softmax|probs?|predictions?|scores?)_/.test(words) ? 4 : 2;
}

/**
 * Where a step stands in a block of a network: stage, number and kind. `parent` is the step that it is a part of; `gated`, whether dense layers of the
 * network have gates, whose activation comes before what they let through.
 */
export function placeInBlock(step: LayerStep, parent: LayerStep, gated: boolean): [number, number, number] {
  const { words, numbers } = step;
  const [number] = numbers;
  const inMlp = /_(mlp|time_embed)_/.test(parent.words);
  const special = inMlp ? placeInDense(step, gated) : placeByParent(step, parent);
  if (special) return special;
  // What scales or drops a branch follows it, the second that of the dense layers.
  if (/_(drop_path|ls|layer_scale)_/.test(words)) {
    const kind = /_drop_path_/.test(words) ? 8.5 : 8;
    return number === 2 ? [4, 3, kind] : [3, number ?? 1, kind];
  }
  if (/_act_/.test(words))
    return inMlp || /_fn_/.test(words) ? [4, 1, 5] : number === undefined ? [5, Infinity, 2] : [3, number, 5];
  for (const [pattern, stage, fixed, kind, absent] of inBlock) {
    if (pattern.test(words)) return [stage, fixed ?? number ?? absent ?? 0, kind];
  }
  return [3, number ?? 1, 7];
}

const projection = /^_(c_proj|o|o_proj|out_proj|proj|dense|to_out|wo|result|output|fc_out)_$/;

/** Where a step stands among dense layers (`mlp.act`), as far as that differs from other blocks. */
function placeInDense({ words, numbers }: LayerStep, gated: boolean): [number, number, number] | undefined {
  const [number] = numbers;
  if (/_norm_/.test(words)) return [4, 1, 6];
  if (projection.test(words) && number === undefined) return [4, 2, 0];
  // Of w1, w2 and w3 the second comes last; w12 is the first and the third in one.
  if (words === '_w_' && number === 3) return [4, 1, 5.5];
  if (words === '_w_' && number === 12) return [4, 0, 0];
  if (gated && /_up_/.test(words) && !/_gate_/.test(words)) return [4, 1, 5.5];
  if (/_drop_/.test(words)) return number === 1 ? [4, 1, 5.7] : [4, 2, 1];
  return undefined;
}

/** Where a step stands for what it is a part of: attention, the output of a block, a head, or an operation that begins with its activation. */
function placeByParent({ words, numbers }: LayerStep, parent: LayerStep): [number, number, number] | undefined {
  const [number] = numbers;
  const isOutput = /_(output|transform|classifier|heads?)_/.test(parent.words);
  if (/_norm_/.test(words) && (isOutput || /_patch_embed_/.test(parent.words))) return [6, 1, 0];
  if (/^_drop_$/.test(words) && isOutput) return [5, 0, 0];
  if (projection.test(words) && words !== '_dense_' && /_(classifier|heads?)_/.test(parent.words)) return [8, 0, 0];
  if (/_dense_?layer_|_transition_/.test(parent.words)) {
    if (/_norm_/.test(words)) return [3, number ?? 0, 0];
    if (/_act_/.test(words)) return [3, number ?? 0, 0.5];
  }
  if (/_attn_/.test(parent.words)) {
    if (/_proj_in_/.test(words)) return [3, 1, 0.5];
    if (/_blocks?_/.test(words)) return [3, 1, 7.5];
    if (/_proj_out_/.test(words)) return [3, 1, 8];
    if (projection.test(words) && number === undefined) return [3, 1, 2.5];
  }
  return undefined;
}
