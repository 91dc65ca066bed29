import { settleReadable } from '../../analysis/recipes/settleReadable';
import { LensError, type Fault } from '../../facts/errors';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { CompareOptions } from '../../facts/options';
import { chosenForAll, isTurned, type ReadMatrix } from '../../similarity/orientation';
import type { Notice } from '../../facts/reportParts';
import { setMismatch, turnOfSet, type MatrixPair } from '../../similarity/remarks/sampleMismatch';
import { wideLayers } from '../../similarity/remarks/wideLayers';
import { shortNames } from '../../facts/shortNames';
import { describeError } from '../describeError';
import { neuronsOf, samplesOf } from '../passes/filePair';
import { isStoredTurned, readArrayHeaders, readable, type OpenedHeader, storedShape } from './arrayHeaders';
import { readMatrixOf, sidesOfHeaders, type ArrayWay } from './sidesOfHeaders';
import { storedTurnedNotices } from './turnedNotices';

/** Which arrays are to be compared with which. */
interface PairsSpec {
  arrays: readonly ArrayAddress[];
  /** Places in `arrays`, side a then side b. */
  pairs: readonly (readonly [number, number])[];
  options: CompareOptions;
  /** By array: whether ids of its samples say that it is neurons x samples; undefined where none say anything. */
  saidTurned?: readonly (boolean | undefined)[];
  /** One faulty file, or sample counts that differ, refuse the whole and not only their pairs. */
  strict?: boolean;
}

/** A pair as it is going to be computed, its sides by place in {@link OpenedPairs.sides}. */
export type OpenedPair =
  | { kind: 'sides'; a: number; b: number }
  /** Maps that are compared frequency by frequency; i and j are their places in the list of arrays. */
  | {
      kind: 'frequencies';
      i: number;
      j: number;
      a: ArrayAddress;
      b: ArrayAddress;
      names: { a: string; b: string };
    }
  | RefusedPair;

/** Why a pair has no scores; pairs that are refused for one file have one refusal. */
interface RefusedPair {
  kind: 'refused';
  error: Fault;
}

/** Arrays and pairs as headers say they are; nothing is computed and no file is left open. */
export interface OpenedPairs {
  /** Milliseconds on the clock of performance.now() when opening began. */
  startedAt: number;
  /** Short names by array. */
  names: string[];
  /** By array; undefined for one that cannot be read. */
  headers: (OpenedHeader | undefined)[];
  /** By array, as compared; undefined for one that no pair can use. */
  compared: ({ samples: number; neurons: number } | undefined)[];
  /** By array: why it cannot be read; undefined for one that can. */
  faults: (Fault | undefined)[];
  /** The different ways in which arrays are read. */
  sides: OpenedSide[];
  /** By pair. */
  pairs: OpenedPair[];
  rank: CompareOptions['rank'];
  /** What was guessed or decided. */
  notices: Notice[];
  /** What a person must choose first; the pairs that it concerns are refused. */
  problems: (Notice & { arrays: number[] })[];
}

/** One way in which an array is read. */
interface OpenedSide {
  identity: SideIdentity;
  name: string;
  /** Which array it is of. */
  array: number;
}

/**
 * Reads the headers of a set of arrays and settles how each pair of them is read: recipes of maps and sequences, then orientation, decided for all
 * arrays that are compared together. Pairs that cannot be compared say why.
 * @throws when `strict`, the first LensError of a file, or SampleCountMismatchError.
 */
export async function openPairs(spec: PairsSpec): Promise<OpenedPairs> {
  const startedAt = performance.now();
  const { arrays, options, strict = false, saidTurned = [] } = spec;
  const names = shortNames(arrays.map(({ path }) => path));
  const headers = await readArrayHeaders(arrays, options.recipe);
  if (strict) headers.forEach(readable);
  // One refusal for each file, to which all of its pairs lead: of thousands of files there are millions.
  const unreadable = headers.map(refusedFile);
  const settled = settle(spec, headers, unreadable, names);
  const placeOf = new Map(arrays.map(({ path }, i) => [path, i]));
  const ways = waysOf(settled.pairs, headers);
  const said = ways.list.map(({ header, recipe }) =>
    recipe ? undefined : saidTurned[placeOf.get(header.address.path)!],
  );
  const turned = new Set<string>();
  const opened = ways.list.map(({ header, recipe }, way) => {
    const asStored = said[way] ?? isTurnedInSet(options, recipe);
    const transposed = said[way] ?? isTurnedInSet(options, recipe, isStoredTurned(header));
    if (transposed !== asStored) turned.add(names[placeOf.get(header.address.path)!]!);
    return openedWay({ header, recipe, transposed }, options, strict);
  });
  const matrices = opened.map((side, way): ReadMatrix | undefined => {
    if (side instanceof LensError) return undefined;
    const matrix = readMatrixOf(side.identity, names[placeOf.get(side.identity.address.path)!]!);
    return { ...matrix, fixed: matrix.fixed || said[way] !== undefined };
  });
  const readPairs = ways.pairs.flatMap(([a, b]): MatrixPair[] => {
    const [first, second] = [matrices[a], matrices[b]];
    return first && second ? [[first, second]] : [];
  });
  const all = turnOfSet(readPairs);
  const faulty = opened.map(refusedFile);
  const pairs = settled.pairs.map((pair, at): OpenedPair => {
    if (pair.kind !== 'arrays') return pair;
    const [a, b] = ways.of[at]!;
    const fault = faulty[a] ?? faulty[b];
    if (fault) return fault;
    const mismatch = setMismatch([matrices[a]!, matrices[b]!], all);
    if (!mismatch) return { kind: 'sides', a, b };
    if (strict) throw mismatch;
    return refused(mismatch);
  });
  const compared: OpenedPairs['compared'] = arrays.map(() => undefined);
  const faults: OpenedPairs['faults'] = unreadable.map((refusal) => refusal?.error);
  // A way that cannot be read has no pair: its place is never asked for.
  const sides: OpenedSide[] = [];
  settled.pairs.forEach((pair, at) => {
    if (pair.kind === 'frequencies') {
      compared[pair.i] ??= mapsAsCompared(headers[pair.i]!, pair.a);
      compared[pair.j] ??= mapsAsCompared(headers[pair.j]!, pair.b);
    }
    if (pair.kind !== 'arrays') return;
    const [a, b] = ways.of[at]!;
    for (const [array, side] of [
      [pair.i, a],
      [pair.j, b],
    ] as const) {
      const found = opened[side]!;
      if (found instanceof LensError) faults[array] ??= faulty[side]!.error;
      else {
        const { identity } = found;
        sides[side] ??= { identity, name: names[array]!, array };
        compared[array] ??= { samples: samplesOf(identity), neurons: neuronsOf(identity) };
      }
    }
  });
  return {
    startedAt,
    names,
    headers: headers.map((found) => (found instanceof LensError ? undefined : found)),
    compared,
    faults,
    sides,
    pairs,
    rank: options.rank,
    notices: once([
      ...givenTwice(spec, names),
      ...settled.notices,
      ...storedTurnedNotices([...turned]),
      ...wideLayers(readPairs, options),
      ...opened.flatMap((found) => (found instanceof LensError ? [] : found.notices)),
    ]),
    problems: settled.problems,
  };
}

/** The remark on paths that stand in a set more than once, and so meet themselves. */
function givenTwice({ arrays, pairs }: PairsSpec, names: readonly string[]): Notice[] {
  const twice = pairs.filter(([i, j]) => i !== j && arrays[i]!.path === arrays[j]!.path);
  return [...new Set(twice.map(([i]) => names[i]!))].map((name) => ({
    code: 'same-file',
    message: `${name} is given more than once: its scores with itself are no finding.`,
  }));
}

/** A pair between settling and opening: two addresses, of the arrays i and j. */
type PairWay =
  { kind: 'arrays'; i: number; j: number; a: ArrayAddress; b: ArrayAddress } | Exclude<OpenedPair, { kind: 'sides' }>;

/** One way in which an array is read; unless `strict`, why it cannot be read so is a value. */
function openedWay(
  way: ArrayWay,
  { rank }: CompareOptions,
  strict: boolean,
): { identity: SideIdentity; notices: Notice[] } | LensError {
  try {
    const { sides, notices } = sidesOfHeaders([way], rank);
    return { identity: sides[0]!, notices };
  } catch (error) {
    if (error instanceof LensError && !strict) return error;
    throw error;
  }
}

function settle(
  { arrays, pairs, options }: PairsSpec,
  headers: readonly (OpenedHeader | LensError)[],
  unreadable: readonly (RefusedPair | undefined)[],
  names: readonly string[],
): { pairs: PairWay[]; notices: Notice[]; problems: OpenedPairs['problems'] } {
  const shapes = headers.map((found, i) => (found instanceof LensError ? undefined : storedShape(found, names[i]!)));
  const recipes = settleReadable(shapes, options.recipe, pairs);
  return {
    pairs: pairs.map(([i, j]): PairWay => {
      const fault = unreadable[i] ?? unreadable[j];
      if (fault) return fault;
      const way = recipes.pair(i, j);
      if ('code' in way) return { kind: 'refused', error: { code: way.code, message: way.message } };
      const sides = { i, j, a: withRecipe(arrays[i]!, way.a), b: withRecipe(arrays[j]!, way.b) };
      if (way.dft) return { kind: 'frequencies', ...sides, names: { a: names[i]!, b: names[j]! } };
      return { kind: 'arrays', ...sides };
    }),
    notices: recipes.notices,
    problems: recipes.problems,
  };
}

/** At a frequency, samples are samples and channels are neurons. */
function mapsAsCompared(found: OpenedHeader | LensError, { recipe }: ArrayAddress) {
  if (found instanceof LensError) return undefined;
  const [samples = 0, ...axes] = found.stored.shape;
  return { samples, neurons: axes.at(recipe?.kind === 'maps' && recipe.layout === 'nchw' ? 0 : -1) ?? 0 };
}

function withRecipe(address: ArrayAddress, recipe: ArrayAddress['recipe']): ArrayAddress {
  return recipe === undefined ? address : { ...address, recipe };
}

/** The different ways in which arrays are read, and each pair by their places. */
function waysOf(
  pairs: readonly PairWay[],
  headers: readonly (OpenedHeader | LensError)[],
): {
  list: Omit<ArrayWay, 'transposed'>[];
  of: Record<number, [number, number]>;
  pairs: [number, number][];
} {
  const list: Omit<ArrayWay, 'transposed'>[] = [];
  const places = new Map<string, number>();
  const placeOf = ({ path, as, more, order, mask, recipe }: ArrayAddress, array: number): number => {
    const key = JSON.stringify([path, as, more, order, mask, recipe]);
    const found = places.get(key) ?? list.push({ header: readable(headers[array]!), recipe }) - 1;
    places.set(key, found);
    return found;
  };
  const of: Record<number, [number, number]> = {};
  pairs.forEach((pair, at) => {
    if (pair.kind === 'arrays') of[at] = [placeOf(pair.a, pair.i), placeOf(pair.b, pair.j)];
  });
  return { list, of, pairs: Object.values(of) };
}

/** What was made samples x neurons by a recipe stays so; of a set all matrices are turned or none, as there are no sides. */
function isTurnedInSet(options: CompareOptions, recipe: ArrayAddress['recipe'], storedTurned = false): boolean {
  if (recipe !== undefined && recipe.kind !== 'matrix') return false;
  return chosenForAll(options) ?? isTurned({ orientation: options.orientation }, 'a', recipe, storedTurned);
}

function refused(error: LensError): RefusedPair {
  return { kind: 'refused', error: describeError(error) };
}

function refusedFile(found: object): RefusedPair | undefined {
  return found instanceof LensError ? refused(found) : undefined;
}

/** A file that is read in two ways says the same twice. */
function once(notices: readonly Notice[]): Notice[] {
  return [...new Map(notices.map((notice) => [notice.message, notice])).values()];
}
