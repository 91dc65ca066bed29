import type { CompareOptions } from '../../facts/options';
import type { Matrix } from '../../linalg/matrix';
import type { SideIdentity } from '../../protocol/sideIdentity';
import type { SideSamples } from '../../similarity/samples/sideSamples';
import type { UnitMatrix } from '../../similarity/samples/unitMatrices';
import type { HeldSide } from '../../similarity/trust/heldSide';
import { holdForDraws, type AskedOfHeldSide } from '../trust/holdForDraws';
import { readSamples } from '../trust/readSamples';

/** A side of a set that is held for draws, in memory that threads share. */
export interface HeldMember {
  name: string;
  held: HeldSide;
  /** Its samples as they were read, where debiased CKA may have to be summed apart. */
  data?: Matrix | undefined;
  /** What a measure asks of its samples. */
  samples?: SideSamples | undefined;
  /** What is made of them where a score is an inner product of that of either side, null where it is not defined: their products are not held then. */
  unit?: UnitMatrix | null;
}

/** A side to be held. */
export interface MemberSpec {
  identity: SideIdentity;
  name: string;
  /** One byte for each row, 1 for those that are held. */
  mask: Uint8Array;
  asked: AskedOfHeldSide & { data: boolean };
  options: CompareOptions;
}

/** A side read and factored in this thread. @throws NoVarianceError, NotConvergedError, errors of reading. */
export async function holdMember({ identity, name, mask, asked, options }: MemberSpec): Promise<HeldMember> {
  const X = await readSamples(identity, mask);
  const held = holdForDraws(X, { name, unit: identity.unit }, asked, options);
  return { name, held, ...(asked.data ? { data: X } : {}) };
}
