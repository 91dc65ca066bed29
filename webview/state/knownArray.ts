import type { ArrayState, Asked } from '../../src/protocol/arrayMessages';

/**
 * A state of the viewer in which what is on the page already stays the very object where its copy arrives again, as with each progress: that saves
 * drawing it anew, and keeps a list where it was scrolled to. Within one reading of the file its headers stay, and so does what one request found.
 */
export function withKnown(known: ArrayState | undefined, state: ArrayState): ArrayState {
  if (known?.status !== 'done' || state.status !== 'done' || known.revision !== state.revision) return state;
  return {
    ...state,
    file: known.file,
    statistics: sameOutcome(known.statistics, state.statistics),
    spectrum: sameOutcome(known.spectrum, state.spectrum),
  };
}

function sameOutcome<R, O>(known: Asked<R, O> | undefined, came: Asked<R, O> | undefined): Asked<R, O> | undefined {
  if (known?.status !== 'done' || came?.status !== 'done') return came;
  return JSON.stringify(known.request) === JSON.stringify(came.request) ? { ...came, outcome: known.outcome } : came;
}
