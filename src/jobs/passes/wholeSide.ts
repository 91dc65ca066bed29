import { isRagged } from '../../facts/rowsOfRecipe';
import { elementCount } from '../../formats/header';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { TooFewSamplesError } from '../../similarity/errors';
import type { WholeWord } from '../../similarity/samples/sideSamples';
import { wholeMismatch } from '../../similarity/samples/wholeMismatch';
import { samplesOf, type FilePair } from './filePair';
import { rowsOfSample } from './sampleOfRow';

/**
 * A side whose rows are positions of maps or steps of sequences as whole samples, a row of all stored values of each: no map is raised for it, and sub-sampling,
 * which leaves out rows, leaves none of its positions out. Of sequences with a mask, the real steps alone (as many in each: others are refused when they are
 * read). Undefined where each row is a sample already.
 */
export function wholeSide(side: SideIdentity): SideIdentity | undefined {
  const each = rowsOfEach(side);
  const { recipe } = side.address;
  if (each === 1 || !recipe || !side.stored) return undefined;
  const [samples, ...axes] = side.stored.shape as [number, ...number[]];
  const width = isRagged(recipe) ? each * axes.at(-1)! : elementCount(axes);
  return {
    ...side,
    address: { ...side.address, recipe: { ...recipe, subsample: undefined, whole: true } },
    shape: [samples, width],
  };
}

/** Rows of each sample before some are left out; where a mask leaves some steps, as many as each sequence would have if all had as many. */
function rowsOfEach(side: SideIdentity): number {
  const { recipe } = side.address;
  if (!recipe || recipe.whole || !side.stored) return 1;
  if (!isRagged(recipe)) return rowsOfSample(side);
  const all = samplesOf(side) * (recipe.subsample?.every ?? 1);
  // One step of each is a row by itself, which is the whole of it: only reading tells.
  return Math.max(2, Math.ceil(all / side.stored.shape[0]!));
}

/** What the samples of a side are called when they are whole. */
export function wholeWord({ address: { recipe } }: SideIdentity): WholeWord {
  return recipe?.kind === 'maps' ? 'image' : recipe?.kind === 'sequence' ? 'sequence' : 'sample';
}

/** One byte for each whole sample of a side, 0 for those of which `mask`, one byte for each row, leaves a row out; undefined where it leaves out none. */
export function wholeMask(side: SideIdentity, mask: Uint8Array | undefined): Uint8Array | undefined {
  const each = rowsOfEach(side);
  if (!mask || each === 1) return mask;
  const { every, first } = side.address.recipe?.subsample ?? { every: 1, first: 0 };
  const kept = new Uint8Array(side.stored!.shape[0]!).fill(1);
  mask.forEach((flag, row) => {
    if (flag === 0) kept[Math.floor((first + row * every) / each)] = 0;
  });
  return kept;
}

/**
 * A pair as whole samples (see {@link wholeSide}), with those of which it leaves no row out; undefined where the rows of both sides are samples already.
 * @throws LensError `recipe-mismatch` where the sides have different numbers of them; TooFewSamplesError where fewer than two are left.
 */
export function wholePair({ a, b, names, mask }: FilePair): FilePair | undefined {
  const [first, second] = [wholeSide(a), wholeSide(b)];
  if (!first && !second) return undefined;
  const whole = { a: first ?? a, b: second ?? b, names };
  const [samples, others] = [samplesOf(whole.a), samplesOf(whole.b)];
  if (samples !== others) throw wholeMismatch(names, samples, others);
  const kept = wholeMask(a, mask);
  if (kept && kept.reduce((sum, flag) => sum + flag, 0) < 2)
    throw new TooFewSamplesError('Fewer than two whole samples are free of NaN and infinite values on both sides.');
  return kept ? { ...whole, mask: kept } : whole;
}
