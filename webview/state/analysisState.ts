import { canonicalText } from '../../src/facts/canonicalText';
import type { Selection } from '../../src/protocol/selection';
import type { AnalysisResult } from '../../src/facts/analyses';
import type { AnalysisState, AnalysisSubject } from '../../src/protocol/panel';

/** Everything the analysis page knows: the host's last state, and the selection as it was put right since. */
export interface AnalysisModel {
  state: AnalysisState;
  /** Absent as long as there is no subject. */
  draft?: Selection | undefined;
  /** The selection that the host is known to have, then those sent to it since, as text: it answers each of them. */
  sent: readonly string[];
}

/** The page before the host has answered. */
export const emptyAnalysis: AnalysisModel = { state: { status: 'empty' }, sent: [] };

/** What a state is about; undefined while it is about nothing. */
export function subjectOf(state: AnalysisState): AnalysisSubject | undefined {
  return state.status === 'empty' || state.status === 'scanning' ? undefined : state.subject;
}

/** What there is of a result: all of it, or the cells that are computed so far. */
export function resultOf(state: AnalysisState): AnalysisResult | undefined {
  if (state.status === 'done') return state.result;
  return state.status === 'loading' || state.status === 'cluster' ? state.partial : undefined;
}

/** A result that is on the page already stays the very object, as when its files have changed since: that saves drawing it anew. */
function withKnown(known: AnalysisState, state: AnalysisState): AnalysisState {
  if (known.status !== 'done' || state.status !== 'done') return state;
  return JSON.stringify(known.result) === JSON.stringify(state.result) ? { ...state, result: known.result } : state;
}

/**
 * The model after the host sent a state. What was put right since stays as long as the host only answers what it was sent; a selection that did
 * not come from here (a label file that was chosen, a document that was edited, an undo) takes its place.
 */
export function receiveAnalysis(model: AnalysisModel, sent: AnalysisState): AnalysisModel {
  const state = withKnown(model.state, sent);
  const selection = subjectOf(state)?.selection;
  if (!selection) return { state, sent: [] };
  const text = canonicalText(selection);
  const answered = model.draft ? model.sent.lastIndexOf(text) : -1;
  return answered < 0
    ? { state, draft: selection, sent: [text] }
    : { state, draft: model.draft, sent: model.sent.slice(answered) };
}

/** The model after the selection was changed here, to be sent. */
export function editAnalysis(model: AnalysisModel, selection: Selection): AnalysisModel {
  return { ...model, draft: selection, sent: [...model.sent, canonicalText(selection)] };
}
