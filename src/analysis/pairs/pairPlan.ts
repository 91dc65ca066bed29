import type { SelectedArray } from '../../protocol/selection';
import type { Notice } from '../../facts/reportParts';

/** The arrays that an analysis uses, and which of them are compared with which. */
export interface PairPlan {
  arrays: SelectedArray[];
  /** Places in `arrays`, side a then side b; no two pairs are the same, also turned round. */
  pairs: [number, number][];
  /** Places of the pairs whose score is calibrated where that is asked for; undefined: all. */
  calibrated?: number[] | undefined;
  /** What was left out, and why. */
  notices: Notice[];
}
