import type { SideReport } from '../../src/facts/reportParts';

/** How more than two axes were read, as in `NHWC, flattened`; and which rows were kept. */
export function readAs(recipe: NonNullable<SideReport['recipe']>): string {
  const words: string[] = [];
  if (recipe.kind === 'maps') {
    const conv = { flatten: 'flattened', pool: 'average-pooled', interpolate: 'interpolated', dft: 'by frequency' };
    words.push(recipe.layout.toUpperCase(), conv[recipe.conv]);
    if (recipe.conv === 'interpolate') words.push(`to ${recipe.size.join(' × ')}`);
  } else if (recipe.kind === 'sequence') {
    words.push({ flatten: 'every step', last: 'last step', mean: 'mean of the steps' }[recipe.sequence]);
  }
  if (recipe.subsample) words.push(`one row of ${recipe.subsample.every} from row ${recipe.subsample.first}`);
  return words.join(', ');
}
