import { distinctNames } from '../../src/facts/distinctNames';
import { withoutEnding } from '../../src/facts/formats';
import { layerOfFile } from '../../src/facts/layerOfFile';
import { compareNatural } from '../../src/facts/naturalOrder';
import { areCounted, splitName } from '../../src/facts/splitName';
import type { SelectedArray, Selection } from '../../src/protocol/selection';
import type { AnalysisName } from '../../src/facts/analyses';
import type { ClassesChoice } from '../../src/facts/analyses/classes';
import { choicesKept, forAnalysis } from '../../src/facts/analyses/choices';
import { dynamicsFacts, type DynamicsChoice } from '../../src/facts/analyses/dynamics';
import { sameNames } from '../../src/facts/analyses/groups';
import { counted } from '../../src/facts/numbers';

/** The columns of the table that text is typed into. */
export type ArrayField = 'model' | 'checkpoint' | 'layer' | 'group';

/** Distinct values of a column among the arrays that take part, in their order. */
export function distinctOf(selection: Selection, field: ArrayField): string[] {
  const values = selection.arrays.flatMap((array) => {
    const value = array.include ? array[field] : undefined;
    return value === undefined || (field === 'group' && value === '') ? [] : [value];
  });
  return [...new Set(values)];
}

/** The selection with some of its arrays changed; nothing typed for a group is no group. */
export function changeArrays(
  selection: Selection,
  which: (array: SelectedArray) => boolean,
  change: Partial<Pick<SelectedArray, ArrayField | 'include'>>,
): Selection {
  const cleaned = 'group' in change && !change.group?.trim() ? { ...change, group: undefined } : change;
  const arrays = selection.arrays.map((array) => (which(array) ? { ...array, ...cleaned } : array));
  return withKnownNames({ ...selection, arrays });
}

/** The selection with a joined layer parted into its files, each a layer of its own by its name; ids of the whole are those of none of them. */
export function splitArray(selection: Selection, path: string): Selection {
  const arrays = selection.arrays.flatMap((array): SelectedArray[] => {
    const { more = [], ...rest } = array;
    if (array.path !== path || more.length === 0) return [array];
    const files = [path, ...more];
    const layers = files.map(layerOfFile);
    // Files of one name in folders of their own: `batch_0/layer1.npy`.
    const own = new Set(layers).size === files.length ? layers : distinctNames(files).map(withoutEnding);
    return files.map((file, i) => ({ ...rest, path: file, layer: own[i]!, ids: undefined }));
  });
  return withKnownNames({ ...selection, arrays });
}

/** The arrays that can be parts of one with this one, itself among them, in the order of their numbers; [] when its name tells none. */
export function splitsBeside({ arrays }: Selection, one: SelectedArray): SelectedArray[] {
  const name = splitName(one.layer);
  if (!name || one.more) return [];
  const splits = arrays.flatMap((array) => {
    if (array.more || array.model !== one.model || array.checkpoint !== one.checkpoint) return [];
    const other = splitName(array.layer);
    return other?.whole === name.whole && other.byWord === name.byWord ? [{ array, part: other.part }] : [];
  });
  if (splits.length < 2 || !(name.byWord || areCounted(splits.map(({ part }) => part)))) return [];
  return splits.sort((a, b) => compareNatural(a.part, b.part)).map(({ array }) => array);
}

/** What the button is called that joins an array with the other parts of one, `splits` of them all in all; 0 or 1: there is nothing to join. */
export function joinLabel(name: string, splits: number): string {
  return splits < 2 ? 'Join' : `Join ${name} and ${counted(splits - 1, 'other file')}`;
}

/** The selection with the parts beside an array joined to one layer, their samples in the order of their numbers. */
export function joinArrays(selection: Selection, one: SelectedArray): Selection {
  const splits = splitsBeside(selection, one);
  const [first, ...others] = splits;
  if (!first) return selection;
  // Parts may have been left out for their numbers of samples, which are those of the whole no more.
  const joined = {
    ...first,
    layer: splitName(first.layer)!.whole,
    more: others.map(({ path }) => path),
    include: true,
  };
  const place = selection.arrays.find((array) => splits.includes(array));
  const arrays = selection.arrays.flatMap((array): SelectedArray[] => {
    if (array === place) return [joined];
    return splits.includes(array) ? [] : [array];
  });
  return withKnownNames({ ...selection, arrays });
}

/** The selection with a layer moved to the place of another, in every checkpoint of every model. */
export function moveLayer(selection: Selection, layer: string, to: string): Selection {
  const layers = [...new Set(selection.arrays.map((array) => array.layer))];
  const [from, place] = [layers.indexOf(layer), layers.indexOf(to)];
  if (from < 0 || place < 0 || from === place) return selection;
  layers.splice(from, 1);
  layers.splice(place, 0, layer);
  const groups = new Map<string, SelectedArray[]>();
  for (const array of selection.arrays) {
    const key = [array.model, array.checkpoint].join('\0');
    groups.set(key, [...(groups.get(key) ?? []), array]);
  }
  const byLayer = (a: SelectedArray, b: SelectedArray) => layers.indexOf(a.layer) - layers.indexOf(b.layer);
  return { ...selection, arrays: [...groups.values()].flatMap((group) => [...group].sort(byLayer)) };
}

/** The layer before (-1) or behind (1) another in the order of the table; undefined at its ends. */
export function layerBeside({ arrays }: Selection, layer: string, step: -1 | 1): string | undefined {
  const layers = [...new Set(arrays.map((array) => array.layer))];
  return layers[layers.indexOf(layer) + step];
}

/** Choices that name a model, a checkpoint or groups which no longer exist are taken back. */
function withKnownNames(selection: Selection): Selection {
  const [models, checkpoints, groups] = (['model', 'checkpoint', 'group'] as const).map((field) =>
    distinctOf(selection, field),
  ) as [string[], string[], string[]];
  return choicesKept(selection, { models, checkpoints, groups });
}

/** The selection for another analysis, with what it cannot do without: for classes the label file, where one was found. */
export function chooseAnalysis(
  selection: Selection,
  analysis: AnalysisName,
  labels?: string,
  names?: string,
): Selection {
  const next = forAnalysis(selection, analysis);
  if (analysis === 'classes' && labels !== undefined) next.classes ??= { labels, names, logits: 'columns' };
  return next;
}

/** The selection with other choices for dynamics. */
export function changeDynamics(selection: Selection, change: Partial<DynamicsChoice>): Selection {
  return { ...selection, dynamics: { ...dynamicsFacts.choice.initial, ...selection.dynamics, ...change } };
}

/** The selection with other choices for classes; without a label file there is nothing to choose for. */
export function changeClasses(selection: Selection, change: Partial<ClassesChoice>): Selection {
  const labels = change.labels ?? selection.classes?.labels;
  if (labels === undefined) return selection;
  return { ...selection, classes: { logits: 'columns', ...selection.classes, ...change, labels } };
}

/** The groups in their order: as chosen, else as the arrays name them. */
export function groupOrder(selection: Selection): string[] {
  const groups = distinctOf(selection, 'group');
  return selection.groups && sameNames(selection.groups, groups) ? selection.groups : groups;
}

/** The selection with one group a place earlier in the order. */
export function moveGroupUp(selection: Selection, name: string): Selection {
  const order = [...groupOrder(selection)];
  const place = order.indexOf(name);
  if (place > 0) order.splice(place - 1, 2, name, order[place - 1]);
  return { ...selection, groups: order };
}

/** Places of the arrays whose name, model, checkpoint, layer or group holds every word of a text. */
export function filterArrays({ arrays }: Selection, names: Record<string, string>, text: string): number[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return arrays.flatMap(({ path, model, checkpoint, layer, group }, place) => {
    const hay = [names[path] ?? path, model, checkpoint, layer, group ?? ''].join('\n').toLowerCase();
    return words.every((word) => hay.includes(word)) ? [place] : [];
  });
}

/**
 * Indices typed as `0, 3, 5-9`; undefined for nothing typed.
 * @throws RangeError saying what is wrong.
 */
export function readIndices(text: string): number[] | undefined {
  const parts = text.split(/[,\s]+/).filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  const indices = parts.flatMap((part) => {
    const [, from, to = from] = /^(\d{1,6})(?:[-–](\d{1,6}))?$/.exec(part) ?? [];
    const [first, last] = [Number(from), Number(to)];
    if (from === undefined || last < first || last - first > 100_000) {
      throw new RangeError(`Enter numbers of classes such as 0, 3, 5-9; “${part}” is none.`);
    }
    return Array.from({ length: last - first + 1 }, (_unused, step) => first + step);
  });
  return [...new Set(indices)].sort((one, other) => one - other);
}

/** Indices as a person would type them: `0, 3, 5-9`. */
export function writeIndices(indices: number[] | undefined): string {
  const parts: string[] = [];
  const list = indices ?? [];
  for (let start = 0; start < list.length;) {
    let end = start;
    while (list[end + 1] === list[end] + 1) end++;
    parts.push(end > start + 1 ? `${list[start]}-${list[end]}` : list.slice(start, end + 1).join(', '));
    start = end + 1;
  }
  return parts.join(', ');
}
