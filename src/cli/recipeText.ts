import type { DftReport } from '../facts/measures/dft';
import type { SideReport } from '../facts/reportParts';
import { numberText } from '../facts/numbers';

/** What became of more than two axes, and which rows were kept, in a few words. */
export function recipeText(recipe: NonNullable<SideReport['recipe']>): string {
  const { subsample } = recipe;
  const words: string[] = [];
  if (recipe.kind === 'maps') {
    const conv = {
      flatten: 'each position a sample',
      pool: 'average-pooled',
      interpolate: 'interpolated, each position a sample',
      dft: 'frequency by frequency',
    }[recipe.conv];
    words.push(recipe.layout.toUpperCase(), conv);
  } else if (recipe.kind === 'sequence') {
    words.push({ flatten: 'each step a sample', last: 'the last step', mean: 'mean of the steps' }[recipe.sequence]);
  }
  if (subsample) words.push(`one row of ${subsample.every} from row ${subsample.first}`);
  return words.join(', ');
}

/** The means of a comparison by frequencies as a table of its grid. */
export function frequencyText({ locationMeans }: DftReport): string[] {
  return [
    '',
    'mean CCA at each frequency, rows and columns 0, 1, ... and then the negative ones:',
    ...locationMeans.map((row) => row.map((value) => numberText(value).padStart(8)).join('')),
  ];
}
