import { mayBeStacks } from '../../analysis/names/stacks';
import { LensError } from '../../facts/errors';
import type { CompareOptions } from '../../facts/options';
import type { Recipe } from '../../facts/recipe';
import type { Notice } from '../../facts/reportParts';
import type { ArrayBytes } from '../../formats/derived/rows';
import { WrongDimensionsError } from '../../formats/errors';
import { headerNotices } from '../../formats/headerNotices';
import { requireReal } from '../../formats/values/dtype';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { NoVarianceError } from '../../similarity/errors';
import type { ReadMatrix } from '../../similarity/orientation';
import { isMasked, madeBy, type OpenedHeader } from './arrayHeaders';
import { storedUnit } from './storedUnit';

/** How an array is read: what makes two axes of more (in the place of its address's own), and whether it is neurons x samples. */
export interface ArrayWay {
  header: OpenedHeader;
  recipe?: Recipe | undefined;
  transposed: boolean;
}

/** Arrays as they are compared. */
export interface Sides {
  sides: SideIdentity[];
  /** What headers give rise to say. */
  notices: Notice[];
}

/**
 * Arrays as samples x neurons, from their headers alone, whose shapes are checked. `rank`: which directions are to be counted.
 * @throws LensError `recipe-mismatch` (a recipe and a turned reading); the errors of madeBy and requireReal; WrongDimensionsError; NoVarianceError
 * (nothing in it).
 */
export function sidesOfHeaders(ways: readonly ArrayWay[], rank: CompareOptions['rank'] = 'numerical'): Sides {
  ways.forEach(requireReadable);
  const arrays = ways.map(({ header, recipe }) => madeBy(header, recipe ?? header.address.recipe));
  arrays.forEach((array, i) => requireMatrix(array, ways[i]!.header.name));
  return {
    sides: arrays.map((array, i) => identityOf(array, ways[i]!, rank)),
    notices: arrays.flatMap((array, i) => {
      const { copies, name } = ways[i]!.header;
      return headerNotices({ ...array, copies }, name);
    }),
  };
}

/** A side as it is read, for what has to do with its orientation. */
export function readMatrixOf({ address, shape, transposed, stored }: SideIdentity, name: string): ReadMatrix {
  const [rows, columns] = shape as [number, number];
  const [layers, samples] = stored?.shape ?? [];
  const stack = address.recipe?.kind === 'sequence' && mayBeStacks([stored!.shape]);
  return {
    name,
    rows,
    columns,
    transposed,
    fixed: address.recipe !== undefined,
    ...(stack && { stack: { layers: layers!, samples: samples! } }),
  };
}

/** Rows of what a recipe makes are samples. */
function requireReadable({ header, recipe = header.address.recipe, transposed }: ArrayWay): void {
  if (!recipe || !transposed) return;
  throw new LensError(
    'recipe-mismatch',
    `${header.name} cannot be read as neurons x samples together with a choice for its axes or rows; take back one of the two.`,
  );
}

function requireMatrix({ header }: ArrayBytes, name: string): void {
  requireReal(header.dtype, name);
  const [rows, columns] = header.shape;
  if (header.shape.length !== 2 || rows === undefined || columns === undefined)
    throw new WrongDimensionsError(name, header.shape);
  if (rows === 0 || columns === 0) throw new NoVarianceError(name, rows === 0 ? 'samples' : 'neurons');
}

function identityOf(
  { header, source }: ArrayBytes,
  {
    header: { address: own, byteLength, mark, stored, type, others: files, mask },
    recipe: chosen,
    transposed,
  }: ArrayWay,
  rank: CompareOptions['rank'],
): SideIdentity {
  const address = chosen ? { ...own, recipe: chosen } : own;
  const { recipe, order: ids } = address;
  const others = mask && isMasked(recipe) ? [...files, mask.state] : files;
  const order = header.fortranOrder === transposed ? 'rows' : 'columns';
  const layout = source.sequential ? (`inflated ${order}` as const) : order;
  const square = header.shape[0] === header.shape[1];
  return {
    // What is read is put in order along the axis of the samples, which only now is known.
    address: ids && square && transposed ? { ...address, order: { ...ids, columns: true } } : address,
    byteLength,
    mark,
    shape: header.shape,
    dtype: header.descr,
    transposed,
    layout,
    unit: rank === 'exact' ? 0 : storedUnit(type, stored.shape, recipe),
    ...(recipe || stored.dtype !== header.descr ? { stored } : {}),
    ...(others.length > 0 ? { others } : {}),
  };
}
