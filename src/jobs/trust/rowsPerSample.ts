import { LensError } from '../../errors';
import type { SideIdentity } from '../../protocol/worker';
import { samplesOf, type FilePair } from '../passes/filePasses';

/**
 * How many rows of a pair belong to one sample (positions of a map, steps of a sequence), and so are neither permuted nor left out by themselves; 1
 * where every row is a sample. @throws LensError `recipe-mismatch` when the samples of a pair have different numbers of rows.
 */
export function rowsPerSample({ a, b, names }: FilePair): number {
  const [rowsA, rowsB] = [rowsOfSample(a, names.a), rowsOfSample(b, names.b)];
  if (rowsA === rowsB && samplesOf(a) % rowsA === 0) return rowsA;
  throw new LensError(
    'recipe-mismatch',
    `A sample has ${rowsA} rows in ${names.a} and ${rowsB} in ${names.b}, so that samples cannot be permuted: average the positions (pool), or flatten both.`,
  );
}

function rowsOfSample({ address: { recipe }, stored }: SideIdentity, name: string): number {
  const shape = stored?.shape;
  if (!recipe || !shape || recipe.kind === 'matrix') return 1;
  let rows = 1;
  if (recipe.kind === 'sequence') rows = recipe.sequence === 'flatten' ? shape[1]! : 1;
  else if (recipe.conv === 'interpolate') rows = recipe.size[0] * recipe.size[1];
  else if (recipe.conv === 'flatten') rows = recipe.layout === 'nhwc' ? shape[1]! * shape[2]! : shape[2]! * shape[3]!;
  const every = recipe.subsample?.every ?? 1;
  if (every >= rows) return 1;
  if (rows % every === 0) return rows / every;
  throw new LensError(
    'recipe-mismatch',
    `Of the ${rows} rows of each sample of ${name} one in ${every} is kept, which is not the same number for each: sub-sample by a number that divides ${rows}.`,
  );
}
