import { samplesDiffer } from '../facts/analyses/resultParts';
import type { Notice } from '../facts/reportParts';

/** Over how many samples a result is; the most, where flattened arrays have other numbers than the rest, which a warning tells. */
export function samplesText({ samples, warnings }: { samples: number; warnings: readonly Notice[] }): string {
  const differ = warnings.some(({ code }) => code === samplesDiffer);
  return `${differ ? 'up to ' : ''}${samples} samples`;
}
