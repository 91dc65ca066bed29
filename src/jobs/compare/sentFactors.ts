import type { MeasureKernels } from '../../similarity/measures/wanted';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import type { SideFactors } from '../../similarity/routes/sideFactors';

/** What CCA and PWCCA need of a side: less to send to another thread. */
export function forCanonical({ gram: _gram, right: _right, ...side }: SideFactors): SideFactors {
  return side;
}

/** What some measures besides CCA and PWCCA need of a side. */
export function forOthers(
  { gram: _gram, basis, ...side }: SideFactors,
  { cross }: PairFactors,
  measures: MeasureKernels,
): SideFactors {
  const needsBasis = measures.some(({ facts }) => facts.needs.includes('basis'));
  return { ...side, ...(basis && (needsBasis || cross.kind === 'whitened') ? { basis } : {}) };
}
