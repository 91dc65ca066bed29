import { LensError } from '../../errors';
import type { ArrayAddress, SideIdentity } from '../../protocol/worker';
import { decideOrientation, type Orientation } from '../../similarity/orientation';
import { SampleCountMismatchError } from '../../similarity/errors';
import type { Notice } from '../../similarity/report';
import { inParallel } from '../inParallel';
import { openSides, type OpenedSides } from './openSides';

/** Files open at the same time. */
const atOnce = 8;

/** How a set is opened. */
export interface SetChoices {
  /** Names that messages call the files by. */
  names: readonly string[];
  /** The first faulty file, or sample counts that differ, are errors of the whole. */
  strict: boolean;
  /** By address, as in {@link openSides}. */
  transposed: readonly (boolean | undefined)[];
}

/** A set of files, each as its header says it is or with what makes it unreadable. */
export interface OpenedSet {
  sides: (SideIdentity | LensError)[];
  notices: Notice[];
}

/**
 * Opens files of which `pairs` are compared, a few at a time. Orientation is decided for all together; where sample counts keep them apart, for each
 * set that is connected by pairs; and where that has no common reading either, each file is read by its rows. Unless `strict`, files that
 * cannot be read stand aside.
 * @throws when strict, LensErrors of openSides.
 */
export async function openSet(
  addresses: readonly ArrayAddress[],
  pairs: readonly (readonly [number, number])[],
  { names, strict, transposed }: SetChoices,
): Promise<OpenedSet> {
  const opened = await inParallel(addresses, atOnce, (address, at) => openOne(address, names[at]!, false, strict));
  const sound = [...addresses.keys()].filter((at) => !(opened[at] instanceof LensError));
  const shapes = opened.map((found, at) => {
    const [rows = 0, columns = 0] = found instanceof LensError ? [] : found.sides[0]!.shape;
    return { name: names[at]!, rows, columns };
  });
  const decide = (members: readonly number[]): Orientation =>
    decideOrientation(
      members.map((at) => shapes[at]!),
      members.map((at) => transposed[at]),
    );
  const byRows = (members: readonly number[]): Orientation => ({
    transposed: members.map((at) => transposed[at] ?? false),
    notices: [],
  });
  const turned = new Set<number>();
  const notices: Notice[] = [];
  const accept = (members: readonly number[], decided: Orientation): void => {
    members.forEach((at, i) => decided.transposed[i] && turned.add(at));
    notices.push(...decided.notices);
  };
  const common = orMismatch(() => decide(sound));
  if (common) accept(sound, common);
  else {
    for (const part of connected(sound, pairs))
      accept(part, strict ? decide(part) : (orMismatch(() => decide(part)) ?? byRows(part)));
  }
  const final = await inParallel(addresses, atOnce, (address, at) =>
    turned.has(at) ? openOne(address, names[at]!, true, strict) : Promise.resolve(opened[at]!),
  );
  for (const found of final) if (!(found instanceof LensError)) notices.push(...found.notices);
  return { sides: final.map((found) => (found instanceof LensError ? found : found.sides[0]!)), notices };
}

async function openOne(
  address: ArrayAddress,
  name: string,
  transposed: boolean,
  strict: boolean,
): Promise<OpenedSides | LensError> {
  try {
    return await openSides([address], [transposed], [name]);
  } catch (error) {
    if (error instanceof LensError && !strict) return error;
    throw error;
  }
}

function orMismatch(decide: () => Orientation): Orientation | undefined {
  try {
    return decide();
  } catch (error) {
    if (error instanceof SampleCountMismatchError) return undefined;
    throw error;
  }
}

/** Sets of members that pairs connect, in the order of their first members. */
function connected(members: readonly number[], pairs: readonly (readonly [number, number])[]): number[][] {
  const parent = new Map(members.map((at) => [at, at]));
  const root = (at: number): number => {
    let top = at;
    while (parent.get(top) !== top) top = parent.get(top)!;
    return top;
  };
  for (const [a, b] of pairs) if (parent.has(a) && parent.has(b)) parent.set(root(b), root(a));
  const sets = new Map<number, number[]>();
  for (const at of members) sets.set(root(at), [...(sets.get(root(at)) ?? []), at]);
  return [...sets.values()];
}
