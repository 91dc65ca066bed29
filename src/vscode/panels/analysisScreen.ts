import { Uri, type WebviewPanel } from 'vscode';
import { arraysRemarks } from '../../analysis/pairs/arraysRemarks';
import type { AnalysisResult } from '../../facts/analyses';
import { LensError } from '../../facts/errors';
import { scoreNames } from '../../facts/measures/scores';
import { stoppedResult } from '../../facts/partialResult';
import type { AnalysisSetup, AnalysisState, AnalysisSubject, FromPanel } from '../../protocol/panel';
import { staleNotices } from '../../protocol/staleFiles';
import { filesOfSelection } from '../files/filesOf';
import { Freshness } from '../files/freshness';
import type { RunContext } from '../latestRun';
import { makeLink } from '../links/makeLink';
import { explain } from '../log';
import type { Services } from '../services';
import { subjectFolder } from '../subjectNames';
import { PanelPage } from './panelPage';

/** What an analysis is that a screen shows, and who does what its page asks for. */
interface ScreenOwner {
  /** What the page is about; undefined while nothing was found. */
  subject(): AnalysisSubject | undefined;
  /** The document that it is kept in, as an absolute path. */
  document: string | undefined;
  receive(message: FromPanel): void;
  /** Whether files that change are taken in by themselves, so that none is told of as changed. */
  takesChanges(): boolean;
  /** The tab has come into sight. */
  seen(): void;
  /** The tab was closed. */
  closed(): void;
}

/** What an analysis on a tab shows: the state of its page, whether that is still of its files, and what leaves it as a link or a notebook. */
export class AnalysisScreen {
  private readonly page: PanelPage<AnalysisState>;
  private readonly freshness: Freshness;
  private closed = false;

  /** Takes over a webview panel, which shows that there is nothing yet. */
  constructor(
    panel: WebviewPanel,
    private readonly services: Services,
    private readonly owner: ScreenOwner,
  ) {
    this.freshness = new Freshness(services.watch, () => this.freshnessChanged());
    this.page = new PanelPage<AnalysisState>(
      panel,
      'analysis',
      services,
      {
        folder: () => this.about((subject) => Uri.file(subjectFolder(subject))),
        files: () => this.about(({ selection }) => filesOfSelection(selection)) ?? [],
        receive: (message: FromPanel) => owner.receive(message),
        shownResult: () => {
          const { shown } = this;
          if (shown.status !== 'done') return undefined;
          const { subject, result, stale } = shown;
          const warnings = [...staleNotices(stale), ...result.warnings];
          return { kind: 'analysis', subject, result: { ...result, warnings } };
        },
        link: (asked?: string) => {
          const measure = scoreNames.find((name) => name === asked);
          return this.about(({ selection }) => makeLink({ ...selection, ...(measure && { measure }) }, owner.document));
        },
        closed: () => {
          this.closed = true;
          this.freshness.dispose();
          owner.closed();
        },
      },
      { status: 'empty' },
    );
    panel.onDidChangeViewState(() => {
      if (!panel.visible) return;
      void this.freshness.look();
      owner.seen();
    });
  }

  /** The state that was shown last. */
  get shown(): AnalysisState {
    return this.page.shown;
  }

  /** Shows a state, unless the run that it is of is not the latest any more. A tab that was closed shows nothing, whatever still comes. */
  show(state: AnalysisState, context?: RunContext): void {
    if (this.closed || context?.isLatest() === false) return;
    this.page.show(state);
    this.services.states.fire({ panel: 'analysis', state });
  }

  /** Shows more beside the table, while that is shown. */
  showInSetup(more: Partial<AnalysisSetup>): void {
    const { shown } = this;
    if (shown.status === 'setup') this.show({ ...shown, ...more });
  }

  /** Shows more beside the result, while that is shown. */
  showInResult(more: Partial<Extract<AnalysisState, { status: 'done' }>>): void {
    const { shown } = this;
    if (shown.status === 'done') this.show({ ...shown, ...more });
  }

  /** Shows a result of the files that were begun with. */
  done(analyzed: AnalysisResult, context?: RunContext): void {
    this.about((subject) => {
      // What could not be read is no part of what was analyzed, and missing in it all the same.
      const missing = arraysRemarks(subject.found?.unreadable ?? []);
      const result = { ...analyzed, warnings: [...missing, ...analyzed.warnings] };
      this.show({ status: 'done', subject, result, stale: this.freshness.stale }, context);
    });
  }

  /**
   * Shows why a run has failed. One that was cancelled leaves what it has of its result, which is kept and not computed again; false where that is nothing that can
   * be shown.
   */
  failed(error: unknown, context: RunContext): boolean {
    const { shown } = this;
    const cancelled = error instanceof LensError && error.code === 'cancelled';
    const stopped = cancelled && shown.status === 'loading' && shown.partial && stoppedResult(shown.partial);
    const subject = this.owner.subject();
    if (stopped)
      this.show({ status: 'done', subject: shown.subject, result: stopped, stale: this.freshness.stale }, context);
    else if (cancelled && subject) return false;
    else this.show({ status: 'failed', subject, error: explain(error, this.services.log) }, context);
    return true;
  }

  /** Begins with files that are about to be read: a change from here on is one. Resolves when their marks are taken. */
  begin(files: readonly string[]): Promise<void> {
    return this.freshness.begin(files);
  }

  private freshnessChanged(): void {
    if (!this.owner.takesChanges()) this.showInResult({ stale: this.freshness.stale });
  }

  private about<T>(what: (subject: AnalysisSubject) => T): T | undefined {
    const subject = this.owner.subject();
    return subject && what(subject);
  }
}
