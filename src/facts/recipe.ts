/** How an array of three or four axes is read as samples x neurons, and which rows of the result are kept: settled, nothing left open. */
export type Recipe = (
  | { kind: 'maps'; layout: 'nhwc' | 'nchw'; conv: 'flatten' | 'pool' }
  /** Every map raised to this height and width, bilinear, then flattened. */
  | { kind: 'maps'; layout: 'nhwc' | 'nchw'; conv: 'interpolate'; size: [number, number] }
  /** `mask`: the address of an array of samples x steps, 1 for the steps that take part and 0 for padding. */
  | { kind: 'sequence'; sequence: 'flatten' | 'last' | 'mean'; mask?: string | undefined }
  | { kind: 'matrix' }
) & {
  subsample?: { every: number; first: number } | undefined;
  /** Only within jobs (see wholeSide.ts): all values that are stored of a sample stand in one row, whatever else the recipe makes of them. */
  whole?: true | undefined;
};

/** How a side was read, for a report: by a recipe, or as maps that were compared frequency by frequency. */
export type ReadAs =
  Recipe | { kind: 'maps'; layout: 'nhwc' | 'nchw'; conv: 'dft'; subsample?: undefined; whole?: undefined };

const convWords = {
  flatten: 'each position a sample',
  pool: 'average-pooled',
  interpolate: 'interpolated, each position a sample',
  dft: 'frequency by frequency',
};
const sequenceWords = { flatten: 'each step a sample', last: 'the last step', mean: 'mean of the steps' };
const realWords = { flatten: 'each real step a sample', last: 'the last real step', mean: 'mean of the real steps' };

/** What became of more than two axes, and which rows were kept, in a few words; `sized`: also to which height and width maps were raised. */
export function recipeText(recipe: ReadAs, sized = false): string {
  const words: string[] = [];
  if (recipe.kind === 'maps') {
    words.push(recipe.layout.toUpperCase(), convWords[recipe.conv]);
    if (sized && recipe.conv === 'interpolate') words.push(`raised to ${recipe.size.join(' × ')}`);
  } else if (recipe.kind === 'sequence')
    words.push((recipe.mask === undefined ? sequenceWords : realWords)[recipe.sequence]);
  if (recipe.subsample) words.push(`one row of ${recipe.subsample.every} from row ${recipe.subsample.first}`);
  return words.join(', ');
}
