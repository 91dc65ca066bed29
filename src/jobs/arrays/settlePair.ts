import { settleRecipes } from '../../analysis/recipes/settleRecipes';
import { LensError } from '../../facts/errors';
import type { CompareOptions } from '../../facts/options';
import type { Notice } from '../../facts/reportParts';
import type { CompareSpec } from '../../protocol/compareJob';
import { isTurned } from '../../similarity/orientation';
import { pairMismatch, type MatrixPair } from '../../similarity/remarks/sampleMismatch';
import { wideLayers } from '../../similarity/remarks/wideLayers';
import type { FilePair } from '../passes/filePair';
import { isStoredTurned, requireArrayHeaders, storedShape } from './arrayHeaders';
import { mapsOfHeaders, type MapsPair, type MapsWay } from './mapsOfHeaders';
import { readMatrixOf, sidesOfHeaders } from './sidesOfHeaders';
import { storedTurnedNotices } from './turnedNotices';

/** A pair whose headers were read, and of whose axes nothing is left open. */
export interface SettledHeaders {
  a: MapsWay;
  b: MapsWay;
  /** What was decided for the person. */
  decided: Notice[];
  /** Whether maps are compared frequency by frequency. */
  dft: boolean;
}

/** Two arrays as they are compared, and what is said of that. */
export interface PairSides extends FilePair {
  notices: Notice[];
}

/**
 * Reads the headers of a pair, each file once, and decides how its arrays become samples x neurons; addresses that say it already stay as they are.
 * @throws LensError `ambiguous-layout`, `recipe-mismatch`; the errors of openArray.
 */
export async function settlePair({ a, b, options }: Pick<CompareSpec, 'a' | 'b' | 'options'>): Promise<SettledHeaders> {
  const [first, second] = await requireArrayHeaders([a, b], options.recipe);
  const [one, other] = [
    { header: first!, recipe: a.recipe },
    { header: second!, recipe: b.recipe },
  ];
  const unfit = [one, other].flatMap(({ header }) => header.told?.problem ?? []);
  if (a.recipe || b.recipe) return { a: one, b: other, decided: unfit, dft: false };
  const shapes = [one, other].map(({ header }) => storedShape(header, header.name));
  const { pair, notices } = settleRecipes(shapes, options.recipe);
  const settled = pair(0, 1);
  if ('code' in settled) throw new LensError(settled.code, settled.message);
  return {
    a: { ...one, recipe: settled.a },
    b: { ...other, recipe: settled.b },
    decided: [...unfit, ...notices],
    dft: settled.dft,
  };
}

/** A settled pair as samples x neurons. @throws the errors of sidesOfHeaders; SampleCountMismatchError. */
export function sidesOfPair({ a, b, decided }: SettledHeaders, options: CompareOptions): PairSides {
  const ways = [
    { ...a, transposed: isTurned(options, 'a', a.recipe, isStoredTurned(a.header)) },
    { ...b, transposed: isTurned(options, 'b', b.recipe, isStoredTurned(b.header)) },
  ];
  const asStored = [isTurned(options, 'a', a.recipe), isTurned(options, 'b', b.recipe)];
  const turned = ways.flatMap(({ header, transposed }, i) => (transposed && !asStored[i] ? [header.name] : []));
  const { sides, notices } = sidesOfHeaders(ways, options.rank);
  const names = { a: a.header.name, b: b.header.name };
  const pair: MatrixPair = [readMatrixOf(sides[0]!, names.a), readMatrixOf(sides[1]!, names.b)];
  const mismatch = pairMismatch(pair, options);
  if (mismatch) throw mismatch;
  return {
    names,
    a: sides[0]!,
    b: sides[1]!,
    notices: [...decided, ...storedTurnedNotices(turned), ...wideLayers([pair], options), ...notices],
  };
}

/** A settled pair of maps, by frequency. @throws the errors of mapsOfHeaders. */
export function mapsOfPair({ a, b }: SettledHeaders, { rank }: Pick<CompareOptions, 'rank'>): MapsPair {
  return mapsOfHeaders(a, b, rank);
}
