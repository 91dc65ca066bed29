import { joinedWords } from '../joinedWords';
import { count, counted } from '../numbers';
import { oneLine } from '../visibleText';
import type { ReadAs } from '../recipe';
import type { PairOptions } from '../pairOptions';
import type { DroppedNeuron, Notice, PairReport, SideReport } from '../reportParts';

const mapWords = {
  flatten: 'each position of the maps was taken as a sample',
  pool: 'maps were averaged over positions',
  dft: 'maps were compared frequency by frequency',
};
const stepWords = {
  flatten: 'each step of the sequences was taken as a sample',
  last: 'of sequences the last step was taken',
  mean: 'sequences were averaged over their steps',
};

const raisedTo = (size: string): string =>
  `maps were raised to ${size} by bilinear interpolation, and each position was taken as a sample`;
const unpadded = 'padding was left out by a mask of the steps';

/** How more than two axes became samples and neurons, and which rows were kept, as a clause of a paper. */
function recipeClause(recipe: ReadAs): string {
  const words: string[] = [];
  if (recipe.kind === 'maps')
    words.push(
      recipe.conv === 'interpolate' ? raisedTo(recipe.size.join(' × ')) : mapWords[recipe.conv],
      `channels ${recipe.layout === 'nhwc' ? 'last' : 'first'}`,
    );
  else if (recipe.kind === 'sequence')
    words.push(stepWords[recipe.sequence], ...(recipe.mask === undefined ? [] : [unpadded]));
  const { subsample } = recipe;
  if (subsample)
    words.push(`one row in ${count(subsample.every)} was kept, from row ${count(subsample.first)} (counted from 0) on`);
  return words.join(', ');
}

const reasons: Record<DroppedNeuron['reason'], readonly [one: string, several: string]> = {
  constant: ['is constant', 'are constant'],
  dependent: ['is a linear combination of others', 'are linear combinations of others'],
  'low-variance': ['is of too low a variance for epsilon', 'are of too low a variance for epsilon'],
};

/** What stands in the way of taking a side as it is stored: its orientation, and neurons that add nothing. */
function sideClauses(letter: string, { transposed, dropped }: SideReport): string[] {
  const found = (Object.keys(reasons) as DroppedNeuron['reason'][]).flatMap((reason) => {
    const some = dropped.filter((one) => one.reason === reason).length;
    return some === 0 ? [] : [`${count(some)} ${reasons[reason][some === 1 ? 0 : 1]}`];
  });
  const add = dropped.length === 1 ? 'it adds' : 'they add';
  return [
    ...(transposed ? [`side ${letter} is stored as neurons × samples and was transposed`] : []),
    ...(found.length > 0 ? [`of the neurons of ${letter}, ${joinedWords(found)}: ${add} no dimension`] : []),
  ];
}

/** How the arrays of a pair became two matrices of the same samples, as sentences. */
export function readArrays(report: PairReport): string {
  const [a, b] = (['a', 'b'] as const).map((side) => {
    const { recipe } = report[side];
    return recipe && (recipe.kind !== 'matrix' || recipe.subsample) ? recipeClause(recipe) : '';
  }) as [string, string];
  const recipes = a === b ? [a] : [a && `of a, ${a}`, b && `of b, ${b}`];
  const leftOut = report.warnings.some(({ code }) => code === 'non-finite-dropped');
  return asSentences([
    ...recipes,
    ...sideClauses('a', report.a),
    ...sideClauses('b', report.b),
    leftOut ? 'samples with a value that is not finite on either side were left out of both' : '',
  ]);
}

/** The size of a side: `a (NAME, 96 neurons, rank 90)`. */
export function sideWords(letter: string, name: string, { features, rank }: SideReport): string {
  return `${letter} (${oneLine(name)}; ${counted(features, 'neuron')}, rank ${count(rank)})`;
}

/**
 * How the arrays of a set became matrices of the same samples, as sentences: by what was chosen, and by what the remarks of the result say was decided in its place. Of arrays of
 * two axes there is nothing to say.
 */
export function readArraysOfSet({ recipe = {}, orientation }: PairOptions, warnings: readonly Notice[]): string {
  const remarked = (code: string): boolean => warnings.some((warning) => warning.code === code);
  const { conv = remarked('maps-pooled') ? 'pool' : undefined, sequence, subsample } = recipe;
  const steps = sequence ?? (remarked('sequences-averaged') ? 'mean' : undefined);
  const sentences = [
    conv === undefined ? '' : conv === 'interpolate' ? raisedTo('one size') : mapWords[conv],
    steps === undefined ? '' : stepWords[steps],
    remarked('steps-masked') ? unpadded : '',
    subsample
      ? `one row in ${count(subsample.every)} was kept${subsample.seed === undefined ? '' : ` (from a row drawn with seed ${subsample.seed})`}`
      : '',
    orientation === 'neurons' ? 'matrices are stored as neurons × samples and were transposed' : '',
    remarked('non-finite-dropped')
      ? 'samples with a value that is not finite in any of the arrays were left out of all'
      : '',
  ];
  return asSentences(sentences);
}

function asSentences(clauses: readonly string[]): string {
  const some = clauses.filter((clause) => clause !== '');
  return some.map((clause) => `${clause[0]!.toUpperCase()}${clause.slice(1)}.`).join(' ');
}
