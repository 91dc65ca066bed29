/** One step of the way to a layer: `h.0`, `attn` and `c_attn` in `transformer.h.0.attn.c_attn`. */
export interface LayerStep {
  /** Its words in lower case, spelled one way, each between underscores: `_post_attn_norm_`. */
  words: string;
  /** The numbers behind them: none, one, or two (`conv1_2`). */
  numbers: number[];
  /** Whether it is written as a module within the one before (`layer1.relu`), not as a suffix of it (`layer1_relu`). */
  within: boolean;
  /** Whether its number is written as that of a part (`h.0`), so that without it the name is of the whole. */
  indexed: boolean;
  /** Whether it is spelled as Keras does, whose first layer of a kind has no number. */
  keras: boolean;
}

/** Names of a whole network, which say nothing of where a layer stands in it. */
const wrappers =
  'model|module|transformer|gpt|neox|gptj|bert|roberta|distilbert|albert|deberta|electra|llama|mistral|opt|clip|vit|deit|swin|' +
  'net|network|backbone|trunk|base|orig|mod|language|text|vision|visual|hook';
const wrapper = new RegExp(`^(?:${wrappers})$`);

/** Spellings that are one word here. */
const spellings: [RegExp, string][] = [
  [/_batch_?norm(?:alization)?(?=_)/g, '_bn'],
  [/_(?:(?:layer|rms|group)_?norm(?:alization)?|layrnorm|normalization|ln|gn|lrn)(?=_)/g, '_norm'],
  [/_(?:(?:leaky_)?re_?lu\d?|gelu|elu|silu|selu|tanh|sigmoid|activation|swish)(?=_)/g, '_act'],
  [/_(?:attentions?|attns)(?=_)/g, '_attn'],
  [/_crossattention(?=_)/g, '_cross_attn'],
  [/_(?:ffn|ff|feed_?forward|dense_act_dense|experts|moe)(?=_)/g, '_mlp'],
  [/_max_?pool(?:ing)?(?=_)/g, '_pool'],
  [/_(?:(?:global|adaptive)_(?:avg|average|max)?_?pool(?:ing)?|avg_pool|gap|globalpool)(?=_)/g, '_avgpool'],
  [/_(?:average_)?pooling(?=_)/g, '_pool'],
  [/_drop(?:out)?(?=_)/g, '_drop'],
  [/_convolution(?=_)/g, '_conv'],
  [/_(?:embeddings?|embedders?|emb)(?=_)/g, '_embed'],
];

/** The steps of a layer's name from the whole to the part, without what names the network; the `2d` of `conv2d` is no number of a layer. */
export function stepsOf(name: string): LayerStep[] {
  const plain = name
    .replace(/(conv|pool(?:ing)?|norm(?:ali[sz]ation)?|dropout)[123]d/gi, '$1')
    .replace(/(\p{Ll})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase();
  const steps: LayerStep[] = [];
  for (const [segment] of plain.matchAll(/[^./\\:\s]+/g)) steps.push(...stepsWithin(segment, steps));
  return steps;
}

/** The steps in a segment between dots; a number by itself is that of the step before it, when that is not an operation that has parts. */
function stepsWithin(segment: string, before: readonly LayerStep[]): LayerStep[] {
  const steps: LayerStep[] = [];
  let words: string[] = [];
  let within = true;
  const close = (numbers: number[]): void => {
    const named = words.filter(
      (word, i) => !wrapper.test(word) || (i > 0 && i === words.length - 1 && word !== 'hook'),
    );
    // Without a number and without a word that says more, it is the network itself.
    if (named.length === 0 && numbers.length === 0) return void (words = []);
    for (const part of apart(named.length === 0 ? words : named, before.length + steps.length)) {
      steps.push({ ...spelled(part), numbers: [], within, indexed: false });
      within = false;
    }
    if (numbers.length > 0) {
      const last = steps.at(-1);
      if (last && words.length > 0) last.numbers = numbers;
      else steps.push({ words: '_', numbers, within, indexed: true, keras: false });
    }
    words = [];
    within = false;
  };
  for (const [token] of segment.matchAll(/\p{L}+|\d+/gu)) {
    if (!/^\d/.test(token)) {
      words.push(token);
      continue;
    }
    const last = steps.at(-1) ?? (within ? before.at(-1) : undefined);
    const second = steps.length > 0 && last!.numbers.length === 1;
    const own = steps.length === 0 && words.length === 0 && last?.numbers.length === 0 && !operation.test(last.words);
    if (own) last.indexed = true;
    if (words.length === 0 && (second || own)) last!.numbers.push(Number(token));
    else close([Number(token)]);
  }
  if (words.length > 0) close([]);
  return steps;
}

const operation = /_(?:conv|dense|fc|linear)_$/;

/** `encoder_embed` is a part of the encoder; `encoder_layer` numbers its blocks. */
function apart(words: string[], depth: number): string[][] {
  const container = depth === 0 && words.length > 1 && /^(encoder|decoder)$/.test(words[0]!);
  return container && !/^(layers?|blocks?)$/.test(words[1]!) ? [[words[0]!], words.slice(1)] : [words];
}

function spelled(words: readonly string[]): Pick<LayerStep, 'words' | 'keras'> {
  const raw = `_${words.join('_')}_`;
  const one = spellings.reduce((text, [pattern, word]) => text.replace(pattern, word), raw);
  return { words: one, keras: /normalization_|pooling_|_activation_|_re_lu_|_padding_/.test(raw) };
}
