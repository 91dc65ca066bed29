import type { AnalysisSubject } from '../../protocol/panel';

/** Where a page's selection is kept: nowhere but with its panel, or in a document. */
export interface SelectionHome {
  /** The page has changed the selection. */
  changed(subject: AnalysisSubject): void;
  /** The page wants the selection to be saved. */
  save(subject: AnalysisSubject): Promise<void>;
  /** The page wants the selection to be shown as text. */
  openAsText(): void;
  /** The page has no selection and wants another look. */
  reload(): void;
  /** What is looked through when the page asks for it and the selection does not come from folders. */
  folder(): string | undefined;
  /** Whether a file that the selection names may be opened before people say so; any, when absent. */
  mayOpen?(path: string): boolean;
  /** The document that it is kept in, as an absolute path; absent where it is kept in none. */
  path?: string;
  /** The tab was closed. */
  closed(): void;
}
