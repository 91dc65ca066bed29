import type { StoredHeader } from '../../formats/header';
import { columnsNotListed } from '../../protocol/arrayMessages';
import type { Notice } from '../../facts/reportParts';
import { memoryAdvice, memoryWords } from '../memoryPlan';
import { mostListed, mostPasses, type SummaryPlan, type SummaryWish } from './planSummary';

/** What is said where columns are not listed though they were to be, and why. */
export function columnsNotice(
  { shape }: Pick<StoredHeader, 'shape'>,
  name: string,
  { columns, needed }: Pick<SummaryPlan, 'columns' | 'needed'>,
  { axis, listable, budget }: SummaryWish,
): Notice[] {
  if (axis === undefined || columns === 'listed' || (columns === 'counted' && listable === 0)) return [];
  const what = shape.length === 2 && axis === 1 ? 'columns' : `indices along axis ${axis}`;
  const subject = `${name} has ${shape[axis]!.toLocaleString('en-US')} ${what}`;
  return [{ code: columnsNotListed, message: `${subject}${rest()}.` }];

  function rest(): string {
    if (needed === undefined && columns === 'none') {
      return ` in a compressed archive, which would be inflated more than ${mostPasses} times to look at each of them: only the whole was looked at; save it with numpy.savez for it`;
    }
    if (needed === undefined) {
      return `, and of a file statistics of at most ${mostListed.toLocaleString('en-US')} are listed: these are counted alone`;
    }
    const takes = memoryWords(needed, budget);
    if (columns === 'counted')
      return `, which are counted and not listed: a list takes ${takes}; ${memoryAdvice} for it`;
    return ` in a compressed archive, of which only the whole was looked at: each by itself takes ${takes}; ${memoryAdvice}, or save it with numpy.savez`;
  }
}
