import { pageWords } from '../../src/facts/pageWords';
import type { ComparisonReport } from '../../src/facts/report';
import type { SideReport } from '../../src/facts/reportParts';

/**
 * Why a pair has neither canonical directions nor projections (see src/similarity/directions/projections.ts); undefined where it has. A report that was asked for
 * other measures does not say that CCA is not defined: its sizes do.
 */
export function directionsRefusal({ a, b, samples, skipped, dft }: ComparisonReport): string | undefined {
  const what = 'There are neither directions nor projections';
  const refused = skipped.find(({ measure, code }) => measure === 'cca' && code !== 'dft');
  if (refused) return `${what}: ${pageWords(refused.message)}`;
  const wide = [a, b].some((side) => varying(side) >= samples);
  return wide && !dft ? `${what} of a side with no more samples than neurons: use more samples.` : undefined;
}

function varying({ features, dropped }: SideReport): number {
  return features - dropped.filter(({ reason }) => reason === 'constant').length;
}
