import { LensError } from '../../facts/errors';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { samplesOf, type FilePair } from '../passes/filePair';
import { isRagged } from '../../facts/rowsOfRecipe';
import { raggedRows } from '../passes/raggedRows';
import { rowsOfSample } from '../passes/sampleOfRow';

/**
 * How many rows of a pair belong to one sample (positions of a map, steps of a sequence), and so are neither permuted nor left out by themselves; 1
 * where every row is a sample. @throws LensError `recipe-mismatch` when the samples of a pair have different numbers of rows.
 */
export function rowsPerSample({ a, b, names }: FilePair): number {
  const [rowsA, rowsB] = [rowsOfOne(a, names.a), rowsOfOne(b, names.b)];
  if (rowsA === rowsB && samplesOf(a) % rowsA === 0) return rowsA;
  throw new LensError(
    'recipe-mismatch',
    `A sample has ${rowsA} rows in ${names.a} and ${rowsB} in ${names.b}, so that samples cannot be permuted: average the positions (pool), or flatten both.`,
  );
}

function rowsOfOne(side: SideIdentity, name: string): number {
  const { recipe } = side.address;
  if (recipe && isRagged(recipe)) throw raggedRows(name, 'samples cannot be permuted');
  const rows = rowsOfSample(side);
  if (rows === 1) return 1;
  const every = side.address.recipe?.subsample?.every ?? 1;
  if (every >= rows) return 1;
  if (rows % every === 0) return rows / every;
  throw new LensError(
    'recipe-mismatch',
    `Of the ${rows} rows of each sample of ${name} one in ${every} is kept, which is not the same number for each: sub-sample by a number that divides ${rows}.`,
  );
}
