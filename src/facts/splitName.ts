import { largestOf, smallestOf } from './extremes';
import { isGeneric } from './genericName';
import { hasKnownWord, wordsOf } from './layerWords';

/** What a name says of one of several files of one array. */
export interface SplitName {
  /** The name of the whole. */
  whole: string;
  /** What tells the file from the others: a number, with the word before it where there is one (`batch0`, `00000-of-00002`). */
  part: string;
  /** The name itself says that it is a part; else it may as well be a layer. */
  said: boolean;
}

const batchPattern =
  /(?:^|[-_. ])(?:(?:batch|part|chunk|shard|split)[-_=. ]?\d+(?:[-_]?of[-_]?\d+)?|\d+[-_]of[-_]\d+)(?![\p{L}\d])/iu;

/** What a network has one of, or that is said of arrays and not of layers. */
const wholeNames =
  /^(logits?|outputs?|softmax|probs?|predictions?|embeddings?|inputs?|pooled|pooler|prelogits|penultimate|features?|feats?|acts?|activations?|representations?|reps?)$/;

/** The part that a word in a name counts (`layer1_batch0`, `features-00000-of-00002`), and the name without it, '' where it is nothing else. */
export function batchIn(name: string): { whole: string; part: string } | undefined {
  const found = batchPattern.exec(name);
  if (!found) return undefined;
  const rest = name.slice(0, found.index) + name.slice(found.index + found[0].length);
  return { whole: trimmed(rest), part: trimmed(found[0]) };
}

const numberBehind = /^(.+)[-_. ](\d{2,})$/;

/**
 * The part that a bare number behind a name counts (`acts_000`, `features_01`): one of two digits or more, where the name is whole without it, which is
 * said, or where it tells neither. Undefined where the number can only count layers (`layer_00`).
 */
export function numberedName(name: string): SplitName | undefined {
  const [, whole, part] = numberBehind.exec(name) ?? [];
  if (whole === undefined || part === undefined) return undefined;
  const said = namesWhole(whole);
  return said === false ? undefined : { whole, part, said: said === true };
}

/** The name before a bare number that can only count layers (`layer` of `layer_00`); undefined for other names. */
export function layerStem(name: string): string | undefined {
  const stem = numberBehind.exec(name)?.[1];
  return stem !== undefined && namesWhole(stem) === false ? stem : undefined;
}

/** What a name says of being one of several files of one array, by a word or by its number; undefined where it says a layer of its own. */
export function splitName(name: string): (SplitName & { byWord: boolean }) | undefined {
  const batch = batchIn(name);
  if (batch && batch.whole !== '') return { ...batch, said: true, byWord: true };
  const numbered = numberedName(name);
  return numbered && { ...numbered, byWord: false };
}

/** Whether bare numbers count the parts of one array: padded to one length, and from 0 or 1 on without a gap. */
export function areCounted(parts: readonly string[]): boolean {
  const numbers = parts.map(Number).sort((a, b) => a - b);
  const padded = parts.every((part) => part.length === parts[0]!.length);
  return padded && numbers[0]! <= 1 && numbers.every((number, i) => number === numbers[0]! + i);
}

/** The numbers that are missing among the parts of one array, written as they are; [] where they are not padded, or do not begin at 0 or 1. */
export function missingParts(parts: readonly string[]): string[] {
  const numbers = new Set(parts.map(Number));
  const [first, last] = [smallestOf(numbers), largestOf(numbers)];
  const length = parts[0]?.length ?? 0;
  // Numbers of years or of samples leave out far more than there are.
  if (first > 1 || !parts.every((part) => part.length === length) || last > 10 * parts.length) return [];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .filter((number) => !numbers.has(number))
    .map((number) => String(number).padStart(length, '0'));
}

/** Whether a name is of an array that is whole without its number; undefined where it tells neither. */
function namesWhole(stem: string): boolean | undefined {
  const name = stem.split('/').at(-1)!;
  const last = wordsOf(name).at(-1) ?? '';
  if (/^\d/.test(last) || wholeNames.test(last)) return true;
  if (/^(layers?|hiddens?)$/.test(last)) return false;
  if (isGeneric(name)) return true;
  return hasKnownWord(name) ? false : undefined;
}

function trimmed(text: string): string {
  return text.replace(/^[-_=. /]+|[-_=. /]+$/g, '');
}
