import type { SelectedArray, Selection } from '../../protocol/analysis';

/** Every path that a selection names, whether it is computed with or not: of arrays, labels and class names. */
export function selectionPaths({ arrays, classes }: Pick<Selection, 'arrays' | 'classes'>): string[] {
  const { labels = '', names = '' } = classes ?? {};
  return [...selectedPaths(arrays), labels, names].filter((path) => path !== '');
}

/** Every path that some arrays of a selection name: their files, batches that follow, and ids. */
export function selectedPaths(arrays: readonly SelectedArray[]): string[] {
  return arrays.flatMap(({ path, more = [], ids }) => [path, ...more, ...(ids === undefined ? [] : [ids])]);
}
