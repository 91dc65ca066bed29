import { shortNames } from '../../facts/shortNames';
import type { SelectedArray } from '../../protocol/selection';
import type { ArrayLabel } from '../../facts/analyses/resultParts';

/**
 * Arrays as rows, columns or ends of pairs, each with the shortest name that tells it from the others: of model, checkpoint and layer those that
 * differ anywhere, or as much of the ends of the paths as it takes. `neurons` by array, as compared.
 */
export function arrayLabels(arrays: readonly SelectedArray[], neurons: readonly number[]): ArrayLabel[] {
  const names = namesByParts(arrays) ?? shortNames(arrays.map(({ path }) => path));
  return arrays.map(({ path, model, checkpoint, layer }, i) => ({
    path,
    model,
    checkpoint,
    layer,
    name: names[i]!,
    neurons: neurons[i]!,
  }));
}

function namesByParts(arrays: readonly SelectedArray[]): string[] | undefined {
  const differs = (part: 'model' | 'checkpoint' | 'layer'): boolean =>
    new Set(arrays.map((array) => array[part])).size > 1;
  const parts = (['model', 'checkpoint', 'layer'] as const).filter(differs);
  const names = arrays.map((array) =>
    parts
      .map((part) => array[part])
      .filter((text, at, all) => text !== '' && all.indexOf(text) === at)
      .join(' '),
  );
  const whole = names.every((name) => name !== '') && new Set(names).size === arrays.length;
  return whole ? names : undefined;
}
