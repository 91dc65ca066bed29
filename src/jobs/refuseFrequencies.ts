import { LensError } from '../errors';
import type { CompareOptions } from '../similarity/options';

/** Refuses what a comparison frequency by frequency does not have: one set of directions. @throws LensError `not-by-frequency`. */
export function refuseFrequencies({ recipe }: CompareOptions, what: 'Directions' | 'Projections'): void {
  if (recipe?.conv !== 'dft') return;
  throw new LensError(
    'not-by-frequency',
    `${what} are not defined for a comparison frequency by frequency: read the maps flattened, pooled or interpolated (--conv flatten, pool or interpolate).`,
  );
}
