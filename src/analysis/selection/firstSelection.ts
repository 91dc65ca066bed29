import { usualScore } from '../../facts/measures/scores';
import { initialChoices } from '../../facts/analyses/choices';
import type { ScanOutcome } from '../../protocol/scan';
import type { Selection } from '../../protocol/selection';
import type { CompareOptions } from '../../facts/options';

/** What is proposed to be done with what was found: the first analysis that fits, with the settings of the others ready. */
export function firstSelection(found: ScanOutcome, options: CompareOptions): Selection {
  const arrays = found.arrays.map(({ shape: _shape, dtype: _dtype, ...array }) => array);
  const groups = [...new Set(arrays.flatMap(({ group, include }) => (include && group !== undefined ? [group] : [])))];
  const fitsClasses = found.proposals.some(({ analysis }) => analysis === 'classes');
  const labels = fitsClasses ? found.beside.find(({ kind }) => kind === 'labels')?.path : undefined;
  return {
    schema: 1,
    kind: 'cca-lens-selection',
    analysis: found.proposals[0]?.analysis ?? 'matrix',
    arrays,
    options,
    measure: usualScore,
    ...initialChoices(),
    ...(groups.length > 1 && { groups }),
    ...(labels !== undefined && { classes: { labels, ...namesFor(labels, found), logits: 'columns' as const } }),
  };
}

/** The file of class names in the folder of the labels, else the nearest to the top. */
function namesFor(labels: string, { beside }: ScanOutcome): { names?: string } {
  const folderOf = (path: string) => path.replace(/[\\/][^\\/]*$/, '');
  const files = beside.filter(({ kind }) => kind === 'names').map(({ path }) => path);
  const names = files.find((path) => folderOf(path) === folderOf(labels)) ?? files[0];
  return names === undefined ? {} : { names };
}
