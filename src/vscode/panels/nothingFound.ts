import { LensError } from '../../facts/errors';
import { endingWords } from '../../facts/formats';
import type { ScanOutcome, ScanSpec } from '../../protocol/scan';

/** One sentence on folders without layers: what is wrong with the first file that cannot be read, when there is one. */
export function nothingFound({ roots }: ScanSpec, { unreadable, beside }: ScanOutcome): LensError {
  const [first] = unreadable;
  const where = roots.length === 1 ? roots[0]! : `the ${roots.length} places chosen`;
  const reason = first ? ` ${first.message}` : '';
  const what =
    beside.length > 0 ? 'nothing but labels and the like' : `no ${endingWords('or')} arrays that can be layers`;
  return new LensError('nothing-found', `There are ${what} in ${where}; choose a folder of activations.${reason}`);
}
