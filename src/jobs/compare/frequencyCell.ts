import type { PairCell, PairScores, ScoredPair } from '../../analysis/pairs/pairScores';
import { LensError } from '../../facts/errors';
import type { AnyScore, ScoreName } from '../../facts/measures';
import { dft, type DftReport } from '../../facts/measures/dft';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { mapsOfHeaders, type MapsPair } from '../arrays/mapsOfHeaders';
import type { OpenedPair, OpenedPairs } from '../arrays/openPairs';
import type { MapsOfPair } from './keptRows';
import { compareFrequencies, type FrequenciesOfPair } from './compareFrequencies';
import { sameCodes } from './sameArrays';
import { describeError } from '../describeError';
import type { Engine } from '../engine';

/** A pair of a set that is compared by frequency. */
export type FrequencyPair = Extract<OpenedPair, { kind: 'frequencies' }>;

/**
 * The scores of two files of maps that are compared frequency by frequency: the mean of CCA over all frequencies, and that of the thresholded means,
 * with their null levels; what is not defined there is null. All workers share one pair. A pair that is refused says why.
 */
export async function frequencyCell(
  pair: FrequencyPair,
  opened: OpenedPairs,
  work: Omit<FrequenciesOfPair, 'maps' | 'decided'>,
  engine: Engine,
): Promise<PairCell> {
  try {
    const spec = { ...work, maps: mapsOf(pair, opened), decided: [] };
    const { dft: block, warnings } = await compareFrequencies(spec, () => undefined, engine);
    return {
      ...scoresOfMaps(block!),
      // Arrays that are the same are told once of the whole set.
      notices: warnings.filter(({ code }) => !sameCodes.has(code)),
    };
  } catch (error) {
    return refusal(error);
  }
}

/** The scores of a comparison by frequencies, by the names of those in the place of which they stand. */
function scoresOfMaps(block: DftReport): Pick<ScoredPair, 'scores' | 'nullCca'> {
  const scores: PairScores = {};
  for (const { id, standsFor, value: valueOf, nullLevel } of dft.scores as readonly AnyScore[]) {
    const value = standsFor === undefined ? null : valueOf(block);
    if (value !== null) scores[standsFor as ScoreName] = { value, nullLevel: nullLevel(block, {}) ?? null, of: id };
  }
  return { scores, nullCca: block.null?.mean ?? null };
}

/** What tells two files of maps from others in a store of results, and the files as they are read; the reason where they are refused by their shapes. */
export function frequencyIdentities(
  pair: FrequencyPair,
  opened: OpenedPairs,
):
  | { a: SideIdentity; b: SideIdentity; read: { a: SideIdentity; b: SideIdentity } }
  | { error: { code: string; message: string } } {
  try {
    const { a, b } = mapsOf(pair, opened);
    const read = { a: a.identity, b: b.identity };
    return { a: { ...read.a, address: pair.a }, b: { ...read.b, address: pair.b }, read };
  } catch (error) {
    return refusal(error);
  }
}

/** The pairs of a set that are compared by frequency, with their files as they are read; one that is refused is not among them: its cell says why. */
export function mapsOfPairs(opened: OpenedPairs): MapsOfPair[] {
  const maps: MapsOfPair[] = [];
  for (const [at, pair] of opened.pairs.entries()) {
    if (pair.kind !== 'frequencies') continue;
    const found = frequencyIdentities(pair, opened);
    if ('error' in found) continue;
    const { a, b } = found.read;
    maps.push({ at, a: { identity: a, name: pair.names.a }, b: { identity: b, name: pair.names.b } });
  }
  return maps;
}

function mapsOf({ i, j, a, b }: FrequencyPair, { headers, rank }: OpenedPairs): MapsPair {
  return mapsOfHeaders({ header: headers[i]!, recipe: a.recipe }, { header: headers[j]!, recipe: b.recipe }, rank);
}

function refusal(error: unknown): { error: { code: string; message: string } } {
  if (error instanceof LensError && error.code !== 'file-changed') return { error: describeError(error) };
  throw error;
}
