import type { CaptureAxes } from '../../facts/capture';
import { LensError } from '../../facts/errors';
import { shortNames } from '../../facts/shortNames';
import type { RecipeChoice } from '../../facts/pairOptions';
import type { Notice } from '../../facts/reportParts';
import type { Recipe } from '../../facts/recipe';
import { StepMaskError } from '../../formats/derived/stepMask';
import type { ArrayBytes } from '../../formats/derived/rows';
import { requireReal, type Dtype } from '../../formats/values/dtype';
import type { StoredShape } from '../../analysis/recipes/settleRecipes';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { FileState } from '../../protocol/sideIdentity';
import { inParallel } from '../inParallel';
import { toldOfFile } from './captures';
import { applyRecipe } from './applyRecipe';
import { openArray } from './openArray';
import { maskOf, type FoundMask, type KnownMasks } from './stepMasks';

/** All that has to be known of an array before its rows are read. Its files are closed again. */
export interface OpenedHeader extends FileState {
  address: ArrayAddress;
  /** As messages and reports call it, told apart from the others of its list. */
  name: string;
  /** Shape, element type and numpy's description of it, as stored: of a layer in batches, of all of them joined. */
  stored: { shape: number[]; dtype: string };
  /** Its element type; where the manifest of a capture tells that its values were rounded to a coarser one before they were written, that one. */
  type: Dtype;
  /** What the manifest of a capture says of its axes, and why one does not fit it. */
  told?: { axes?: CaptureAxes | undefined; problem?: Notice | undefined } | undefined;
  /** The array with its samples in order, before any recipe, without a byte of it. */
  array: ArrayBytes;
  /** How many members of its archive have its name, of which it is the last. */
  copies: number;
  /** The other files that it is made of: batches, then ids. */
  others: FileState[];
  /** Of an array of sequences, where there is one: which of their steps take part. */
  mask?: FoundMask | undefined;
}

/** Headers read at the same time. */
const atOnce = 8;

/** Whether masks of steps are followed, and where they were looked for. */
interface Masks {
  choice?: RecipeChoice['mask'];
  known: KnownMasks;
}

/**
 * Opens the files of an array, once, and closes them (ids are read, and a mask of its steps unless masks are left aside). A recipe that its address has is tried.
 * @throws the errors of openArray and maskOf.
 */
export async function readArrayHeader(
  address: ArrayAddress,
  name = shortNames([address.path])[0]!,
  { choice, known }: Masks = { known: new Map() },
): Promise<OpenedHeader> {
  const opened = await openArray({ ...address, recipe: undefined });
  await opened.close();
  const { byteLength, mark, stored, storedType, copies, others } = opened;
  // Of a layer in several files the code that captures writes none.
  const { layer, problem } = address.more ? {} : await toldOfFile(address.path, { ...stored, dtype: storedType });
  const type = typeBefore(layer?.dtype, storedType);
  const told = layer || problem ? { told: { axes: layer?.axes, problem } } : {};
  const array = withoutBytes(opened);
  const { shape } = array.header;
  const follows = shape.length === 3 && (choice !== 'none' || address.recipe !== undefined);
  const mask = follows ? await maskOf(address, { name, shape }, known, layer) : undefined;
  const found = { ...(mask ? { mask } : {}), ...told };
  const header = { address, name, byteLength, mark, stored, type, array, copies, others, ...found };
  if (address.recipe) madeBy(header, address.recipe);
  return header;
}

/** The type of values before they were written as another, which only matters where it is the coarser one. */
function typeBefore(told: string | undefined, stored: Dtype): Dtype {
  const [kind, itemsize] = told === 'bfloat16' ? (['bfloat16', 2] as const) : (['float', widths[told ?? '']] as const);
  if (itemsize === undefined || stored.kind !== 'float' || stored.itemsize <= itemsize) return stored;
  return { ...stored, kind, itemsize };
}

const widths: Record<string, number | undefined> = { float16: 2, float32: 4 };

/**
 * The same of a list, a few at a time, under names that tell them apart; in the place of an array that cannot be read stands why. `recipe`: whether masks
 * of steps are followed. @throws StepMaskError of a mask that is named where no array has steps.
 */
export async function readArrayHeaders(
  addresses: readonly ArrayAddress[],
  recipe?: Pick<RecipeChoice, 'mask'>,
): Promise<(OpenedHeader | LensError)[]> {
  const names = shortNames(addresses.map(({ path }) => path));
  const masks: Masks = { choice: recipe?.mask, known: new Map() };
  const headers = await inParallel(addresses, atOnce, (address, at) =>
    readArrayHeader(address, names[at]!, masks).catch(refusal),
  );
  requireSequences(addresses, headers);
  return headers;
}

/** @throws StepMaskError */
function requireSequences(addresses: readonly ArrayAddress[], headers: readonly (OpenedHeader | LensError)[]): void {
  const named = addresses.find(({ mask }) => mask !== undefined)?.mask;
  const deep = headers.some((found) => found instanceof LensError || found.array.header.shape.length === 3);
  if (named === undefined || deep) return;
  throw new StepMaskError(
    `${shortNames([named])[0]!} is given as a mask of steps, and no array here has three axes (samples, steps, neurons)`,
  );
}

/** The same of arrays all of which must be readable. @throws of the first in the list that is not, why. */
export async function requireArrayHeaders(
  addresses: readonly ArrayAddress[],
  recipe?: Pick<RecipeChoice, 'mask'>,
): Promise<OpenedHeader[]> {
  return (await readArrayHeaders(addresses, recipe)).map(readable);
}

/** Whether an array lies turned in its file, as that says of itself. */
export function isStoredTurned({ array }: Pick<OpenedHeader, 'array'>): boolean {
  return array.header.turned === true && array.header.shape.length === 2;
}

/** A header. @throws what stands in its place. */
export function readable(header: OpenedHeader | LensError): OpenedHeader {
  if (header instanceof LensError) throw header;
  return header;
}

/** An array as its header and its manifest say it is, under the name that messages have for it. */
export function storedShape({ stored: { shape }, mask, told }: OpenedHeader, name: string): StoredShape {
  return { name, shape, mask, axes: told?.axes };
}

/**
 * What a recipe makes of an array, without a byte of it: by what makes the rows that are read, so that both are of one shape.
 * @throws the errors of requireReal and applyRecipe.
 */
export function madeBy({ array, mask }: Pick<OpenedHeader, 'array' | 'mask'>, recipe: Recipe | undefined): ArrayBytes {
  if (!recipe) return array;
  requireReal(array.header.dtype, array.name);
  return applyRecipe(array, recipe, { mask: isMasked(recipe) ? mask?.mask : undefined });
}

/** Whether a recipe leaves steps out by a mask. */
export function isMasked(recipe: Recipe | undefined): boolean {
  return recipe?.kind === 'sequence' && recipe.mask !== undefined;
}

function withoutBytes({ name, header, source: { byteLength, sequential } }: ArrayBytes): ArrayBytes {
  const slice = () => Promise.reject(new Error(`${name} was closed when its header was read.`));
  return { name, header, source: { byteLength, slice, ...(sequential === undefined ? {} : { sequential }) } };
}

function refusal(error: unknown): LensError {
  if (error instanceof LensError) return error;
  throw error;
}
