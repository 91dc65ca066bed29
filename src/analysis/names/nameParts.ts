import { isGeneric } from '../../facts/genericName';
import { isLayerish } from '../../facts/layerWords';
import { batchIn } from '../../facts/splitName';

/** What a piece of a path, a folder or a file's name, says; '' for what it does not. */
export interface NameParts {
  model: string;
  checkpoint: string;
  layer: string;
  batch: string;
}

const separators = '[-_=. ]';

/** A number of training steps with its unit. A dot before it would do for a checkpoint, as no module is called epoch or step. */
const checkpointPattern = new RegExp(
  `(?<![\\p{L}\\d])(?:global[-_]?step|epochs?|ep|e|steps?|iter(?:ation)?s?|it|ckpt|chkpt|checkpoint|updates?|snapshot)` +
    `${separators}?\\d+(?:\\.\\d+)?[kmb]?(?![\\p{L}\\d])`,
  'giu',
);
/** What training programs put behind it: `-val_loss=0.31`. */
const metricPattern =
  /^[-_. ]*(?:val|valid|validation|train|test)?[-_]?(?:loss|acc|accuracy|error|ppl|perplexity|auc|f1|bleu|score)[-_=]?\d[-\d.e]*/i;
/** A run with its number; without a dot between, as `net.0` and `model.3` are layers of a Sequential. */
const modelPattern =
  /(?<![\p{L}\d])(?:model|net|network|seed|run|trial|rep|replica|fold|exp|experiment|version|member)[-_=]?\d+[a-z]?(?![\p{L}\d])/iu;
/** Moments of a training that are no numbers. */
const momentWords =
  'untrained|random[-_]?init|init(?:ial(?:i[sz]ed|i[sz]ation)?)?|start|before|begin(?:ning)?|best|latest|last|final|end|after|trained';
const momentBehind = new RegExp(`^(?:(.*?)${separators})?(${momentWords})$`, 'i');
const momentBefore = new RegExp(`^(${momentWords})[-_. ]?(?:model|ckpt|checkpoint|epoch|step|weights)$`, 'i');
const momentFirst = new RegExp(`^(${momentWords})${separators}(.+)$`, 'i');

/** A whole number and nothing else: a folder of one may be a checkpoint or a run. */
export function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** What the name of a folder, or of an archive that serves as one, says. A bare number or a generic word is taken for a model's. */
export function partsOfFolder(text: string): NameParts {
  const batch = batchIn(text);
  if (batch?.whole === '') return { model: '', checkpoint: '', layer: '', batch: batch.part };
  const span = checkpointSpan(text) ?? momentSpan(text);
  const rest = span ? joined([trim(text.slice(0, span[0])), trim(text.slice(span[1]))]) : text;
  const checkpoint = span ? text.slice(...span) : '';
  const layerish = isLayerish(rest) && !modelPattern.test(rest) && !isGeneric(rest);
  return { model: layerish ? '' : rest, checkpoint, layer: layerish ? rest : '', batch: '' };
}

/** What the name of a file or of an archive's member says; what is neither checkpoint, model nor batch is the layer. */
export function partsOfLeaf(text: string): NameParts {
  const batch = batchIn(text);
  let rest = batch ? batch.whole : text;
  const span = checkpointSpan(rest);
  const checkpoint = span ? rest.slice(...span) : '';
  if (span) rest = joined([trim(rest.slice(0, span[0])), trim(rest.slice(span[1]))]);
  const found = modelPattern.exec(rest);
  const parts = { checkpoint, batch: batch?.part ?? '' };
  if (!found) return { ...parts, model: '', layer: withoutGeneric(rest) };
  const before = trim(rest.slice(0, found.index));
  const after = trim(rest.slice(found.index + found[0].length));
  // `layer3_seed1_relu` names its layer on both sides; `mnist_model0_layer3` its model.
  if (isLayerish(before)) return { ...parts, model: found[0], layer: joined([before, after]) };
  return { ...parts, model: joined([before, found[0]]), layer: withoutGeneric(after) };
}

/** A moment at the beginning or the end of a file's name, with what is left of it: `conv1_init`. */
export function momentIn(text: string): { moment: string; rest: string } | undefined {
  const [, rest = '', moment] = momentBehind.exec(text) ?? [];
  if (moment !== undefined) return { moment, rest };
  const before = momentFirst.exec(text);
  return before ? { moment: before[1]!, rest: before[2]! } : undefined;
}

/** The words of a model before those of a layer, `vgg_conv1`: only where a separator stands that no module path has. */
export function modelBeforeLayer(text: string): { model: string; layer: string } | undefined {
  const words = [...text.matchAll(/[^-_ ]+/g)];
  const at = words.findIndex(({ index }) => isLayerish(text.slice(index)));
  const before = words.slice(0, Math.max(at, 0)).map(([word]) => word);
  // `model.layers.0.post` of `model.layers.0.post_attention_layernorm` is the layer's already.
  const isModulePath = (word: string): boolean =>
    [...word.matchAll(/\./g)].some(({ index }) => isLayerish(word.slice(index + 1)));
  if (at < 1 || before.some((word) => isGeneric(word) || isNumber(word) || isModulePath(word))) return undefined;
  const start = words[at]!.index;
  return { model: trim(text.slice(0, start)), layer: text.slice(start) };
}

/** From where to where a text names a checkpoint: the first, with others that follow at once (`epoch=3-step=500`) and the metric behind. */
function checkpointSpan(text: string): [number, number] | undefined {
  let span: [number, number] | undefined;
  for (const match of text.matchAll(checkpointPattern)) {
    const end = match.index + match[0].length;
    if (!span) span = [match.index, end];
    else if (trim(text.slice(span[1], match.index)) === '') span[1] = end;
  }
  if (!span) return undefined;
  const metric = metricPattern.exec(text.slice(span[1]));
  return metric ? [span[0], span[1] + metric[0].length] : span;
}

function momentSpan(text: string): [number, number] | undefined {
  if (momentBefore.test(text)) return [0, text.length];
  const [, before = '', moment] = momentBehind.exec(text) ?? [];
  if (moment === undefined) return undefined;
  // `ckpt_best` is a checkpoint as a whole, `resnet_best` one of a model.
  return /^(?:|ckpt|checkpoint|model|weights|epoch|step)$/i.test(before)
    ? [0, text.length]
    : [text.length - moment.length, text.length];
}

/** `acts_layer1` and `layer1_activations` mean layer1. */
function withoutGeneric(text: string): string {
  const words = text.split(/([-_ ]+)/);
  const first = words.slice(2).join('');
  if (words.length > 2 && isGeneric(words[0]!) && isLayerish(first) && !isGeneric(first)) return first;
  const last = words.slice(0, -2).join('');
  const behind = /^(?:acts?|activations?|feats?|representations?|reps?|hiddens?)$/i;
  return words.length > 2 && behind.test(words.at(-1)!) && isLayerish(last) ? last : text;
}

function joined(texts: string[]): string {
  return texts.filter((text) => text !== '').join('_');
}

function trim(text: string): string {
  return text.replace(/^[-_=. ]+|[-_=. ]+$/g, '');
}
