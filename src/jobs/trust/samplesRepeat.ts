import { duplicateSamples } from '../../similarity/remarks/duplicateSamples';
import type { Notice } from '../../facts/reportParts';

/** Whether a comparison found samples that repeat others, so that nothing holds of it that counts its samples as independent. */
export function samplesRepeat(warnings: readonly Notice[]): boolean {
  return warnings.some(({ code }) => code === duplicateSamples.code);
}
