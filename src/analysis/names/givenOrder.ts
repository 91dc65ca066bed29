import { LensError } from '../../facts/errors';
import type { SelectedArray } from '../../protocol/selection';
import { distinct, groupedBy, listed } from '../pairs/inOrder';

/**
 * Arrays with their layers in the order that a person gave, models and checkpoints as they are. A layer is named in full, or by what stands behind
 * a dot, slash or underscore in it when only one ends so: `h.0` for `transformer.h.0`.
 * @throws LensError `layer-order` for a name that no layer has, that several end with, or that comes twice, and for layers that are not in the list.
 */
export function inGivenOrder<T extends SelectedArray>(arrays: readonly T[], names: readonly string[]): T[] {
  const layers = distinct(arrays.map(({ layer }) => layer));
  const places = new Map<string, number>();
  names.forEach((name, place) => {
    const layer = layerNamed(name, layers);
    if (places.has(layer)) throw new LensError('layer-order', `The order of layers has ${layer} twice; name it once.`);
    places.set(layer, place);
  });
  const missing = distinct(arrays.flatMap(({ layer, include }) => (include && !places.has(layer) ? [layer] : [])));
  if (missing.length > 0) {
    throw new LensError(
      'layer-order',
      `The order of layers lacks ${listed(missing)}; name every layer, or leave some out (--exclude).`,
    );
  }
  const placeOf = ({ layer }: T): number => places.get(layer) ?? names.length;
  const groups = groupedBy(arrays, ({ model, checkpoint }) => [model, checkpoint].join('\0'));
  return [...groups.values()].flatMap((group) => [...group].sort((a, b) => placeOf(a) - placeOf(b)));
}

function layerNamed(name: string, layers: readonly string[]): string {
  if (layers.includes(name)) return name;
  const ending = layers.filter((layer) => layer.endsWith(name) && /[./_]$/.test(layer.slice(0, -name.length)));
  if (ending.length === 1) return ending[0]!;
  const found =
    ending.length === 0
      ? `no layer is called so; there are ${listed(layers)}`
      : `${listed(ending)} end so; name them in full`;
  throw new LensError('layer-order', `The order of layers has ${name}, and ${found}.`);
}
