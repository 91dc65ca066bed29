import { LensError } from '../../facts/errors';
import { shortNames } from '../../facts/shortNames';
import type { Recipe } from '../../facts/recipe';
import type { ArrayBytes } from '../../formats/derived/rows';
import { requireReal, type Dtype } from '../../formats/values/dtype';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { FileState } from '../../protocol/sideIdentity';
import { inParallel } from '../inParallel';
import { applyRecipe } from './applyRecipe';
import { openArray } from './openArray';

/** All that has to be known of an array before its rows are read. Its files are closed again. */
export interface OpenedHeader extends FileState {
  address: ArrayAddress;
  /** As messages and reports call it, told apart from the others of its list. */
  name: string;
  /** Shape, element type and numpy's description of it, as stored: of a layer in batches, of all of them joined. */
  stored: { shape: number[]; dtype: string };
  type: Dtype;
  /** The array with its samples in order, before any recipe, without a byte of it. */
  array: ArrayBytes;
  /** How many members of its archive have its name, of which it is the last. */
  copies: number;
  /** The other files that it is made of: batches, then ids. */
  others: FileState[];
}

/** Headers read at the same time. */
const atOnce = 8;

/** Opens the files of an array, once, and closes them (ids are read). A recipe that its address has is tried. @throws the errors of openArray. */
export async function readArrayHeader(
  address: ArrayAddress,
  name = shortNames([address.path])[0]!,
): Promise<OpenedHeader> {
  const opened = await openArray({ ...address, recipe: undefined });
  await opened.close();
  const { byteLength, mark, stored, storedType: type, copies, others } = opened;
  const header = { address, name, byteLength, mark, stored, type, array: withoutBytes(opened), copies, others };
  if (address.recipe) madeBy(header, address.recipe);
  return header;
}

/** The same of a list, a few at a time, under names that tell them apart; in the place of an array that cannot be read stands why. */
export async function readArrayHeaders(addresses: readonly ArrayAddress[]): Promise<(OpenedHeader | LensError)[]> {
  const names = shortNames(addresses.map(({ path }) => path));
  return inParallel(addresses, atOnce, (address, at) => readArrayHeader(address, names[at]!).catch(refusal));
}

/** The same of arrays all of which must be readable. @throws of the first in the list that is not, why. */
export async function requireArrayHeaders(addresses: readonly ArrayAddress[]): Promise<OpenedHeader[]> {
  return (await readArrayHeaders(addresses)).map(readable);
}

/** A header. @throws what stands in its place. */
export function readable(header: OpenedHeader | LensError): OpenedHeader {
  if (header instanceof LensError) throw header;
  return header;
}

/**
 * What a recipe makes of an array, without a byte of it: by what makes the rows that are read, so that both are of one shape.
 * @throws the errors of requireReal and applyRecipe.
 */
export function madeBy({ array }: Pick<OpenedHeader, 'array'>, recipe: Recipe | undefined): ArrayBytes {
  if (!recipe) return array;
  requireReal(array.header.dtype, array.name);
  return applyRecipe(array, recipe);
}

function withoutBytes({ name, header, source: { byteLength, sequential } }: ArrayBytes): ArrayBytes {
  const slice = () => Promise.reject(new Error(`${name} was closed when its header was read.`));
  return { name, header, source: { byteLength, slice, ...(sequential === undefined ? {} : { sequential }) } };
}

function refusal(error: unknown): LensError {
  if (error instanceof LensError) return error;
  throw error;
}
