import { Disposable, type Memento } from 'vscode';
import type { MatrixResult } from '../../facts/analyses/matrix';
import type { ComparisonReport } from '../../facts/report';
import type { FileWatch } from '../files/fileWatch';
import { CurrentArray } from './currentArray';
import { RecentComparisons } from './recentComparisons';
import { SharedAnswers } from './sharedAnswers';

/** Reports have up to some hundred thousand numbers each. */
const mostReports = 32;
const mostRows = 32;

/** What all inline panels of a window have in common, and what others tell them. */
export interface InlineServices extends Disposable {
  /** The array viewer reports here what it shows. */
  current: CurrentArray;
  recent: RecentComparisons;
  /** Reports of pairs by the state of their files and the options. */
  reports: SharedAnswers<ComparisonReport>;
  /** Rows of the layer matrix, likewise. */
  rows: SharedAnswers<MatrixResult>;
}

/** The services of a window, with what was kept for its workspace. */
export function inlineServices(memento: Memento, watch: FileWatch): InlineServices {
  const current = new CurrentArray();
  const recent = new RecentComparisons(memento, watch);
  return {
    current,
    recent,
    reports: new SharedAnswers(mostReports),
    rows: new SharedAnswers(mostRows),
    dispose: () => Disposable.from(current, recent).dispose(),
  };
}
