import { apartNames } from '../../src/facts/apartNames';
import type { ArrayLabel } from '../../src/facts/analyses/resultParts';
import type { HeatAxis, HeatBlock } from '../charts/heatAxis';

const parts = ['model', 'checkpoint', 'layer'] as const;
type Part = (typeof parts)[number];

const plural: Record<Part, string> = { model: 'Models', checkpoint: 'Checkpoints', layer: 'Layers' };

/** Names with what they have in common said once: `common` is that, with a * where they differ; empty where nothing is. */
export function saidOnce(names: readonly string[]): { common: string; names: string[] } {
  const different = [...new Set(names)];
  const apart = apartNames(different);
  const { before, after } = apart;
  if (different.length < 2 || before + after === '') return { common: '', names: [...names] };
  const left = new Map(different.map((name, at) => [name, apart.names[at]]));
  return { common: `${before}*${after}`, names: names.map((name) => left.get(name) ?? name) };
}

/** The side of a map along which such names stand: what they share is in the title. */
export function axisOfNames(title: string, names: readonly string[]): HeatAxis {
  const { common, names: labels } = saidOnce(names);
  return { title: [title, common].filter((part) => part !== '').join(': '), labels, blocks: [] };
}

/**
 * The rows or columns of a matrix, side a or b of its pairs: of model, checkpoint and layer the last part that differs names each place, and those before
 * it the blocks, where each block stands together as it does in the order of the selection. Else the whole names stand there.
 */
export function arraysAxis(arrays: readonly ArrayLabel[], side: 'a' | 'b'): HeatAxis {
  const differing = parts.filter((part) => new Set(arrays.map((array) => array[part])).size > 1);
  const own = differing.at(-1);
  const blocks = own && blocksOf(arrays, differing.slice(0, -1));
  if (!own || !blocks || !namesItself(arrays, own, blocks)) {
    return axisOfNames(
      `${own && own !== 'layer' ? plural[own] : 'Layers'}${of(arrays)} (${side})`,
      arrays.map(({ name }) => name),
    );
  }
  const ticks = saidOnce(arrays.map((array) => array[own]));
  const groups = saidOnce(blocks.map(({ name }) => name));
  const by = differing.slice(0, -1).join(' and ');
  const grouped = by === '' ? '' : ` by ${named(by, groups.common)}`;
  return {
    title: `${named(plural[own], ticks.common)}${of(arrays)}${grouped} (${side})`,
    labels: ticks.names,
    blocks: blocks.map((block, at) => ({ ...block, name: groups.names[at] })),
  };
}

/** `layers model.layers.*.mlp` */
function named(what: string, common: string): string {
  return common === '' ? what : `${what} ${common}`;
}

/** What all are of: ` of gpt2 at step_1000`. */
function of(arrays: readonly ArrayLabel[]): string {
  const same = (part: Part): string => {
    const [first] = arrays;
    return first && arrays.every((array) => array[part] === first[part]) ? first[part] : '';
  };
  const [model, checkpoint, layer] = parts.map(same);
  return [model && ` of ${model}`, checkpoint && ` at ${checkpoint}`, layer && `, layer ${layer}`].join('');
}

/** Runs of arrays that are alike in some parts; undefined where one of them is broken by another, as in an order by likeness. */
function blocksOf(arrays: readonly ArrayLabel[], by: readonly Part[]): HeatBlock[] | undefined {
  if (by.length === 0) return [];
  const blocks: HeatBlock[] = [];
  arrays.forEach((array, at) => {
    const name = by
      .map((part) => array[part])
      .filter((text) => text !== '')
      .join(' ');
    const last = blocks.at(-1);
    if (last?.name === name) last.to = at + 1;
    else blocks.push({ from: at, to: at + 1, name });
  });
  const whole = new Set(blocks.map(({ name }) => name)).size === blocks.length;
  return whole && blocks.length < arrays.length ? blocks : undefined;
}

/** Whether one part tells each array from the others of its block. */
function namesItself(arrays: readonly ArrayLabel[], own: Part, blocks: readonly HeatBlock[]): boolean {
  const runs = blocks.length > 0 ? blocks : [{ from: 0, to: arrays.length }];
  return runs.every(({ from, to }) => {
    const names = arrays.slice(from, to).map((array) => array[own]);
    return names.every((name) => name !== '') && new Set(names).size === names.length;
  });
}
