import { LensError } from '../facts/errors';
import { fewPermutations } from '../facts/fewPermutations';
import { numberOptions } from '../facts/numberOptions';
import { usualCalibration, type CalibrateChoice } from '../facts/options';
import { numberOption, type OptionValues } from './arguments';

/** Options with a value that say how scores are calibrated; `calibrate` may stand without one. */
export const calibrateTexts = ['calibrate', 'alpha', 'seed'] as const;

/** How a command line has scores calibrated; undefined where it does not. @throws LensError `usage`. */
export function calibrateFrom(values: OptionValues): CalibrateChoice | undefined {
  const permutations = numberOption(values, 'calibrate', numberOptions.permutations);
  const alpha = numberOption(values, 'alpha', numberOptions.level);
  const seed = numberOption(values, 'seed', numberOptions.seed);
  if (permutations === undefined) {
    const alone = alpha !== undefined ? 'alpha' : seed !== undefined ? 'seed' : undefined;
    if (alone === undefined) return undefined;
    throw new LensError('usage', `--${alone} is of calibrated scores: add --calibrate.`);
  }
  const choice = { permutations, alpha: alpha ?? usualCalibration.alpha, seed: seed ?? usualCalibration.seed };
  const few = fewPermutations(choice);
  if (few !== undefined) throw new LensError('usage', `--calibrate has too few permutations: ${few}.`);
  return choice;
}
