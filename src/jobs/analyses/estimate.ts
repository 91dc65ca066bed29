import type { Estimate, EstimateSpec } from '../../protocol/analysis';

/** TO BE BUILT. */
export function estimate(_spec: EstimateSpec): Promise<Estimate> {
  throw new Error('Not built yet.');
}
