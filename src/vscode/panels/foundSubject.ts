import type { LogOutputChannel } from 'vscode';
import { arraysRemarks } from '../../analysis/pairs/arraysRemarks';
import { firstSelection } from '../../analysis/selection/firstSelection';
import { rescanned } from '../../analysis/selection/rescanned';
import type { AnalysisSubject } from '../../protocol/panel';
import type { ScanOutcome, ScanSpec } from '../../protocol/scan';
import { readOptions } from '../settings';

/** What a page is about once folders were looked through: a first selection, or the one before with what was put right in it. */
export function foundSubject(
  before: AnalysisSubject | undefined,
  outcome: ScanOutcome,
  spec: ScanSpec,
  log: LogOutputChannel,
): AnalysisSubject {
  const { beside, unreadable, notices, proposals } = outcome;
  const found = { beside, unreadable, notices: [...notices, ...arraysRemarks(unreadable)], proposals };
  const selection = before
    ? rescanned(before.selection, outcome, spec.roots, before.scan?.splits !== spec.splits)
    : firstSelection(outcome, readOptions(log));
  return { ...before, selection, names: {}, scan: spec, found };
}
