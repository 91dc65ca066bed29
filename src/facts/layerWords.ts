/**
 * Words that layers are called by, with the part of a network that such a layer belongs to, from 0 at the input to 8 at the output. The names of
 * torchvision, timm, transformers, Keras and of the papers' own networks; what is not here counts as part of the body.
 */
const parts: Record<string, number> = Object.fromEntries(
  [
    ['input inputs image images pixels'],
    ['embed embedding embeddings stem patch wte wpe token'],
    [
      'conv convolution depthwise pointwise bn batchnorm groupnorm relu gelu elu tanh sigmoid act pool maxpool dropout lrn padding batch',
    ],
    [
      'layer layers lay l block blocks stage hidden h encoder enc down res resid residual feature features transformer ' +
        'hook attn attention mlp ffn pre post self cross multi spatial temporal position positional query key value norm ' +
        'lstm gru rnn cell module inception mixed fire backbone trunk transition resblock denseblock layernorm ln',
    ],
    ['mid middle bridge bottleneck latent z'],
    ['decoder dec up'],
    ['avgpool gap globalpool global avg mean max flatten pooler pooled last cls'],
    ['fc linear dense penultimate proj projection prelogits'],
    [
      'logit logits output outputs out softmax prob probs prediction predictions classifier head heads lm score scores unembed',
    ],
  ].flatMap(([words], part) => words!.split(' ').map((word) => [word, part] as const)),
);

/** The part for what no word tells. */
const body = 3;

/** The words and numbers of a name in lower case; the `2d` of `conv2d` is no number of a layer. */
export function wordsOf(name: string): string[] {
  return (
    name
      .toLowerCase()
      .replace(/(conv|pool(?:ing)?|norm|batchnorm|dropout)[123]d/g, '$1')
      .match(/\p{L}+|\d+/gu) ?? []
  );
}

/** Whether a name begins as layers' names do. One letter does only with its number: `l3`, `h.0`. */
export function isLayerish(name: string): boolean {
  const [word, next] = wordsOf(name);
  if (word === undefined || !Object.hasOwn(parts, word)) return false;
  return word.length > 1 || (next !== undefined && /^\d/.test(next));
}

/** The part of a network, 0 (input) to 8 (output), of the first word in a name that is known; the body for none. */
export function networkPart(name: string): number {
  const known = wordsOf(name).find((word) => Object.hasOwn(parts, word));
  return known === undefined ? body : parts[known]!;
}

/** Whether a name has a word that layers are called by. */
export function hasKnownWord(name: string): boolean {
  return wordsOf(name).some((word) => Object.hasOwn(parts, word));
}
