import type { Choices } from '../../facts/analyses';
import { pathsOfChoices } from '../../facts/analyses/choices';
import type { SelectedArray, Selection } from '../../protocol/selection';

/** Every path that a selection names, whether it is computed with or not: of arrays, and in the settings of analyses (labels, class names). */
export function selectionPaths({ arrays, ...choices }: Pick<Selection, 'arrays'> & Choices): string[] {
  return [...selectedPaths(arrays), ...pathsOfChoices(choices)].filter((path) => path !== '');
}

/** Every path that some arrays of a selection name: their files, batches that follow, ids, and masks of steps. */
export function selectedPaths(arrays: readonly SelectedArray[]): string[] {
  return arrays.flatMap(({ path, more = [], ids, mask }) => [
    path,
    ...more,
    ...[ids, mask].filter((other) => other !== undefined),
  ]);
}
