import { settleRecipes } from '../../analysis/recipes/settleRecipes';
import { LensError, type Fault } from '../../facts/errors';
import type { ArrayAddress, SideIdentity } from '../../protocol/worker';
import type { CompareOptions } from '../../facts/options';
import { chosenForAll, isTurned, type ReadMatrix } from '../../similarity/orientation';
import type { Notice } from '../../facts/reportParts';
import { setMismatch, turnOfSet, type MatrixPair } from '../../similarity/remarks/sampleMismatch';
import { wideLayers } from '../../similarity/remarks/wideLayers';
import { describeError } from '../describeError';
import { inParallel } from '../inParallel';
import { openSet } from './openSet';
import { readMatrixOf } from './openSides';
import { neuronsOf, samplesOf } from '../passes/filePair';
import { readShapes } from './readShapes';
import { shortNames } from '../../facts/shortNames';

/** Which arrays are to be compared with which. */
export interface PairsSpec {
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
      rank: CompareOptions['rank'];
    }
  | RefusedPair;

/** Why a pair has no scores; pairs that are refused for one file have one refusal. */
export interface RefusedPair {
  kind: 'refused';
  error: Fault;
}

/** Arrays and pairs as headers say they are; nothing is computed and no file is left open. */
export interface OpenedPairs {
  /** Milliseconds on the clock of performance.now() when opening began. */
  startedAt: number;
  /** Short names by array. */
  names: string[];
  /** By array, as its header has it; undefined for one that cannot be read. */
  stored: (StoredArray | undefined)[];
  /** By array, as compared; undefined for one that no pair can use. */
  compared: ({ samples: number; neurons: number } | undefined)[];
  /** By array: why it cannot be read; undefined for one that can. */
  faults: (Fault | undefined)[];
  /** The different ways in which arrays are read. */
  sides: OpenedSide[];
  /** By pair. */
  pairs: OpenedPair[];
  /** What was guessed or decided. */
  notices: Notice[];
  /** What a person must choose first; the pairs that it concerns are refused. */
  problems: (Notice & { arrays: number[] })[];
}

/** One way in which an array is read. */
export interface OpenedSide {
  identity: SideIdentity;
  name: string;
  /** Which array it is of. */
  array: number;
}

/** What a header says of an array. */
export interface StoredArray {
  shape: number[];
  dtype: string;
}

/** Headers read at the same time. */
const headersAtOnce = 8;

/**
 * Reads the headers of a set of arrays and settles how each pair of them is read: recipes of maps and sequences, then orientation, decided for all
 * arrays that are compared together. Pairs that cannot be compared say why.
 * @throws when `strict`, the first LensError of a file, or SampleCountMismatchError.
 */
export async function openPairs(spec: PairsSpec): Promise<OpenedPairs> {
  const startedAt = performance.now();
  const { arrays, options, strict = false, saidTurned = [] } = spec;
  const names = shortNames(arrays.map(({ path }) => path));
  const stored = await inParallel(arrays, headersAtOnce, (array) => storedOf(array, strict));
  // One refusal for each file, to which all of its pairs lead: of thousands of files there are millions.
  const unreadable = stored.map(refusedFile);
  const settled = settle(spec, stored, unreadable, names);
  const placeOf = new Map(arrays.map(({ path }, i) => [path, i]));
  const ways = waysOf(settled.pairs);
  const said = ways.list.map(({ path, recipe }) => (recipe ? undefined : saidTurned[placeOf.get(path)!]));
  const opened = await openSet(ways.list, {
    names: ways.list.map(({ path }) => names[placeOf.get(path)!]!),
    transposed: ways.list.map(({ recipe }, way) => said[way] ?? isTurnedInSet(options, recipe)),
    strict,
    rank: options.rank,
  });
  const matrices = opened.sides.map((side, way): ReadMatrix | undefined => {
    if (side instanceof LensError) return undefined;
    const matrix = readMatrixOf(side, names[placeOf.get(side.address.path)!]!);
    return { ...matrix, fixed: matrix.fixed || said[way] !== undefined };
  });
  const readPairs = ways.pairs.flatMap(([a, b]): MatrixPair[] => {
    const [first, second] = [matrices[a], matrices[b]];
    return first && second ? [[first, second]] : [];
  });
  const all = turnOfSet(readPairs);
  const faulty = opened.sides.map(refusedFile);
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
      compared[pair.i] ??= mapsAsCompared(stored[pair.i]!, pair.a);
      compared[pair.j] ??= mapsAsCompared(stored[pair.j]!, pair.b);
    }
    if (pair.kind !== 'arrays') return;
    const [a, b] = ways.of[at]!;
    for (const [array, side] of [
      [pair.i, a],
      [pair.j, b],
    ] as const) {
      const identity = opened.sides[side]!;
      if (identity instanceof LensError) faults[array] ??= faulty[side]!.error;
      else {
        sides[side] ??= { identity, name: names[array]!, array };
        compared[array] ??= { samples: samplesOf(identity), neurons: neuronsOf(identity) };
      }
    }
  });
  return {
    startedAt,
    names,
    stored: stored.map((found) => (found instanceof LensError ? undefined : found)),
    compared,
    faults,
    sides,
    pairs,
    notices: once([
      ...givenTwice(spec, names),
      ...settled.notices,
      ...wideLayers(readPairs, options),
      ...opened.notices,
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
type SettledPair =
  { kind: 'arrays'; i: number; j: number; a: ArrayAddress; b: ArrayAddress } | Exclude<OpenedPair, { kind: 'sides' }>;

async function storedOf(address: ArrayAddress, strict: boolean): Promise<StoredArray | LensError> {
  try {
    const { shape, dtype } = (await readShapes([address]))[0]!;
    return { shape, dtype };
  } catch (error) {
    if (error instanceof LensError && !strict) return error;
    throw error;
  }
}

function settle(
  { arrays, pairs, options }: PairsSpec,
  stored: readonly (StoredArray | LensError)[],
  unreadable: readonly (RefusedPair | undefined)[],
  names: readonly string[],
): { pairs: SettledPair[]; notices: Notice[]; problems: OpenedPairs['problems'] } {
  const readable = stored.flatMap((found, i) => (found instanceof LensError ? [] : [{ i, shape: found.shape }]));
  // Matrices are compared as they are.
  const plain = readable.every(({ shape }) => shape.length <= 2) && options.recipe?.subsample === undefined;
  const places = new Map(readable.map(({ i }, at) => [i, at]));
  const recipes = plain
    ? undefined
    : settleRecipes(
        readable.map(({ i, shape }) => ({ name: names[i]!, shape })),
        options.recipe,
        pairs.flatMap(([i, j]): [number, number][] => {
          const [a, b] = [places.get(i), places.get(j)];
          return a === undefined || b === undefined ? [] : [[a, b]];
        }),
      );
  return {
    pairs: pairs.map(([i, j]): SettledPair => {
      const fault = unreadable[i] ?? unreadable[j];
      if (fault) return fault;
      const [a, b] = [arrays[i]!, arrays[j]!];
      if (!recipes) return { kind: 'arrays', i, j, a, b };
      const way = recipes.pair(places.get(i)!, places.get(j)!);
      if ('code' in way) return { kind: 'refused', error: { code: way.code, message: way.message } };
      if (way.dft) {
        const called = { a: names[i]!, b: names[j]! };
        const sides = { a: withRecipe(a, way.a), b: withRecipe(b, way.b) };
        return { kind: 'frequencies', i, j, ...sides, names: called, rank: options.rank };
      }
      return { kind: 'arrays', i, j, a: withRecipe(a, way.a), b: withRecipe(b, way.b) };
    }),
    notices: recipes?.notices ?? [],
    problems: (recipes?.problems ?? []).map((problem) => ({
      ...problem,
      arrays: problem.arrays.map((at) => readable[at]!.i),
    })),
  };
}

/** At a frequency, samples are samples and channels are neurons. */
function mapsAsCompared(found: StoredArray | LensError, { recipe }: ArrayAddress) {
  if (found instanceof LensError) return undefined;
  const [samples = 0, ...axes] = found.shape;
  return { samples, neurons: axes.at(recipe?.kind === 'maps' && recipe.layout === 'nchw' ? 0 : -1) ?? 0 };
}

function withRecipe(address: ArrayAddress, recipe: ArrayAddress['recipe']): ArrayAddress {
  return recipe === undefined ? address : { ...address, recipe };
}

/** The different addresses of pairs, and each pair by their places. */
function waysOf(pairs: readonly SettledPair[]): {
  list: ArrayAddress[];
  of: Record<number, [number, number]>;
  pairs: [number, number][];
} {
  const list: ArrayAddress[] = [];
  const places = new Map<string, number>();
  const placeOf = (address: ArrayAddress): number => {
    const { path, as, more, order, recipe } = address;
    const key = JSON.stringify([path, as, more, order, recipe]);
    const found = places.get(key) ?? list.push(address) - 1;
    places.set(key, found);
    return found;
  };
  const of: Record<number, [number, number]> = {};
  pairs.forEach((pair, at) => {
    if (pair.kind === 'arrays') of[at] = [placeOf(pair.a), placeOf(pair.b)];
  });
  return { list, of, pairs: Object.values(of) };
}

/** What was made samples x neurons by a recipe stays so; of a set all matrices are turned or none, as there are no sides. */
function isTurnedInSet(options: CompareOptions, recipe: ArrayAddress['recipe']): boolean {
  if (recipe !== undefined && recipe.kind !== 'matrix') return false;
  return chosenForAll(options) ?? isTurned({ orientation: options.orientation }, 'a', recipe);
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
