import type { ComparisonRequest, ComparisonState } from '../../src/protocol/panel';
import type { Extra } from '../../src/protocol/extra';
import { extraNames } from '../../src/protocol/pairExtras';
import type { CompareOptions } from '../../src/facts/options';
import type { ComparisonReport } from '../../src/facts/report';
import { draftOf, readDraft, sameOptions, type OptionsDraft } from './optionsDraft';

/** Everything the comparison page knows: the host's last state, and what was typed since. */
export interface ComparisonModel {
  state: ComparisonState;
  /** Absent as long as there is no request to have options for. */
  draft?: OptionsDraft | undefined;
}

/** The page before the host has answered. */
export const emptyModel: ComparisonModel = { state: { status: 'empty' } };

/** The request of a state; undefined while there is none. */
export function requestOf(state: ComparisonState): ComparisonRequest | undefined {
  return state.status === 'empty' ? undefined : state.request;
}

/** The report to show: the present one, or the last while another is computed or has failed. */
export function reportOf(state: ComparisonState): ComparisonReport | undefined {
  if (state.status === 'empty') return undefined;
  return state.status === 'done' ? state.report : state.last;
}

/** Whether two requests are about the same two arrays in the same order. */
function samePair(one: ComparisonRequest, other: ComparisonRequest): boolean {
  const key = ({ a, b }: ComparisonRequest) =>
    JSON.stringify([a, b].map(({ path, as, more, order }) => [path, as, more, order?.own, order?.wanted]));
  return key(one) === key(other);
}

/** What is on the page already stays the very object where its copy arrives again, as with each progress: that saves drawing it anew. */
function withKnown(known: ComparisonState, state: ComparisonState): ComparisonState {
  const [before, now] = [requestOf(known), requestOf(state)];
  if (state.status === 'empty' || !before || !now || !samePair(before, now)) return state;
  if (state.status !== 'done') return state.last ? { ...state, last: reportOf(known) ?? state.last } : state;
  const shown = known.status === 'done' ? known : undefined;
  const extras = extraNames.map((name) => [name, sameOutcome(shown?.[name], state[name])] as const);
  return { ...state, report: same(reportOf(known), state.report), ...Object.fromEntries(extras) };
}

type AnyExtra = Extra<unknown, unknown>;

/** What was known where it says the same, else what came. */
function same<T>(known: T | undefined, came: T): T {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(came) ? known : came;
}

function sameOutcome(known: AnyExtra | undefined, came: AnyExtra | undefined): AnyExtra | undefined {
  if (known?.status !== 'done' || came?.status !== 'done') return came;
  return { ...came, outcome: same(known.outcome, came.outcome) };
}

/** The model after the host sent a state. What was typed stays, unless the host's options have changed under it. */
export function receiveComparison(model: ComparisonModel, sent: ComparisonState): ComparisonModel {
  const state = withKnown(model.state, sent);
  const before = requestOf(model.state);
  const now = requestOf(state);
  if (!now) return { state };
  const kept = before && model.draft && sameOptions(before.options, now.options);
  return { state, draft: kept ? model.draft : draftOf(now.options) };
}

/** The model after a control was changed. Nothing happens while there are no controls. */
export function editComparison(model: ComparisonModel, change: Partial<OptionsDraft>): ComparisonModel {
  return model.draft ? { ...model, draft: { ...model.draft, ...change } } : model;
}

/** Whether the controls ask for something other than what is shown or being computed. A wrong field counts as a change. */
export function isEdited(model: ComparisonModel): boolean {
  const request = requestOf(model.state);
  if (!request || !model.draft) return false;
  const { options } = readDraft(model.draft);
  return !options || !sameOptions(options, request.options);
}

/** The options of the request with one side read the other way round; `transposed` is how it is read now. */
export function flipped(options: CompareOptions, side: 'a' | 'b', transposed: boolean): CompareOptions {
  return side === 'a' ? { ...options, transposeA: !transposed } : { ...options, transposeB: !transposed };
}

/** Whether the files of a pair have four axes (maps) or three (sequences), as far as the page can know. */
export function axesOf({ state }: ComparisonModel): { maps: boolean; sequences: boolean } {
  const report = reportOf(state);
  const lengths = report ? [report.a.shape.length, report.b.shape.length] : [];
  const recipe = requestOf(state)?.options.recipe;
  // A refusal of a recipe comes without shapes.
  const refused = state.status === 'failed' && state.error.code === 'recipe-mismatch';
  const open = state.status === 'failed' && state.error.code === 'ambiguous-layout';
  return {
    maps: lengths.includes(4) || open || refused || recipe?.conv !== undefined || recipe?.layout !== undefined,
    sequences: lengths.includes(3) || refused || recipe?.sequence !== undefined,
  };
}
