import { placeInStack } from '../../facts/address';
import { textFormatNamed } from '../../facts/formats';
import { layerOfFile } from '../../facts/layerOfFile';
import type { FoundArray, ScanOutcome } from '../../protocol/scan';

/** An array beside the layers. */
export type BesideKind = ScanOutcome['beside'][number]['kind'];

const labelWords = new Set(
  'label labels target targets class classes gt groundtruth y annotation annotations'.split(' '),
);
const sureLabelWords = new Set('label labels target targets groundtruth'.split(' '));
const idWords = new Set('id ids idx index indices uid uids'.split(' '));
const maskWords = new Set('mask masks attentionmask'.split(' '));
/** Words that say which samples, or that it is about them. */
const splitWords = new Set('sample samples attention train test val valid validation'.split(' '));
const pictureWords = new Set('picture pictures image images img imgs photo photos pixels input inputs'.split(' '));

/**
 * Whether an array is no layer but labels, sample ids or pictures, by its own name and its shape; undefined: it may be a layer. A vector of whole
 * numbers or of texts is labels also without such a name when it has one for each sample.
 * @param samples how many samples the layers have; undefined while that is not known.
 */
export function whatKind(array: FoundArray, samples?: number): { kind: BesideKind; reason: string } | undefined {
  const { shape, whole, bytes, text = false, told } = array;
  if (told?.kind === 'layer') return undefined;
  if (told) return { kind: told.kind, reason: `named as ${told.kind} by the manifest of its folder` };
  const words = wordsOf(array.path);
  const named = (among: ReadonlySet<string>) => words.find((word) => among.has(word));
  const vector = shape.length === 1 || (shape.length === 2 && shape[1] === 1);
  if (vector) {
    const discrete = whole || text;
    const id = named(idWords);
    if (discrete && id !== undefined) {
      return { kind: 'ids', reason: `a vector of ${text ? 'texts' : 'whole numbers'}, named ${id}` };
    }
    const label = named(labelWords);
    if (label !== undefined && (discrete || sureLabelWords.has(label))) {
      return { kind: 'labels', reason: `a vector named ${label}` };
    }
    if (discrete && shape.length === 1 && shape[0] === samples) {
      return { kind: 'labels', reason: `a vector with a ${text ? 'text' : 'whole number'} for each sample` };
    }
    return undefined;
  }
  if (text) return undefined;
  if (shape.length === 2) {
    const id = whole ? named(idWords) : undefined;
    if (id !== undefined) return { kind: 'tokens', reason: `a matrix of whole numbers named ${id}` };
    const mask = named(maskWords);
    // A layer may be called so among other words.
    if (mask !== undefined && (whole || words.every((word) => word === mask || word === 'attention')))
      return { kind: 'masks', reason: `a matrix named ${mask}` };
    const label = words.find(
      (word) => sureLabelWords.has(word) || (whole && labelWords.has(word)) || word === 'onehot',
    );
    return label === undefined ? undefined : { kind: 'labels', reason: `a matrix named ${label}` };
  }
  if (shape.length !== 3 && shape.length !== 4) return undefined;
  const picture = named(pictureWords);
  if (picture !== undefined) return { kind: 'pictures', reason: `an array of ${shape.length} axes named ${picture}` };
  return bytes
    ? { kind: 'pictures', reason: `an array of ${shape.length} axes of bytes, as pictures are stored` }
    : undefined;
}

/** Whether an array may be a mask of steps, 1 for those that take part, by its own name: one of padding has them the other way round. */
export function isMaskName(path: string): boolean {
  const words = wordsOf(path);
  return (
    words.some((word) => maskWords.has(word)) && !words.some((word) => word.startsWith('pad') || word === 'causal')
  );
}

/** Whether an array is no layer but labels, sample ids or a mask, by its own name alone: what is named after more than that may be a layer. */
export function isNamedBesideLayers(path: string): boolean {
  return isNamedLabels(path) || isNamedOnly(wordsOf(path), [idWords, maskWords, labelWords]);
}

/** Whether an array may be labels, by its own name alone. */
export function isNamedLabels(path: string): boolean {
  const words = wordsOf(path);
  return words.some((word) => sureLabelWords.has(word)) || isNamedOnly(words, [labelWords]);
}

function isNamedOnly(words: readonly string[], among: readonly ReadonlySet<string>[]): boolean {
  const telling = words.filter((word) => !splitWords.has(word));
  return telling.length > 0 && telling.every((word) => among.some((set) => set.has(word)));
}

/** Whether a file of text may hold labels or sample ids, by its own name. */
export function isNamedBeside(path: string): boolean {
  return (
    textFormatNamed(path) !== undefined &&
    !isClassNames(path) &&
    wordsOf(path).some((word) => labelWords.has(word) || idWords.has(word))
  );
}

/**
 * What of the arrays in one file of text is labels or sample ids: a text without columns, the columns that are named so, and the only other one where none is named as
 * labels are.
 */
export function columnsBeside(arrays: readonly FoundArray[]): FoundArray[] {
  const kinds = arrays.map((array) => whatKind(array)?.kind);
  const others = arrays.filter(({ whole, text }, i) => kinds[i] === undefined && (whole || text));
  const only = kinds.includes('labels') || others.length !== 1 ? undefined : others[0];
  return arrays.filter((array, i) => kinds[i] !== undefined || array === only);
}

function wordsOf(path: string): string[] {
  const name = layerOfFile(placeInStack(path)?.path ?? path);
  return name.toLowerCase().match(/\p{L}+/gu) ?? [];
}

/** Whether a file of text holds the names of classes, by its own name. */
export function isClassNames(path: string): boolean {
  const name = path.split(/[\\/]/).at(-1)!;
  return /^((class|label|category)(es|s)?|categories)([-_ ]?names?)?\.(txt|json)$/i.test(name);
}
