import type { SelectedArray } from '../../protocol/selection';
import { groupedBy } from '../pairs/inOrder';

/** Milliseconds that a checkpoint without all layers waits for a further one. */
export const layersPatienceMs = 30_000;

/**
 * New arrays of checkpoints that are still being written: of which a layer is missing that the last known checkpoint of the model has, and to which something
 * came less than {@link layersPatienceMs} ago. Without them a result would lack layers for a while.
 * @param cameAt when the file of a new array was complete, and `now`: milliseconds since 1970.
 */
export function waitingArrays<Found extends SelectedArray>(
  known: readonly SelectedArray[],
  found: readonly Found[],
  cameAt: (path: string) => number,
  now: number,
): Set<Found> {
  const paths = new Set(known.map(({ path }) => path));
  const layersOf = new Map<string, { checkpoint: string; layers: string[] }>();
  for (const { model, checkpoint, layer, include } of known) {
    if (!include) continue;
    const last = layersOf.get(model);
    if (last?.checkpoint === checkpoint) last.layers.push(layer);
    else layersOf.set(model, { checkpoint, layers: [layer] });
  }
  const late = found.filter(({ path }) => !paths.has(path));
  const begun = new Set(known.map(({ model, checkpoint }) => [model, checkpoint].join('\0')));
  const waiting = new Set<Found>();
  for (const [key, own] of groupedBy(late, ({ model, checkpoint }) => [model, checkpoint].join('\0'))) {
    const expected = layersOf.get(own[0]!.model)?.layers ?? [];
    const present = new Set(own.map(({ layer }) => layer));
    const last = own.reduce((latest, { path }) => Math.max(latest, cameAt(path)), -Infinity);
    if (begun.has(key) || expected.every((layer) => present.has(layer)) || now - last >= layersPatienceMs) continue;
    for (const array of own) waiting.add(array);
  }
  return waiting;
}
