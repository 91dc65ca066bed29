import { Uri, type WebviewPanel } from 'vscode';
import type { FromPanel, InspectionState } from '../../protocol/panel';
import type { ArrayAddress } from '../../protocol/worker';
import { arrayName, folderOf, shortName } from '../arrayNames';
import { LatestRun, type RunContext } from '../latestRun';
import { explain } from '../log';
import type { Services } from '../services';
import { throttle } from '../throttle';
import { PanelPage } from './panelPage';

/** As for comparisons: more often cannot be read. */
const progressInterval = 100;

/** The facts of one array on one tab. */
export class InspectionPanel {
  private readonly page: PanelPage<InspectionState>;
  private readonly runs = new LatestRun();
  private array: ArrayAddress | undefined;

  /** Takes over a webview panel, which shows that there is nothing yet until `inspect` is called. */
  constructor(
    readonly panel: WebviewPanel,
    private readonly services: Services,
    closed: (panel: InspectionPanel) => void = () => undefined,
  ) {
    const owner = {
      folder: () => this.array && Uri.file(folderOf(this.array)),
      receive: (message: FromPanel) => this.receive(message),
      closed: () => {
        this.runs.dispose();
        closed(this);
      },
    };
    this.page = new PanelPage<InspectionState>(panel, 'inspection', services, owner, { status: 'empty' });
  }

  /** Whether this array is what the panel is about. */
  isAbout({ path, as }: ArrayAddress): boolean {
    return this.array?.path === path && this.array.as === as;
  }

  /** Reads an array and shows what is in it; a run under way is cancelled. Resolves when the run has ended, whatever its end. */
  inspect(array: ArrayAddress): Promise<void> {
    this.array = array;
    this.panel.title = shortName(array);
    return this.runs.start((context) => this.compute(array, context));
  }

  /** The same array once more, for a file that may have changed on disk. */
  async again(): Promise<void> {
    if (this.array) await this.inspect(this.array);
  }

  /** Does what the page asks for beyond saving and copying; `again` reads the array once more. */
  receive(message: FromPanel): void {
    if (message.type === 'cancel') this.runs.cancel();
    if (message.type === 'again') void this.again();
  }

  private async compute(array: ArrayAddress, { signal, isLatest }: RunContext): Promise<void> {
    const { services } = this;
    const name = arrayName(array);
    const show = (state: InspectionState) => {
      if (!isLatest()) return;
      this.page.show(state);
      services.states.fire({ panel: 'inspection', state });
    };
    const onProgress = throttle((phase: string, fraction: number) => {
      show({ status: 'loading', array, name, phase, fraction });
    }, progressInterval);
    onProgress('Starting', 0);
    services.log.info(`Inspecting ${array.path}`);
    try {
      const summary = await services.workers.run('inspect', { array }, { onProgress, signal });
      onProgress.cancel();
      show({ status: 'done', array, name, summary });
    } catch (error) {
      onProgress.cancel();
      if (isLatest()) show({ status: 'failed', array, name, error: explain(error, services.log) });
    }
  }
}
