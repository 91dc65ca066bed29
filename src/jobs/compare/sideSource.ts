import { LensError } from '../../facts/errors';
import { kernelsKey } from '../../linalg/activeKernels';
import type { Notice } from '../../facts/reportParts';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import type { SideSamples } from '../../similarity/samples/sideSamples';
import { isOfGramAlone, type SpectrumWanted } from '../../similarity/routes/spectrum';
import { sideBytes } from '../memoryPlan';
import { askedBytes, type SamplesAsked } from '../samplesAsked';
import type { NamedSide } from '../passes/finiteSamples';
import type { Executor } from '../pool/executor';
import { DiskStore } from '../store/diskStore';
import { FactorStore } from '../store/factorStore';
import { MemoryStore } from '../store/memoryStore';

/** A side of some pairs of a set, and one byte for each of its rows, 0 for those that are left out. */
export interface MaskedSide extends NamedSide {
  mask?: Uint8Array | undefined;
}

/** Factors of a set's sides, by their places. */
export interface SideSource {
  /** Those of a side, where it has factors of its own. */
  side(i: number): Promise<SideFactors | undefined>;
  /** Of a side with fewer neurons than samples: what its pairs with wide sides need; undefined where it cannot be had, which those pairs say. */
  besideWide(i: number): Promise<SideFactors | undefined>;
  /** What measures ask of the samples of a side, where it could be read; undefined where they ask nothing. */
  samples(i: number): Promise<SideSamples | undefined>;
  /** What is said of the samples of a side, once its factors were asked for. */
  remarks(i: number): Promise<Notice[]>;
}

/**
 * Factors of sides with these spectra, and what measures ask of their samples, each computed at its first use and then kept: in memory up to
 * `heldBytes`, beyond that in the folder `scratch`.
 */
export function sideSource(
  sides: readonly MaskedSide[],
  wanted: SpectrumWanted,
  executor: Executor,
  heldBytes: number,
  scratch: string,
  asked?: SamplesAsked,
): SideSource {
  const disk = new DiskStore(scratch, Infinity);
  const store = new FactorStore(kernelsKey(), new MemoryStore(heldBytes), disk);
  const identities = sides.map(({ identity }) => identity);
  const { ofSide } = askedBytes(identities, asked);
  const spills = identities.reduce((sum, identity) => sum + sideBytes(identity) + ofSide, 0) > heldBytes;
  /** Sides without factors of their own: what was found out once is not read again for each pair. */
  const without = new Set<number>();
  const said = new Map<number, Promise<Notice[]>>();

  async function make(i: number): Promise<SideFactors | undefined> {
    const { identity, name, mask } = sides[i]!;
    if (without.has(i)) return undefined;
    const held = await store.side(identity);
    if (held) return held;
    try {
      const { side, remarks } = await executor.run('side', { identity, name, wanted, mask });
      if (side === undefined) {
        without.add(i);
        return undefined;
      }
      if (remarks) said.set(i, Promise.resolve(remarks));
      await store.keepSide(identity, side, spills);
      return side;
    } catch (error) {
      // The pair says it, of every pair that the file takes part in.
      if (!(error instanceof LensError) || error.code === 'file-changed') throw error;
      without.add(i);
      return undefined;
    }
  }

  async function makeBesideWide(i: number): Promise<SideFactors | undefined> {
    const { identity, name, mask } = sides[i]!;
    const held = await store.side(identity, 'besideWide');
    if (held) return held;
    return unlessRefused(async () => {
      const { side } = await executor.run('side', { identity, name, wanted, mask, besideWide: true });
      if (side) await store.keepSide(identity, side, spills, 'besideWide');
      return side;
    });
  }

  async function readSamples(i: number): Promise<SideSamples | undefined> {
    if (!asked) return undefined;
    const { identity, name, mask } = sides[i]!;
    const held = await store.samples(identity, asked, '');
    if (held) return held;
    return unlessRefused(async () => {
      const read = await executor.run('sideSamples', { identity, name, mask, asked });
      const samples: SideSamples = { ...read, kept: true };
      await store.keepSamples(identity, asked, '', samples, spills);
      return samples;
    });
  }

  async function look(i: number): Promise<Notice[]> {
    const { identity, name, mask } = sides[i]!;
    return executor.run('sampleRemarks', { identity, name, mask });
  }

  function remarksOf(i: number): Promise<Notice[]> {
    const found = said.get(i) ?? look(i);
    said.set(i, found);
    return found;
  }

  return {
    side: oneAtATime(make),
    besideWide: oneAtATime(makeBesideWide),
    samples: oneAtATime(readSamples),
    remarks: remarksOf,
  };
}

/** What is made of a side, once for all who ask for it meanwhile. */
function oneAtATime<T>(make: (i: number) => Promise<T>): (i: number) => Promise<T> {
  const pending = new Map<number, Promise<T>>();
  return (i) => {
    const found = pending.get(i) ?? make(i).finally(() => pending.delete(i));
    pending.set(i, found);
    return found;
  };
}

/** What is made of a side; undefined where that is refused, which every pair that it takes part in says. */
async function unlessRefused<T>(make: () => Promise<T>): Promise<T | undefined> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof LensError && error.code !== 'file-changed') return undefined;
    throw error;
  }
}

/**
 * With its spectrum known, a side's covariance is of use only to the side itself: it need not travel to a worker for pairs with others, unless a better basis
 * may change what of the spectrum did not come from it.
 */
export function withoutCovariance(side: SideFactors): SideFactors {
  return side.basis && isOfGramAlone(side) ? leaveOutGram(side) : side;
}

function leaveOutGram({ gram: _gram, ...side }: SideFactors): SideFactors {
  return side;
}
