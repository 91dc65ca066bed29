import { isRecord } from '../../facts/isRecord';
import type { ResultsPlace } from '../../protocol/analysisRun';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { Scan } from '../passes/scanSide';
import type { FactorStore } from './factorStore';
import { digest, RecordStore } from './recordStore';
import { sideKey } from './sideKey';

/** What a look at every element of a side says of its samples. */
export type FiniteScan = Pick<Scan, 'nonFinite' | 'finiteSamples'>;

/** What is known of the samples of files that are finite. */
export interface FiniteStore {
  /** undefined when nobody has looked. */
  finite(identity: SideIdentity): Promise<FiniteScan | undefined>;
  keepFinite(identity: SideIdentity, scan: FiniteScan): Promise<void>;
}

/** Raised whenever what is kept changes its meaning. */
const version = 1;
/** What was looked at does not depend on kernels. */
const kind = '';

/** A look as it is kept: samples, and those that are not finite as beginnings and lengths of stretches, in turn. */
interface KeptScan {
  nonFinite: number;
  samples: number;
  stretches: number[];
}

/**
 * What is known in this process or its cache, and what the processes that share a folder of results have found, of whom each need not look at every file then: what others
 * have found meanwhile counts.
 */
export function finiteStore(store: FactorStore, results: ResultsPlace | undefined): FiniteStore {
  if (!results?.shared) return store;
  const own = new RecordStore(results);
  return {
    async finite(identity) {
      const known = await store.finite(identity);
      if (known) return known;
      // A store has each of its files read once, and others write.
      const kept = await new RecordStore(results).find(bucketOf(identity), keyOf(identity));
      const found = kept?.get(kind);
      return isKept(found) ? unpacked(found) : undefined;
    },
    async keepFinite(identity, scan) {
      await store.keepFinite(identity, scan);
      own.keep(bucketOf(identity), keyOf(identity), kind, packed(scan));
    },
  };
}

function keyOf(identity: SideIdentity): string {
  return digest(['finite', version, sideKey(identity)].join(' '));
}

/** Looks are small: many files share a bucket. */
function bucketOf(identity: SideIdentity): string {
  return digest(`finite ${keyOf(identity).slice(0, 2)}`);
}

/** Whether a value is a look: anybody may have written it who shares the folder. */
function isKept(value: unknown): value is KeptScan {
  if (!isRecord(value) || !Array.isArray(value.stretches)) return false;
  const counts = [value.nonFinite, value.samples, ...(value.stretches as unknown[])];
  return counts.every((count) => typeof count === 'number' && Number.isSafeInteger(count) && count >= 0);
}

function packed({ nonFinite, finiteSamples }: FiniteScan): KeptScan {
  const stretches: number[] = [];
  finiteSamples.forEach((flag, at) => {
    if (flag === 1) return;
    if (at > 0 && finiteSamples[at - 1] !== 1) stretches[stretches.length - 1]!++;
    else stretches.push(at, 1);
  });
  return { nonFinite, samples: finiteSamples.length, stretches };
}

function unpacked({ nonFinite, samples, stretches }: KeptScan): FiniteScan {
  const finiteSamples = new Uint8Array(samples).fill(1);
  for (let i = 0; i < stretches.length; i += 2) finiteSamples.fill(0, stretches[i]!, stretches[i]! + stretches[i + 1]!);
  return { nonFinite, finiteSamples };
}
