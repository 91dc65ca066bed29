import { transformOf } from '../../similarity/routes/primalRoute';
import { remarksOn } from '../../similarity/remarks';
import type { Notice } from '../../facts/reportParts';
import type { SideFactors } from '../../similarity/routes/sideFactors';
import { factsOfSamples, type FactsSpec } from '../passes/factsOfSamples';

/** What is said of the samples of a side. @throws FileChangedError, errors of reading. */
export async function sampleRemarks(spec: FactsSpec): Promise<Notice[]> {
  return remarksOn(await factsOfSamples(spec), spec.purpose);
}

/** What the factors of a side tell the remarks on it: whether a sample that holds most of its variance is to be looked for, and its widest neuron. */
export function factsOf(side: SideFactors | undefined): Pick<FactsSpec, 'far' | 'widest' | 'constant'> {
  return { ...farOf(side), ...(side ? { widest: widestOf(side), constant: side.constant } : {}) };
}

function farOf(side: SideFactors | undefined): Pick<FactsSpec, 'far'> {
  // One sample with half of the sum of squared norms has a quarter of its square; a little less counts, as medians are not means.
  if (!side || !(side.norms.squares > 0.2 * side.norms.sum ** 2)) return {};
  const { neurons, scaleExponent, shift, offset, columns } = transformOf(side);
  return { far: { neurons, scaleExponent, shift, offset, columns } };
}

function widestOf({ gram, columns, variance }: SideFactors): FactsSpec['widest'] {
  if (!gram) return undefined;
  let at = 0;
  const varianceOf = (j: number): number => gram.data[j * gram.columns + j]!;
  for (let j = 1; j < gram.columns; j++) if (varianceOf(j) > varianceOf(at)) at = j;
  return { neuron: columns[at]!, share: varianceOf(at) / variance };
}
