import type { Notice } from '../../facts/reportParts';

/** That some measures, in words, are not calibrated, and why. */
export function notCalibrated(measures: string, why: string): Notice {
  return { code: 'not-calibrated', message: `Not calibrated: ${measures}. ${why}` };
}
