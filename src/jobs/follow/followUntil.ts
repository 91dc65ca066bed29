import type { AnalysisResult } from '../../facts/analyses';
import { LensError } from '../../facts/errors';
import type { FollowEvent } from '../../protocol/follow';
import type { Selection } from '../../protocol/selection';
import type { Follow } from './follow';

/** What following needs of the world. */
export interface FollowMeans {
  /** The result of the selection as it is now; what is known of its pairs is not computed again. */
  compute(selection: Selection): Promise<AnalysisResult>;
  /** Hears what happens, and every result. */
  tell(events: FollowEvent[]): void;
  show?(result: AnalysisResult): void;
  /** Milliseconds since 1970. */
  now(): number;
  /** Done when it is time for the next look. */
  pause(): Promise<unknown>;
  /** Done when nobody wants to follow any more. */
  stopped: Promise<unknown>;
}

/** Reasons that can be others in a moment: a file went or was written anew while it was read. */
const passing = new Set(['file-changed', 'file-not-found', 'file-unreadable']);

/**
 * Follows a training until it is told to stop, and yields the last result; undefined where there was none. One computation at a time: checkpoints that come meanwhile
 * are computed together after it. What cannot be computed yet, as of one checkpoint alone, is told once and tried again when something has changed.
 * @throws the error of the first look, and of a computation what is no LensError.
 */
export async function followUntil(follow: Follow, means: FollowMeans): Promise<AnalysisResult | undefined> {
  const { compute, tell, show, now, pause, stopped } = means;
  let isStopped = false;
  const stop = stopped.then(() => void (isStopped = true));
  let [due, last, why]: [boolean, AnalysisResult | undefined, string | undefined] = [false, undefined, undefined];
  while (!isStopped) {
    const { changed, events } = await follow.look(now());
    tell(events);
    due ||= changed;
    if (due) {
      try {
        const computing = compute(follow.selection);
        // Nobody may wait for its end.
        computing.catch(() => undefined);
        const result = await Promise.race([computing, stop]);
        if (!result) break;
        last = { ...result, warnings: [...follow.remarks, ...result.warnings] };
        [due, why] = [false, undefined];
        tell(follow.computed(last, now()));
        show?.(last);
      } catch (error) {
        if (!(error instanceof LensError)) throw error;
        due = passing.has(error.code);
        if (!due && error.message !== why) tell([{ at: now(), what: 'waits', text: error.message }]);
        if (!due) why = error.message;
      }
    }
    await Promise.race([pause(), stop]);
  }
  return last;
}
