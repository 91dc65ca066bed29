import { l10n, type WebviewPanel } from 'vscode';
import { selectedPaths, selectionPaths } from '../../analysis/selection/selectionPaths';
import type { ScanTaking, ScanSpec } from '../../protocol/scan';
import type { Selection } from '../../protocol/selection';
import type { AnalysisSubject, FromPanel } from '../../protocol/panel';
import type { NamedFiles } from '../../facts/namedFiles';
import { chooseFor } from '../commands/chooseFor';
import { AllowedFiles } from '../files/allowedFiles';
import { filesOfSelection } from '../files/filesOf';
import { LatestRun, type RunContext } from '../latestRun';
import { openPlace } from '../inline/openViewer';
import { explain, tellFailure } from '../log';
import type { LensParts } from '../lensParts';
import { withNames } from '../subjectNames';
import { ClusterTab } from '../cluster/clusterTab';
import type { ClusterPlace } from '../../protocol/clusterPage';
import { AnalysisJobs } from './analysisJobs';
import { AnalysisScreen } from './analysisScreen';
import { receiveAnalysis, type AnalysisActions } from './analysisMessages';
import { foundSubject } from './foundSubject';
import { Following, notFollowed } from './following';
import { nothingFound } from './nothingFound';
import type { SelectionHome } from './selectionHome';

/** An analysis of many files on one tab: what is selected, what is being done with it, and the state that its page shows. */
export class AnalysisTab {
  private readonly screen: AnalysisScreen;
  private readonly runs = new LatestRun();
  private readonly jobs: AnalysisJobs;
  private readonly cluster: ClusterTab;
  private readonly files: AllowedFiles;
  private readonly following: Following;
  private subject: AnalysisSubject | undefined;

  /** Takes over a webview panel, which shows that there is nothing yet until `scan`, `open` or `fail` is called. */
  constructor(
    panel: WebviewPanel,
    private readonly parts: LensParts,
    private readonly home: SelectionHome,
  ) {
    const { services } = parts;
    this.jobs = new AnalysisJobs(services);
    this.files = new AllowedFiles(home.mayOpen && ((path) => home.mayOpen!(path)));
    this.screen = new AnalysisScreen(panel, services, {
      subject: () => this.subject,
      document: home.path,
      receive: (message) => this.receive(message),
      takesChanges: () => this.following.isOn,
      seen: () => this.cluster.look(),
      closed: () => {
        this.stop();
        home.closed();
      },
    });
    this.following = new Following(services, this.jobs, {
      subject: () => this.subject,
      change: (subject) => (this.subject = withNames(subject)),
      shown: () => this.screen.shown,
      show: (state) => this.screen.show(state),
      allow: (paths) => this.files.allow(paths),
    });
    this.cluster = new ClusterTab(services, {
      document: home.path,
      isSeen: () => panel.visible,
      subject: () => this.subject,
      show: (state) => this.screen.show(state),
      watch: (place) => void this.watch(place),
      done: (result) => this.screen.done(result),
    });
  }

  /** What the page is about; undefined while nothing was found. */
  get about(): AnalysisSubject | undefined {
    return this.subject;
  }

  /** Looks through folders and shows how their names are read. Resolves when that has ended, whatever its end. */
  scan(spec: ScanSpec): Promise<void> {
    return this.runs.start(async (context) => {
      try {
        const outcome = await this.jobs.scan(spec, context, (state) => this.screen.show(state, context));
        if (!context.isLatest()) return;
        if (outcome.arrays.length === 0 && !this.subject) throw nothingFound(spec, outcome);
        // Looked for where people asked for it.
        this.files.allow([...selectedPaths(outcome.arrays), ...outcome.beside.map(({ path }) => path)]);
        this.change(foundSubject(this.subject, outcome, spec, this.parts.services.log));
      } catch (error) {
        this.failed(error, context);
      }
    });
  }

  /** Runs what is made of the present selection at once; nothing where there is none. Resolves when it has ended, whatever its end. */
  async runWith(made: (selection: Selection) => Selection): Promise<void> {
    if (!this.subject) return;
    this.change({ ...this.subject, selection: made(this.subject.selection) });
    await this.run('asked');
  }

  /** Shows a selection that is there already; one that was run before goes on by itself. */
  async open(subject: AnalysisSubject): Promise<void> {
    this.subject = withNames(subject);
    const place = this.cluster.placeOf(subject);
    if (place) return this.watch(place);
    if (!subject.started || this.outside) return this.setup();
    await this.goOn(subject);
  }

  /** Runs what was run before, or follows the training that was followed; on a login node what takes long waits for people. */
  private goOn({ scan, follow }: AnalysisSubject): Promise<void> {
    const places = scan?.roots ?? [];
    const isFollowed = follow?.on === true && places.every((path) => this.home.mayOpen?.(path) ?? true);
    return isFollowed ? this.followAsked('goesOn') : this.run('goesOn');
  }

  /** Shows a selection that comes from a document or a link: its result, where all of that is known from before or computed in moments, else its table. */
  openKept(subject: AnalysisSubject): Promise<void> {
    this.subject = withNames(subject);
    if (this.outside) return Promise.resolve(this.setup());
    const place = this.cluster.placeOf(subject);
    if (place) return this.watch(place);
    return this.runs.start(async (context) => {
      this.screen.show({ status: 'loading', subject, phase: l10n.t('Looking for its result'), fraction: 0 }, context);
      const known = await this.jobs.isKnown(subject, context);
      if (!context.isLatest()) return;
      if (known) await this.goOn(subject);
      else this.setup();
    });
  }

  /** Looks anew which files may be opened, as when the workspace has become trusted. */
  reconsider(): void {
    if (this.screen.shown.status === 'setup') this.setup();
  }

  /** Shows that there is no selection to be had, and why. */
  fail(error: unknown): void {
    this.stop();
    this.subject = undefined;
    this.screen.show({ status: 'failed', error: explain(error, this.parts.services.log) });
  }

  /** Does what the page asks for beyond saving and copying. What is not within its ranges is not done. */
  receive(message: FromPanel): void {
    if (!this.cluster.receive(message)) receiveAnalysis(message, this.actions, this.parts.services.log);
  }

  private readonly actions: AnalysisActions = {
    cancel: () => (this.following.isOn ? this.setup() : this.runs.cancel()),
    follow: (on) => (on ? void this.followAsked('asked') : this.pause()),
    openAsText: () => this.home.openAsText(),
    scan: (include, exclude, taking) => this.scanAgain(include, exclude, taking),
    select: (selection) => this.select(selection),
    run: () => (this.subject ? void this.run('asked') : this.home.reload()),
    openOutside: () => {
      this.files.allowAsked();
      if (this.subject?.cluster) void this.watch(this.subject.cluster);
      else this.setup();
    },
    setup: () => {
      this.leaveCluster();
      this.setup();
    },
    save: () => this.subject && void this.home.save(this.subject),
    choose: (what) => void this.choose(what),
    openPair: (a, b) => tellFailure(this.openPair(a, b), this.parts.services.log),
    showPair: (a, b) => this.showPair(a, b),
    showArray: (place) => {
      const { services } = this.parts;
      tellFailure(openPlace(place, this.subject?.selection.arrays ?? [], services), services.log);
    },
  };

  /**
   * Runs the analysis and shows its result; what a cluster computes is watched. On a login node people are `asked` about long work, which never `goesOn` there
   * by itself. Resolves when it has ended, whatever its end.
   */
  private async run(unless?: 'asked' | 'goesOn'): Promise<void> {
    if (!this.subject) return;
    if (this.subject.cluster) return this.watch(this.subject.cluster);
    if (this.outside) return this.setup();
    this.following.stop();
    const subject = (this.subject = notFollowed({ ...this.subject, started: true }));
    this.jobs.dispose();
    await this.runs.start(async (context) => {
      try {
        this.screen.show({ status: 'loading', subject, phase: l10n.t('Starting'), fraction: 0 }, context);
        if (unless && !(await this.cluster.mayRunHere(unless, () => this.jobs.seconds(subject, context)))) {
          // Where people have turned to the cluster its form is shown.
          if (context.isLatest() && this.screen.shown.status === 'loading') this.setup();
          return;
        }
        // Before anything is read: a change from here on is one.
        await this.screen.begin(filesOfSelection(subject.selection));
        this.screen.done(
          await this.jobs.analyze(subject, context, (state) => this.screen.show(state, context)),
          context,
        );
      } catch (error) {
        this.failed(error, context);
      }
    });
  }

  /** Watches what a cluster computes. */
  private async watch(place: ClusterPlace): Promise<void> {
    if (!this.subject) return;
    if (this.outside) return this.setup();
    this.subject = notFollowed({ ...this.subject, started: true, cluster: place });
    this.runs.dispose();
    this.jobs.dispose();
    this.following.stop();
    await this.screen.begin(filesOfSelection(this.subject.selection));
    if (this.subject?.cluster === place) this.cluster.watch(this.subject, place);
  }

  /** What is on the page is computed here from now on; what a cluster computes goes on. */
  private leaveCluster(): void {
    if (this.subject) this.subject = { ...this.subject, cluster: undefined };
    this.cluster.forget();
  }

  /** Follows where people want it to be computed here. */
  private async followAsked(unless: 'asked' | 'goesOn'): Promise<void> {
    const { subject } = this;
    if (!subject || this.outside) return this.setup();
    const { signal } = new AbortController();
    if (await this.cluster.mayRunHere(unless, () => this.jobs.seconds(subject, { signal }))) await this.follow();
    else if (unless === 'goesOn') this.setup();
  }

  /** Follows the training that the selection is of. Resolves when that has ended, whatever its end. */
  private async follow(): Promise<void> {
    if (!this.subject) return;
    if (this.outside) return this.setup();
    this.leaveCluster();
    this.runs.dispose();
    this.jobs.dispose();
    // What has changed is computed anew, and told of so.
    void this.screen.begin([]);
    await this.following.start();
  }

  /** Follows no more: the last result stays, and what has entered the selection is kept as the page's other changes are. */
  private pause(): void {
    this.following.pause();
    const { subject } = this;
    if (this.screen.shown.status !== 'done') return this.setup();
    if (subject) this.home.changed(subject);
    if (subject) void this.screen.begin(filesOfSelection(subject.selection));
  }

  /** Shows the table, and soon after what the analysis would take. */
  private setup(): void {
    const { subject } = this;
    if (!subject) return;
    this.stop();
    void this.screen.begin([]);
    this.subject = notFollowed({ ...subject, started: false });
    const { outside } = this;
    if (outside) {
      this.jobs.dispose();
      return this.screen.show({ status: 'setup', subject: this.subject, outside });
    }
    const shown = { status: 'setup', subject: this.subject } as const;
    this.screen.show({ ...shown, estimate: { status: 'loading' } });
    this.jobs.estimate(subject, (estimate) => {
      this.screen.showInSetup({ estimate });
    });
    void this.cluster.isOffered().then((offered) => offered && this.screen.showInSetup({ onCluster: true }));
  }

  /** The files for which people must be asked first. */
  private get outside(): NamedFiles | undefined {
    return this.subject && this.files.outside(selectionPaths(this.subject.selection));
  }

  private select(selection: Selection): void {
    if (this.subject) this.change({ ...this.subject, selection });
  }

  private change(subject: AnalysisSubject): void {
    this.subject = withNames(subject);
    this.leaveCluster();
    this.home.changed(this.subject);
    this.setup();
  }

  private scanAgain(include: string[] | undefined, exclude: string[] | undefined, taking: ScanTaking): void {
    const folder = this.home.folder();
    const roots = this.subject?.scan?.roots ?? (folder === undefined ? undefined : [folder]);
    if (roots && include && exclude) void this.scan({ roots, include, exclude, ...taking });
  }

  private async choose(what: 'labels' | 'names'): Promise<void> {
    const before = this.subject;
    const selection = before && (await chooseFor(what, before));
    if (selection) this.files.allow([selection[what] ?? '']);
    // The table may have changed while the dialog was open.
    if (selection && this.subject) this.select({ ...this.subject.selection, classes: selection });
  }

  private async openPair(a: string, b: string): Promise<void> {
    if (this.outside) return this.setup();
    const pair = this.subject && (await this.jobs.pair(this.subject, a, b));
    if (pair) await this.parts.comparisons.preview(pair);
  }

  /** The report of a pair beside the result, while the result is shown; one asked for later takes its place. */
  private showPair(a: string, b: string): void {
    const { subject } = this;
    if (!subject || this.screen.shown.status !== 'done' || this.outside) return;
    this.jobs.reportOfPair(subject, a, b, (pair) => this.screen.showInResult({ pair }));
  }

  /** A run that was cancelled and has nothing to show leads back to the table. */
  private failed(error: unknown, context: RunContext): void {
    if (context.isLatest() && !this.screen.failed(error, context)) this.setup();
  }

  /** Ends all that is under way for this tab here; what a cluster computes goes on. */
  private stop(): void {
    this.runs.dispose();
    this.jobs.dispose();
    this.cluster.dispose();
    this.following.stop();
  }
}
