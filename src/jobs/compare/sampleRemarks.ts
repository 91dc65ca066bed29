import { transformOf } from '../../similarity/primalRoute';
import { remarksOn } from '../../similarity/remarks';
import type { Notice } from '../../similarity/report';
import type { SideFactors } from '../../similarity/sideFactors';
import { sampleFacts, type FactsSpec } from '../passes/sampleFacts';

/** What is said of the samples of a side. @throws FileChangedError, errors of reading. */
export async function sampleRemarks(spec: FactsSpec): Promise<Notice[]> {
  return remarksOn(await sampleFacts(spec));
}

/** What makes the remarks on a side look for a sample that holds most of its variance, where its factors say that there may be one. */
export function farOf(side: SideFactors | undefined): Pick<FactsSpec, 'far'> {
  // One sample with half of the sum of squared norms has a quarter of its square; a little less counts, as medians are not means.
  if (!side || !(side.norms.squares > 0.2 * side.norms.sum ** 2)) return {};
  const { features, scaleExponent, shift, offset, columns } = transformOf(side);
  return { far: { features, scaleExponent, shift, offset, columns } };
}
