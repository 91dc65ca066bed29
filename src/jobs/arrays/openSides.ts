import { mayBeStacks } from '../../analysis/names/stacks';
import { requireReal } from '../../formats/values/dtype';
import { LensError } from '../../facts/errors';
import { WrongDimensionsError } from '../../formats/errors';
import { headerNotices } from '../../formats/npy/headerNotices';
import type { ArrayAddress, SideIdentity } from '../../protocol/worker';
import { NoVarianceError } from '../../similarity/errors';
import type { CompareOptions } from '../../facts/options';
import type { ReadMatrix } from '../../similarity/orientation';
import type { Notice } from '../../facts/reportParts';
import { openArray, type OpenedArray } from './openArray';
import { shortNames } from '../../facts/shortNames';

/** Files whose headers fit each other, and how they are to be read. */
export interface OpenedSides {
  names: string[];
  sides: SideIdentity[];
  /** What headers give rise to say. */
  notices: Notice[];
}

/**
 * Reads the headers of a set of files and checks their shapes; no data is read, and no file is left open. `transposed`: which of them are read as
 * neurons x samples. `names`: what messages call the files, of a set that they are only some of. `rank`: which directions are to be counted.
 * @throws the errors of openArray; WrongDimensionsError; LensError `recipe-mismatch` (a recipe and a turned reading); the errors of requireReal;
 * NoVarianceError (nothing in it).
 */
export async function openSides(
  addresses: readonly ArrayAddress[],
  transposed: readonly boolean[],
  names: readonly string[] = shortNames(addresses.map(({ path }) => path)),
  rank: CompareOptions['rank'] = 'numerical',
): Promise<OpenedSides> {
  addresses.forEach((address, i) => requireReadable(address, names[i]!, transposed[i]!));
  const opened: OpenedArray[] = [];
  try {
    for (const address of addresses) opened.push(await openArray(address));
    opened.forEach((array, i) => requireMatrix(array, names[i]!));
    return {
      names: [...names],
      sides: opened.map((array, i) => identityOf(array, addresses[i]!, transposed[i]!, rank)),
      notices: opened.flatMap((array, i) => headerNotices(array, names[i]!)),
    };
  } finally {
    await Promise.all(opened.map((array) => array.close()));
  }
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
function requireReadable({ recipe }: ArrayAddress, name: string, transposed: boolean): void {
  if (!recipe || !transposed) return;
  throw new LensError(
    'recipe-mismatch',
    `${name} cannot be read as neurons x samples together with a choice for its axes or rows; take back one of the two.`,
  );
}

function requireMatrix({ header }: OpenedArray, name: string): void {
  requireReal(header.dtype, name);
  const [rows, columns] = header.shape;
  if (header.shape.length !== 2 || rows === undefined || columns === undefined)
    throw new WrongDimensionsError(name, header.shape);
  if (rows === 0 || columns === 0) throw new NoVarianceError(name, rows === 0 ? 'samples' : 'neurons');
}

function identityOf(
  { header, source, byteLength, mark, stored, unit, others }: OpenedArray,
  address: ArrayAddress,
  transposed: boolean,
  rank: CompareOptions['rank'],
): SideIdentity {
  const order = header.fortranOrder === transposed ? 'rows' : 'columns';
  const layout = source.sequential ? (`inflated ${order}` as const) : order;
  const square = header.shape[0] === header.shape[1];
  const ids = address.order;
  return {
    // What is read is put in order along the axis of the samples, which only now is known.
    address: ids && square && transposed ? { ...address, order: { ...ids, columns: true } } : address,
    byteLength,
    mark,
    shape: header.shape,
    dtype: header.descr,
    transposed,
    layout,
    unit: rank === 'exact' ? 0 : unit,
    ...(address.recipe || stored.dtype !== header.descr ? { stored } : {}),
    ...(others.length > 0 ? { others } : {}),
  };
}
