import { repeatedSamples } from '../../facts/repeatedSamples';
import { calibrated, type Calibration } from './calibrated';

/**
 * The calibrated score of likenesses of a pair itself and then of each permutation; undefined where the pair has none. `independent`: no sample repeats another,
 * where else p and value are not given.
 */
export function heldAgainst(
  [score = null, ...nulls]: readonly (number | null)[],
  alpha: number,
  independent: boolean,
): Calibration | undefined {
  if (score === null) return undefined;
  const found = calibrated(score, nulls, alpha);
  return independent ? found : withoutProbability(found);
}

/** A calibration of samples that repeat: its threshold alone, and why. */
export function withoutProbability<C extends Calibration>({
  value: _value,
  p: _p,
  ...rest
}: C): Omit<C, 'value' | 'p'> {
  return { ...rest, reason: rest.reason ?? repeatedSamples };
}
