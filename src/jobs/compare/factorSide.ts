import type { Notice } from '../../facts/reportParts';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { workHere } from '../../similarity/routes/factorPair';
import { heldBesideWide, heldWideSide } from '../../similarity/routes/dualRoute';
import { factorSideAlone } from '../../similarity/routes/primalRoute';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { withSpectrum, type SpectrumWanted } from '../../similarity/routes/spectrum';
import { filePasses } from '../passes/filePasses';
import { passesHere } from '../passes/passExecutor';
import { inSharedMemory } from './inSharedMemory';
import { factsOf, sampleRemarks } from './sampleRemarks';

/** A file to be factored by itself, and what of its spectrum is wanted. */
export interface SideSpec {
  identity: SideIdentity;
  name: string;
  wanted: SpectrumWanted;
  /** One byte for each row, 0 for those that are left out; absent when none is. */
  mask?: Uint8Array | undefined;
  /** What pairs with wide sides need of one with fewer neurons than samples, in place of its own factors. */
  besideWide?: boolean | undefined;
}

/** The factors of a side, and what is said of its samples, where both come of the same look at it. */
export interface FactoredSide {
  /** Undefined of a file that only constant neurons make wide: it has no factors of its own. */
  side: SideFactors | undefined;
  remarks: Notice[] | undefined;
}

/**
 * Moments, basis and spectrum of one file, from one pass over it in this thread; of one with no fewer neurons than samples what pairs need of it in samples x
 * samples. @throws NoVarianceError, NonFiniteError, errors of reading.
 */
export async function factorSide({ identity, name, wanted, mask, besideWide }: SideSpec): Promise<FactoredSide> {
  const pair = { a: identity, b: identity, names: { a: name, b: name }, mask };
  const passes = filePasses(pair, passesHere, () => undefined);
  if (besideWide) return { side: await heldBesideWide(passes, name), remarks: undefined };
  if (passes.neurons.a >= passes.samples) {
    const acrossAlone = !wanted.values && wanted.acrossAlone === true;
    const side = await heldWideSide(passes, name, acrossAlone);
    return { side: side && inSharedMemory(side), remarks: undefined };
  }
  const side = await factorSideAlone(passes, 'a', name, workHere(passes.samples));
  const remarks = await sampleRemarks({ identity, name, mask, ...factsOf(side), marks: passes.marks().a });
  return { side: withSpectrum(side, wanted), remarks };
}
