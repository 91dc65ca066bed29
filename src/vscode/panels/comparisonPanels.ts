import { l10n, ViewColumn, window, type WebviewPanel, type WebviewPanelSerializer } from 'vscode';
import { canonicalText } from '../../facts/canonicalText';
import type { ComparisonRequest, FromPanel } from '../../protocol/panel';
import { AllowedFiles } from '../files/allowedFiles';
import { filesOf } from '../files/filesOf';
import { surroundings } from '../files/surroundings';
import { mayOpenUnasked } from '../files/mayOpenUnasked';
import { webviewOptions } from '../html';
import { pages } from '../pages';
import { parseRequest } from '../parseRequest';
import type { Services } from '../services';
import { ComparisonPanel } from './comparisonPanel';
import { comparisonTitles } from './comparisonTitles';

/** The comparison panels of this window: one for each pair and the options it is compared with. Restores those that were open before a window reload. */
export class ComparisonPanels implements WebviewPanelSerializer {
  private readonly open = new Set<ComparisonPanel>();
  /** The tab that the next preview takes the place of, until people do something on it. */
  private previewed: ComparisonPanel | undefined;

  /**
   * @param showLayers opens the matrix of the layers of a pair of stacks.
   * @param around what decides which files of an earlier session are opened before people say so.
   */
  constructor(
    private readonly services: Services,
    private readonly showLayers: (request: ComparisonRequest) => Promise<void> = async () => undefined,
    private readonly around = surroundings,
  ) {}

  /**
   * Shows a comparison: on the tab it already has, else on a new one. A tab of the same arrays with other options is another comparison, and left
   * as it is.
   * @param closed is called when a new tab was closed.
   */
  async show(request: ComparisonRequest, closed?: () => void): Promise<void> {
    const existing = this.panelOf(request);
    if (existing) {
      existing.panel.reveal();
      return existing.again();
    }
    const panel = this.newPanel();
    if (closed) panel.panel.onDidDispose(closed);
    return panel.compare(request);
  }

  /**
   * Shows a comparison on the tab for previews, which has the next one in its place. It stays a tab of its own once people do something on its page, or
   * preview the same pair again.
   */
  async preview(request: ComparisonRequest): Promise<void> {
    const existing = this.panelOf(request);
    if (existing) {
      if (existing === this.previewed) this.keep(existing);
      existing.panel.reveal();
      return;
    }
    if (this.previewed) {
      this.previewed.panel.reveal();
      return this.previewed.compare(request);
    }
    const preview = (this.previewed = this.newPanel());
    preview.panel.webview.onDidReceiveMessage(({ type }: FromPanel) => {
      if (type !== 'ready' && this.previewed === preview) this.keep(preview);
    });
    return preview.compare(request);
  }

  private keep(panel: ComparisonPanel): void {
    if (this.previewed === panel) this.previewed = undefined;
    this.nameAll();
  }

  /** Fills a panel of an earlier session again. State that cannot be understood leaves it empty, which its page explains. */
  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const adopted = this.adopt(panel);
    const request = parseRequest(state);
    if (!request) return;
    const files = new AllowedFiles((path) => mayOpenUnasked(path, this.around()));
    const outside = files.outside(filesOf([request.a, request.b]));
    if (outside) adopted.offer(request, outside);
    // Not awaited: VS Code shows the panel only when this returns, and its page has a state for loading.
    else void adopted.compare(request);
  }

  /** The tab of a pair with the same options, if there is one. */
  private panelOf(request: ComparisonRequest): ComparisonPanel | undefined {
    return [...this.open].find((panel) => panel.isAbout(request) && !differ(panel.about?.options, request.options));
  }

  private newPanel(): ComparisonPanel {
    const options = webviewOptions(this.services.extensionUri);
    return this.adopt(window.createWebviewPanel(pages.comparison.viewType, 'CCA Lens', ViewColumn.Active, options));
  }

  private adopt(panel: WebviewPanel): ComparisonPanel {
    const closed = (one: ComparisonPanel) => {
      this.open.delete(one);
      if (this.previewed === one) this.previewed = undefined;
      this.nameAll();
    };
    const home = { closed, changed: () => this.nameAll(), showLayers: this.showLayers };
    const adopted = new ComparisonPanel(panel, this.services, home);
    this.open.add(adopted);
    return adopted;
  }

  /** Names the tabs, so that no two look the same: what tells one from the others depends on which are open. */
  private nameAll(): void {
    const named = [...this.open].flatMap(({ panel, about }) => (about ? [{ panel, about }] : []));
    const titles = comparisonTitles(named.map(({ about }) => about));
    named.forEach(({ panel }, at) => {
      const title = panel === this.previewed?.panel ? l10n.t('Preview: {0}', titles[at]!) : titles[at]!;
      if (panel.title !== title) panel.title = title;
    });
  }
}

function differ(one: unknown, other: unknown): boolean {
  return canonicalText(one) !== canonicalText(other);
}
