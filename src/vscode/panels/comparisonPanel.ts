import { l10n, Uri, type WebviewPanel } from 'vscode';
import { savedComparison } from '../../analysis/selection/comparisonDocument';
import type { ComparisonRequest, ComparisonState, FromPanel } from '../../protocol/panel';
import type { AskedExtra, DirectionsRequest, ExtraName, PairExtras, ShownExtras } from '../../protocol/pairExtras';
import { filesOutside, outsideSentence } from '../../protocol/outsideFiles';
import { staleNotices } from '../../protocol/staleFiles';
import type { NamedFiles } from '../../facts/namedFiles';
import type { Fault } from '../../facts/errors';
import type { ComparisonReport } from '../../facts/report';
import { folderBeside, sideNames } from '../arrayNames';
import { nearestLabels, pickLabels } from '../commands/pickLabels';
import { filesOf } from '../files/filesOf';
import { Freshness } from '../files/freshness';
import { LatestRun, type RunContext } from '../latestRun';
import { makeLink } from '../links/makeLink';
import { explain, tellFailure } from '../log';
import { parseDirections, parseProjection } from '../parseExtras';
import type { ShownResult } from '../notebooks/exportNotebook';
import { parseOptions } from '../parseRequest';
import { saveComparison } from '../saveDocument';
import { saveProjections } from '../saveProjections';
import type { Services } from '../services';
import { readResources } from '../settings';
import { progressInterval, throttle } from '../throttle';
import { lostVariable } from '../variables/lostVariable';
import { asksBeyond, extrasOfPage } from './askedExtras';
import { comparisonTitles } from './comparisonTitles';
import { ExtraRuns } from './extraRuns';
import { openPlace } from '../inline/openViewer';
import { arrayKey } from '../inline/sameArray';
import { PanelPage } from './panelPage';

type Done = Extract<ComparisonState, { status: 'done' }>;

/** What goes on around a comparison's tab; each of it may be absent. */
interface ComparisonHome {
  closed?(panel: ComparisonPanel): void;
  /** It is about to show another comparison, or the same anew. */
  changed?(request: ComparisonRequest): void;
  /** Opens the matrix of the layers of a pair of stacks. */
  showLayers?(request: ComparisonRequest): Promise<void>;
  /** Keeps the comparison in its document; it is asked for a new one where this is absent. */
  save?(request: ComparisonRequest): Promise<void>;
  /** The document that it is kept in, as an absolute path. */
  path?: string;
}

/** One comparison on one tab: what is compared, its present run, and the state that its page shows. */
export class ComparisonPanel {
  private readonly page: PanelPage<ComparisonState>;
  private readonly runs = new LatestRun();
  private readonly extras: ExtraRuns;
  private readonly freshness: Freshness;
  private request: ComparisonRequest | undefined;

  /** Takes over a webview panel, which shows that there is nothing yet until `compare` is called. */
  constructor(
    readonly panel: WebviewPanel,
    private readonly services: Services,
    private readonly home: ComparisonHome = {},
  ) {
    const owner = {
      folder: () => this.request && Uri.file(folderBeside(this.request.a, this.request.b)),
      files: () => (this.request ? filesOf([this.request.a, this.request.b]) : []),
      receive: (message: FromPanel) => this.receive(message),
      shownResult: () => this.shownResult(),
      link: () => this.request && makeLink(savedComparison(this.request), home.path),
      closed: () => {
        this.runs.dispose();
        this.extras.drop();
        this.freshness.dispose();
        home.closed?.(this);
      },
    };
    this.extras = new ExtraRuns(services, (change) => this.showBeside(change));
    this.freshness = new Freshness(services.watch, () => this.showBeside({ stale: this.freshness.stale }));
    this.page = new PanelPage<ComparisonState>(panel, 'comparison', services, owner, { status: 'empty' });
    // Where a file system tells of no changes, looking at the panel again is reason to look at the files again.
    panel.onDidChangeViewState(() => panel.visible && void this.freshness.look());
  }

  /** What is compared; undefined while nothing is. */
  get about(): ComparisonRequest | undefined {
    return this.request;
  }

  /** Whether these two files, in this order, are what the panel is about. */
  isAbout({ a, b }: Pick<ComparisonRequest, 'a' | 'b'>): boolean {
    return this.request !== undefined && key(this.request) === key({ a, b });
  }

  /** Shows why there is no comparison any more, in place of the one that there was; nothing where there was none. */
  fail(error: unknown): void {
    const { request } = this;
    this.runs.dispose();
    this.extras.drop();
    if (request) this.showFailed(request, explain(error, this.services.log));
  }

  /** Computes a comparison and shows it; a run under way is cancelled. Resolves when the run has ended, whatever its end. */
  compare(request: ComparisonRequest): Promise<void> {
    // The last numbers stay in sight while options change, but never under the names of other files.
    const last = this.isAbout(request) ? reportOf(this.page.shown) : undefined;
    this.take(request);
    return this.runs.start((context) => this.compute(request, last, context));
  }

  /** Shows which files a comparison would open, and opens none before people say so. */
  offer(request: ComparisonRequest, outside: NamedFiles): void {
    this.take(request);
    this.showFailed(request, { code: filesOutside, message: outsideSentence(outside, 'comparison') });
  }

  /** The same comparison once more, for files that may have changed on disk. */
  async again(): Promise<void> {
    if (this.request) await this.compare(this.request);
  }

  /** Does what the page asks for beyond saving and copying. What is not within its ranges is not computed with. */
  receive(message: FromPanel): void {
    const { request } = this;
    if (!request) return;
    switch (message.type) {
      case 'cancel':
        return message.what === undefined ? this.runs.cancel() : this.extras.cancel(message.what);
      case 'again':
        return void this.again();
      case 'swap':
        return void this.compare(swapped(request));
      case 'showLayers':
        return tellFailure(this.home.showLayers?.(request) ?? Promise.resolve(), this.services.log);
      case 'showArray':
        return tellFailure(openPlace(message.place, [request.a, request.b], this.services), this.services.log);
      case 'saveComparison':
        return tellFailure((this.home.save ?? saveComparison)(request), this.services.log);
      case 'recompute': {
        const options = parseOptions(message.options);
        return options ? void this.compare({ ...request, options }) : this.refuse(message);
      }
      case 'chooseLabels': {
        const wanted = parseDirections(message.request);
        return wanted ? this.whenDone((about) => this.chooseLabels(about, wanted)) : this.refuse(message);
      }
      case 'saveProjections': {
        const wanted = parseProjection(message);
        if (!wanted) return this.refuse(message);
        return this.whenDone((about) => saveProjections(about, wanted, this.services));
      }
      default:
        if (asksBeyond(message)) this.ask(message);
    }
  }

  private showFailed(request: ComparisonRequest, error: Fault): void {
    const state: ComparisonState = { status: 'failed', request, names: sideNames(request.a, request.b), error };
    this.page.show(state);
    this.services.states.fire({ panel: 'comparison', state });
  }

  private take(request: ComparisonRequest): void {
    this.request = request;
    // What was asked beyond a report goes with it.
    this.extras.drop();
    [this.panel.title = ''] = comparisonTitles([request]);
    this.home.changed?.(request);
  }

  private shownResult(): ShownResult | undefined {
    const { shown } = this.page;
    if (shown.status !== 'done') return undefined;
    const { request, names, stale } = shown;
    const report = { ...shown.report, warnings: [...staleNotices(stale), ...shown.report.warnings] };
    return { kind: 'comparison', comparison: { request, names, report } };
  }

  private refuse({ type }: FromPanel): void {
    this.services.log.warn(`The page asked for something that does not exist (${type}).`);
  }

  /** Goes on from a report that is shown; without one there is nothing to ask about. */
  private whenDone(go: (about: ComparisonRequest) => Promise<void>): void {
    const { shown } = this.page;
    if (shown.status === 'done') void go(shown.request);
  }

  private async chooseLabels(about: ComparisonRequest, wanted: DirectionsRequest): Promise<void> {
    // The first click takes what is near and says so; from then on people choose.
    const near = wanted.labels ? undefined : await nearestLabels(about.a);
    const folder = Uri.file(folderBeside(wanted.labels ?? about.a, about.b));
    const picked = near ?? (await pickLabels(folder, about.a));
    // Meanwhile another comparison may have begun.
    if (picked && this.request === about) {
      await this.beyond('directions', about, { ...wanted, names: undefined, ...picked });
    }
  }

  private ask(message: AskedExtra): void {
    const wanted = extrasOfPage[message.type].parse(message.request);
    if (!wanted) return this.refuse(message);
    this.whenDone((about) => this.beyond(message.type, about, wanted));
  }

  /** What is asked beyond the report may be of further files. */
  private async beyond<Name extends ExtraName>(
    name: Name,
    about: ComparisonRequest,
    wanted: PairExtras[Name]['request'],
  ): Promise<void> {
    const files = extrasOfPage[name].files?.(wanted);
    if (files) await this.freshness.add(files);
    if (this.request === about) await this.extras.start(name, about, wanted);
  }

  private showBeside(change: ShownExtras & Pick<Done, 'stale'>): void {
    const { shown } = this.page;
    if (shown.status !== 'done') return;
    const state: ComparisonState = { ...shown, ...change };
    this.page.show(state);
    this.services.states.fire({ panel: 'comparison', state });
  }

  private async compute(
    request: ComparisonRequest,
    last: ComparisonReport | undefined,
    { signal, isLatest }: RunContext,
  ): Promise<void> {
    const { services } = this;
    const names = sideNames(request.a, request.b);
    const show = (state: ComparisonState) => {
      if (!isLatest()) return;
      this.page.show(state);
      services.states.fire({ panel: 'comparison', state });
    };
    const onProgress = throttle((phase: string, fraction: number) => {
      show({ status: 'loading', request, names, phase, fraction, last });
    }, progressInterval);
    onProgress(l10n.t('Starting'), 0);
    services.log.info(`Comparing ${request.a.path} with ${request.b.path}: ${JSON.stringify(request.options)}`);
    try {
      // Before anything is read: a change from here on is one.
      await this.freshness.begin(filesOf([request.a, request.b]));
      const spec = { ...request, resources: readResources(services.log, services.factorsFolder) };
      const { report, further } = await services.workers.run('compare', spec, { onProgress, signal });
      services.log.info(`Compared: route ${report.route.name}, milliseconds ${JSON.stringify(report.timings)}`);
      onProgress.cancel();
      const { stale, files } = this.freshness;
      show({ status: 'done', request, names, report, further, stale, files });
    } catch (error) {
      onProgress.cancel();
      const told = explain(lostVariable(error, request) ?? error, services.log);
      if (isLatest()) show({ status: 'failed', request, names, error: told, last });
    }
  }
}

function key({ a, b }: Pick<ComparisonRequest, 'a' | 'b'>): string {
  return JSON.stringify([a, b].map(arrayKey));
}

function reportOf(state: ComparisonState): ComparisonReport | undefined {
  if (state.status === 'empty') return undefined;
  return state.status === 'done' ? state.report : state.last;
}

function swapped({ a, b, options }: ComparisonRequest): ComparisonRequest {
  const { transposeA, transposeB } = options;
  return { a: b, b: a, options: { ...options, transposeA: transposeB, transposeB: transposeA } };
}
