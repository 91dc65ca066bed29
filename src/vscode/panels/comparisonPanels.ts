import { ViewColumn, window, type WebviewPanel, type WebviewPanelSerializer } from 'vscode';
import type { ComparisonRequest } from '../../protocol/panel';
import { webviewOptions } from '../html';
import { parseRequest } from '../parseRequest';
import type { Services } from '../services';
import { ComparisonPanel } from './comparisonPanel';

/** The view type under which VS Code restores comparison panels. */
export const comparisonViewType = 'ccaLens.comparison';

/** The comparison panels of this window: one a pair. Restores those that were open before a window reload. */
export class ComparisonPanels implements WebviewPanelSerializer {
  private readonly open = new Set<ComparisonPanel>();

  constructor(private readonly services: Services) {}

  /**
   * Shows a comparison: on the tab it already has, with the options chosen there, else on a new one.
   * @param closed is called when a new tab was closed.
   */
  async show(request: ComparisonRequest, closed?: () => void): Promise<void> {
    const existing = [...this.open].find((panel) => panel.isAbout(request));
    if (existing) {
      existing.panel.reveal();
      return existing.again();
    }
    const options = webviewOptions(this.services.extensionUri);
    const panel = window.createWebviewPanel(comparisonViewType, 'CCA Lens', ViewColumn.Active, options);
    if (closed) panel.onDidDispose(closed);
    return this.adopt(panel).compare(request);
  }

  /** Fills a panel of an earlier session again. State that cannot be understood leaves it empty, which its page explains. */
  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const adopted = this.adopt(panel);
    const request = parseRequest(state);
    // Not awaited: VS Code shows the panel only when this returns, and its page has a state for loading.
    if (request) void adopted.compare(request);
  }

  private adopt(panel: WebviewPanel): ComparisonPanel {
    const adopted = new ComparisonPanel(panel, this.services, (closed) => this.open.delete(closed));
    this.open.add(adopted);
    return adopted;
  }
}
