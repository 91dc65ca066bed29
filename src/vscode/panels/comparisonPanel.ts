import { Uri, type WebviewPanel } from 'vscode';
import type { ComparisonRequest, ComparisonState, FromPanel } from '../../protocol/panel';
import type { ComparisonReport } from '../../similarity/report';
import { folderOf, pairTitle, sideNames } from '../arrayNames';
import { LatestRun, type RunContext } from '../latestRun';
import { explain } from '../log';
import { parseOptions } from '../parseRequest';
import type { Services } from '../services';
import { readResources } from '../settings';
import { throttle } from '../throttle';
import { PanelPage } from './panelPage';

/** Progress reaches the page at most this often, in milliseconds: more cannot be read and would queue up behind the drawing. */
const progressInterval = 100;

/** One comparison on one tab: what is compared, its present run, and the state that its page shows. */
export class ComparisonPanel {
  private readonly page: PanelPage<ComparisonState>;
  private readonly runs = new LatestRun();
  private request: ComparisonRequest | undefined;

  /** Takes over a webview panel, which shows that there is nothing yet until `compare` is called. */
  constructor(
    readonly panel: WebviewPanel,
    private readonly services: Services,
    closed: (panel: ComparisonPanel) => void = () => undefined,
  ) {
    const owner = {
      folder: () => this.request && Uri.file(folderOf(this.request.a)),
      receive: (message: FromPanel) => this.receive(message),
      closed: () => {
        this.runs.dispose();
        closed(this);
      },
    };
    this.page = new PanelPage<ComparisonState>(panel, 'comparison', services, owner, { status: 'empty' });
  }

  /** Whether these two files, in this order, are what the panel is about. */
  isAbout({ a, b }: Pick<ComparisonRequest, 'a' | 'b'>): boolean {
    return this.request !== undefined && key(this.request) === key({ a, b });
  }

  /** Computes a comparison and shows it; a run under way is cancelled. Resolves when the run has ended, whatever its end. */
  compare(request: ComparisonRequest): Promise<void> {
    // The last numbers stay in sight while options change, but never under the names of other files.
    const last = this.isAbout(request) ? reportOf(this.page.shown) : undefined;
    this.request = request;
    this.panel.title = pairTitle(request.a, request.b);
    return this.runs.start((context) => this.compute(request, last, context));
  }

  /** The same comparison once more, for files that may have changed on disk. */
  async again(): Promise<void> {
    if (this.request) await this.compare(this.request);
  }

  /** Does what the page asks for beyond saving and copying. Options that are out of range are not computed with. */
  receive(message: FromPanel): void {
    const { request } = this;
    if (!request) return;
    if (message.type === 'cancel') this.runs.cancel();
    if (message.type === 'swap') void this.compare(swapped(request));
    if (message.type === 'recompute') {
      const options = parseOptions(message.options);
      if (options) void this.compare({ ...request, options });
      else this.services.log.warn('The page asked for options that do not exist.');
    }
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
    onProgress('Starting', 0);
    services.log.info(`Comparing ${request.a.path} with ${request.b.path}: ${JSON.stringify(request.options)}`);
    try {
      const spec = { ...request, resources: readResources(services.log, services.factorsFolder) };
      const { report } = await services.workers.run('compare', spec, { onProgress, signal });
      services.log.info(`Compared: route ${report.route.name}, milliseconds ${JSON.stringify(report.timings)}`);
      onProgress.cancel();
      show({ status: 'done', request, names, report });
    } catch (error) {
      onProgress.cancel();
      if (isLatest()) show({ status: 'failed', request, names, error: explain(error, services.log), last });
    }
  }
}

function key({ a, b }: Pick<ComparisonRequest, 'a' | 'b'>): string {
  return JSON.stringify([a.path, a.as, b.path, b.as]);
}

function reportOf(state: ComparisonState): ComparisonReport | undefined {
  if (state.status === 'empty') return undefined;
  return state.status === 'done' ? state.report : state.last;
}

function swapped({ a, b, options }: ComparisonRequest): ComparisonRequest {
  const { transposeA, transposeB } = options;
  return { a: b, b: a, options: { ...options, transposeA: transposeB, transposeB: transposeA } };
}
