import type { PairCell } from '../../analysis/pairs/pairScores';
import { LensError } from '../../facts/errors';
import type { ArrayAddress, Resources, SideIdentity } from '../../protocol/worker';
import { scoreOfFrequencies } from '../../similarity/frequencies/frequencyReport';
import type { CompareOptions } from '../../facts/options';
import type { OpenedPairs } from '../arrays/openPairs';
import type { MapsOfPair } from './keptRows';
import { compareFrequencies, openMaps } from './compareFrequencies';
import { sameCodes } from './sameArrays';
import { describeError } from '../describeError';
import type { Engine } from '../engine';

/** Two files of maps in a set, whose recipes say their layout. */
export interface FrequencyPair {
  a: ArrayAddress;
  b: ArrayAddress;
  /** Which directions are to be counted. */
  rank?: CompareOptions['rank'];
  /** One byte for each sample, 0 for those that the set leaves out; absent when none is. */
  mask?: Uint8Array | undefined;
}

/**
 * The scores of two files of maps that are compared frequency by frequency: the mean of CCA over all frequencies, and that of the thresholded means,
 * with their null levels; what is not defined there is null. All workers share one pair. A pair that is refused says why.
 */
export async function frequencyCell(
  pair: FrequencyPair,
  { options, resources }: { options: CompareOptions; resources?: Resources | undefined },
  engine: Engine,
): Promise<PairCell> {
  return cellOf(async () => {
    const spec = { ...pair, options, resources, decided: [], dft: true };
    const { dft, warnings } = await compareFrequencies(spec, () => undefined, engine);
    return {
      scores: {
        cca: dft!.meanOverLocations,
        ccaThresholded: scoreOfFrequencies(dft!, 'ccaThresholded'),
        ccaSquared: null,
        svcca: null,
        pwcca: null,
        cka: null,
        ckaDebiased: null,
        procrustes: null,
        procrustesDistance: null,
        nullCca: dft!.null?.mean ?? null,
        nullSvcca: null,
        nullCcaThresholded: dft!.null?.thresholdedMean ?? null,
        nullCcaSquared: null,
        nullCka: null,
        nullCkaDebiased: null,
        nullProcrustes: null,
      },
      // Arrays that are the same are told once of the whole set.
      notices: warnings.filter(({ code }) => !sameCodes.has(code)),
    };
  });
}

/** What tells two files of maps from others in a store of results, and the files as they are read; the reason where they are refused by their shapes. */
export async function frequencyIdentities(
  pair: FrequencyPair,
): Promise<
  | { a: SideIdentity; b: SideIdentity; read: { a: SideIdentity; b: SideIdentity } }
  | { error: { code: string; message: string } }
> {
  return cellOf(async () => {
    const { a, b } = await openMaps(pair, pair.rank);
    const read = { a: a.identity, b: b.identity };
    return { a: { ...read.a, address: pair.a }, b: { ...read.b, address: pair.b }, read };
  });
}

/** The pairs of a set that are compared by frequency, with their files as they are read; one that is refused is not among them: its cell says why. */
export async function mapsOfPairs({ pairs }: Pick<OpenedPairs, 'pairs'>): Promise<MapsOfPair[]> {
  const maps: MapsOfPair[] = [];
  for (const [at, pair] of pairs.entries()) {
    if (pair.kind !== 'frequencies') continue;
    const found = await frequencyIdentities(pair);
    if ('error' in found) continue;
    const { a, b } = found.read;
    maps.push({ at, a: { identity: a, name: pair.names.a }, b: { identity: b, name: pair.names.b } });
  }
  return maps;
}

async function cellOf<T>(work: () => Promise<T>): Promise<T | { error: { code: string; message: string } }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LensError && error.code !== 'file-changed') return { error: describeError(error) };
    throw error;
  }
}
