import type { DftReport, SideReport } from '../similarity/report';
import { numberText } from './numberText';

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

/** The scores of a comparison by frequencies, and the means of its grid as a table. */
export function frequencyText({
  height,
  width,
  meanOverLocations,
  dcCoefficients,
  locationMeans,
}: DftReport): string[] {
  const line = (name: string, value: number | null, convention: string): string =>
    `${name.padEnd(22)}${numberText(value).padStart(8)}   ${convention}`;
  const dc = dcCoefficients.reduce((sum, value) => sum + value / dcCoefficients.length, 0);
  return [
    line('mean CCA, frequencies', meanOverLocations, `mean over ${height} x ${width} frequencies of complex CCA`),
    line('mean CCA at (0, 0)', dcCoefficients.length > 0 ? dc : null, 'the frequency of average-pooled maps'),
    '',
    'mean CCA at each frequency, rows and columns 0, 1, ... and then the negative ones:',
    ...locationMeans.map((row) => row.map((value) => numberText(value).padStart(8)).join('')),
  ];
}
