import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isMaskName } from '../../analysis/names/whatKind';
import { LensError } from '../../facts/errors';
import { memberPath } from '../../facts/address';
import { formatNamed } from '../../facts/formats';
import { shortNames } from '../../facts/shortNames';
import { isMaskShape, readStepMask, type StepMask } from '../../formats/derived/stepMask';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { FileState } from '../../protocol/sideIdentity';
import { requireSize } from '../files/fileKinds';
import { listMembers, openStored, splitAddress } from './openStored';

/** A mask of the steps of an array of sequences. */
export interface FoundMask {
  path: string;
  /** As messages call it. */
  name: string;
  mask: StepMask;
  state: FileState;
  /** Nobody named it: it lies beside the array, and has the name and the shape of a mask. */
  found: boolean;
}

/** Masks by the files and folders in which they were looked for, so that a set of layers looks once. */
export type KnownMasks = Map<string, Promise<string[]>>;

/**
 * The mask that an address names for an array of sequences, else the one beside it: in the same file, in its folder, or in the folder above; 0 and 1, one for
 * each step. Undefined where there is none, and where it leaves every step.
 * @param sequences what messages call the array, and its shape. @param told what the manifest of a capture says of the array: the mask in its folder, or that
 * it has none. @throws StepMaskError of one that is named, or leaves no step of a sample; LensError `file-too-large`;
 * the errors of opening and reading.
 */
export async function maskOf(
  { path, recipe, mask: named }: ArrayAddress,
  sequences: { name: string; shape: readonly number[] },
  known: KnownMasks,
  told?: { mask?: string | undefined },
): Promise<FoundMask | undefined> {
  const given = recipe ? (recipe.kind === 'sequence' ? recipe.mask : undefined) : named;
  const look = async (): Promise<FoundMask | undefined> => {
    if (!told) return beside(path, sequences, known);
    return told.mask === undefined ? undefined : read(join(dirname(path), told.mask), sequences, true);
  };
  const masked = given !== undefined ? await read(given, sequences, false) : recipe ? undefined : await look();
  return masked && masked.mask.real < masked.mask.marks.length ? masked : undefined;
}

async function beside(
  path: string,
  sequences: { name: string; shape: readonly number[] },
  known: KnownMasks,
): Promise<FoundMask | undefined> {
  const { file } = await splitAddress(path);
  const folder = resolve(dirname(file));
  const places: [string, () => Promise<string[]>][] = [
    [file, () => masksInFile(file)],
    [folder, () => masksInFolder(folder)],
    [dirname(folder), () => masksInFolder(dirname(folder))],
  ];
  for (const [place, look] of places) {
    const candidates = known.get(place) ?? look();
    known.set(place, candidates);
    for (const candidate of await candidates) {
      if (candidate !== path && (await fits(candidate, sequences.shape))) return read(candidate, sequences, true);
    }
  }
  return undefined;
}

/** Whether an array that is named as a mask is one of these steps. What cannot be read is none, and has its own say where it is used. */
async function fits(path: string, shape: readonly number[]): Promise<boolean> {
  const opened = await openStored({ path }).catch(refused);
  await opened?.close();
  return opened !== undefined && isMaskShape(opened.header.shape, shape);
}

async function masksInFile(file: string): Promise<string[]> {
  const members = (await listMembers(file).catch(refused)) ?? [];
  return inOrder(members.filter(isMaskName)).map((member) => memberPath(file, member));
}

async function masksInFolder(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const masks = names.filter((name) => formatNamed(name)?.holds === 'array' && isMaskName(name));
  return inOrder(masks).map((name) => join(folder, name));
}

/** What is called attention mask comes first, as the shortest of such names. */
function inOrder(names: string[]): string[] {
  const rank = (name: string) => (/attention/i.test(name) ? 0 : 1);
  return names.sort((one, other) => rank(one) - rank(other) || one.length - other.length || (one < other ? -1 : 1));
}

async function read(
  path: string,
  sequences: { name: string; shape: readonly number[] },
  found: boolean,
): Promise<FoundMask> {
  const array = await openStored({ path });
  try {
    const name = shortNames([path])[0]!;
    requireSize(name, array.header.dtype.itemsize * array.header.shape.reduce((count, size) => count * size, 1), 'ids');
    const mask = await readStepMask({ ...array, name }, sequences);
    await array.prove();
    return { path, name, mask, state: array.state, found };
  } finally {
    await array.close();
  }
}

function refused(error: unknown): undefined {
  if (error instanceof LensError) return undefined;
  throw error;
}
