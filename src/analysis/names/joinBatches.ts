import type { Notice } from '../../similarity/report';
import { groupedBy } from '../pairs/inOrder';
import { isLayerish, wordsOf } from './layerWords';
import { isGeneric } from './nameParts';
import { compareNatural } from './naturalOrder';
import type { NameReading } from './readNames';

/** An array of which name and header were read. */
export interface ReadArray extends NameReading {
  path: string;
  shape: number[];
  dtype: string;
}

/** A layer, whole: the first of its files with those that follow, and the shape of all together. */
export type JoinedArray = Omit<ReadArray, 'batch'> & { more?: string[] };

/**
 * Joins layers that were saved in several files of samples, in natural order of their numbers. Names such as `layer1_batch0` or `layer1.part-000`
 * say so themselves. A bare number behind a name (`acts_000`, `conv1_003`) is taken for a batch only when the numbers have three digits or more, run
 * from 0 or 1 without a gap, and the name before them is whole without them: `layer_000` numbers layers. Files of different widths stay apart.
 */
export function joinBatches(arrays: readonly ReadArray[]): { arrays: JoinedArray[]; notices: Notice[] } {
  const named = groupedBy(
    arrays.filter(({ batch }) => batch !== ''),
    ({ model, checkpoint, layer }) => [model, checkpoint, layer].join('\0'),
  ).values();
  const bare = groupedBy(
    arrays.filter(({ batch, layer }) => batch === '' && stemOf(layer) !== undefined),
    ({ model, checkpoint, layer }) => [model, checkpoint, stemOf(layer)].join('\0'),
  ).values();
  const joined: JoinedArray[] = [];
  const notices: Notice[] = [];
  const inGroup = new Set<ReadArray>();
  for (const group of [...named, ...[...bare].filter((group) => group.length > 1 && isCounted(group))]) {
    group.forEach((array) => inGroup.add(array));
    const ordered = group.sort(
      (a, b) => compareNatural(numberText(a), numberText(b)) || compareNatural(a.path, b.path),
    );
    if (ordered.every(({ shape }) => shape.slice(1).join() === ordered[0]!.shape.slice(1).join())) {
      joined.push(whole(ordered));
      const notice = joinedNotice(ordered);
      if (notice) notices.push(notice);
      continue;
    }
    joined.push(...ordered.map(({ batch, ...array }) => ({ ...array, layer: `${array.layer} ${batch}`.trim() })));
    notices.push({
      code: 'batches-differ',
      message: `The files of ${titleOf(ordered[0]!)} hold samples of different shapes and were not joined to one layer.`,
    });
  }
  const single = arrays.filter((array) => !inGroup.has(array)).map(({ batch: _, ...array }) => array);
  return { arrays: [...single, ...joined], notices };
}

/** The name before a bare number of three digits or more; undefined when the number can only count layers. */
function stemOf(layer: string): string | undefined {
  const stem = /^(.+)[-_. ]\d{3,}$/.exec(layer)?.[1];
  if (stem === undefined) return undefined;
  const name = stem.split('/').at(-1)!;
  return (isGeneric(name) && !isLayerish(name)) || /\d$/.test(name) || wholeNames.test(wordsOf(name).at(-1) ?? '')
    ? stem
    : undefined;
}

/** Layers of which a network has one. */
const wholeNames =
  /^(logits?|outputs?|softmax|probs?|predictions?|embeddings?|inputs?|pooled|pooler|prelogits|penultimate)$/;

/** Whether bare numbers run from 0 or 1 without a gap. */
function isCounted(group: ReadArray[]): boolean {
  const numbers = group.map((array) => Number(numberText(array))).sort((a, b) => a - b);
  return numbers[0]! <= 1 && numbers.every((number, i) => number === numbers[0]! + i);
}

function numberText({ batch, layer }: ReadArray): string {
  return batch !== '' ? batch : /\d+$/.exec(layer)![0];
}

function whole(ordered: ReadArray[]): JoinedArray {
  const { batch, ...first } = ordered[0]!;
  const rows = ordered.reduce((sum, { shape }) => sum + (shape[0] ?? 0), 0);
  return {
    ...first,
    layer: batch === '' ? (stemOf(first.layer) ?? first.layer) : first.layer,
    shape: [rows, ...first.shape.slice(1)],
    ...(ordered.length > 1 && { more: ordered.slice(1).map(({ path }) => path) }),
  };
}

/** What is to be said: that bare numbers were taken for batches, or that a batch is missing in between. */
function joinedNotice(ordered: ReadArray[]): Notice | undefined {
  const name = titleOf(ordered[0]!);
  if (ordered[0]!.batch === '') {
    return {
      code: 'batches-joined',
      message: `The ${ordered.length} numbered files of ${name} were joined to one layer, their samples in this order.`,
    };
  }
  const numbers = ordered.map(({ batch }) => Number(/\d+/.exec(batch)?.[0]));
  const gap = numbers.findIndex((number, i) => i > 0 && number > numbers[i - 1]! + 1);
  if (gap < 0) return undefined;
  return {
    code: 'batch-missing',
    message: `The files of ${name} go from number ${numbers[gap - 1]} to ${numbers[gap]}; the samples between are missing.`,
  };
}

function titleOf({ model, checkpoint, layer, batch }: ReadArray): string {
  const name = batch === '' ? (stemOf(layer) ?? layer) : layer;
  return [model, checkpoint, name].filter((text) => text !== '').join(' ');
}
