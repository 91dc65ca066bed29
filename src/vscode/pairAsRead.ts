import { optionsAsRead } from '../analysis/recipes/optionsAsRead';
import type { Selection } from '../protocol/selection';
import type { ComparisonRequest } from '../protocol/panel';
import { pairOf } from './pairOf';
import type { Services } from './services';

/**
 * The comparison of two arrays of a selection, read as the selection's analysis reads them, so that it shows the score of their cell; undefined when it
 * does not hold both. A pair that the analysis refuses is read by its own shapes, and says itself why it is refused.
 * @throws LensError what keeps the headers of the selection from being read.
 */
export async function pairAsRead(
  selection: Selection,
  a: string,
  b: string,
  { workers }: Pick<Services, 'workers'>,
): Promise<ComparisonRequest | undefined> {
  const pair = pairOf(selection, a, b);
  if (!pair) return undefined;
  const { arrays, pairs } = await workers.run('arraysAsRead', { selection, only: [a, b] });
  const [found] = pairs;
  if (!found) return pair;
  const [one, other] = found.pathA === a ? [found.a, found.b] : [found.b, found.a];
  return { ...pair, options: optionsAsRead(selection.options, arrays[one]!, arrays[other]!) };
}
