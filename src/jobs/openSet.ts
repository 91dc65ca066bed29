import { LensError } from '../errors';
import type { ArrayAddress, SideIdentity } from '../protocol/worker';
import type { Notice } from '../similarity/report';
import { inParallel } from './inParallel';
import { openSides } from './openSides';

/** How a set is opened. */
export interface SetChoices {
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

const mismatch = 'sample-count-mismatch';

/**
 * Opens files of which `pairs` are compared: all together, so that one decision on orientation holds for all; where sample counts keep them apart,
 * each set that is connected by pairs; and where that has no common reading either, each file by its rows. Unless `strict`, files that cannot
 * be read stand aside.
 * @throws when strict, LensErrors of openSides.
 */
export async function openSet(
  addresses: readonly ArrayAddress[],
  pairs: readonly (readonly [number, number])[],
  { strict, transposed }: SetChoices,
): Promise<OpenedSet> {
  const sides: OpenedSet['sides'] = new Array<SideIdentity>(addresses.length);
  const notices: Notice[] = [];

  async function open(members: readonly number[], choice = transposed): Promise<void> {
    const opened = await openSides(
      members.map((at) => addresses[at]!),
      members.map((at) => choice[at]),
    );
    members.forEach((at, i) => (sides[at] = opened.sides[i]!));
    notices.push(...opened.notices);
  }

  async function byRows(members: readonly number[]): Promise<void> {
    const rows = transposed.map((choice) => choice ?? false);
    for (const at of members) await open([at], rows);
  }

  /** The members that can be read by themselves. */
  async function readable(members: readonly number[]): Promise<number[]> {
    const sound = await inParallel(members, 8, async (at) => {
      try {
        await openSides([addresses[at]!], [false]);
        return true;
      } catch (error) {
        if (!(error instanceof LensError)) throw error;
        sides[at] = error;
        return false;
      }
    });
    return members.filter((_, i) => sound[i]);
  }

  async function openWhole(
    members: readonly number[],
    onMismatch: (rest: readonly number[]) => Promise<void>,
  ): Promise<void> {
    if (members.length === 0) return;
    try {
      await open(members);
    } catch (error) {
      if (!(error instanceof LensError)) throw error;
      if (error.code === mismatch) return onMismatch(members);
      if (strict) throw error;
      const rest = await readable(members);
      if (rest.length === members.length) throw error;
      await openWhole(rest, onMismatch);
    }
  }

  await openWhole([...addresses.keys()], async (members) => {
    for (const part of connected(members, pairs)) {
      if (strict) await open(part);
      else await openWhole(part, byRows);
    }
  });
  return { sides, notices };
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
