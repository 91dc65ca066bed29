import { ViewColumn, window, type WebviewPanel, type WebviewPanelSerializer } from 'vscode';
import type { ArrayAddress } from '../../protocol/worker';
import { webviewOptions } from '../html';
import { parseAddress } from '../parseRequest';
import type { Services } from '../services';
import { InspectionPanel } from './inspectionPanel';

/** The view type under which VS Code restores inspection panels. */
export const inspectionViewType = 'ccaLens.inspection';

/** The inspection panels of this window: one an array. Restores those that were open before a window reload. */
export class InspectionPanels implements WebviewPanelSerializer {
  private readonly open = new Set<InspectionPanel>();

  constructor(private readonly services: Services) {}

  /** Shows an array: on the tab it already has, read anew, else on a new one. */
  async show(array: ArrayAddress): Promise<void> {
    const existing = [...this.open].find((panel) => panel.isAbout(array));
    if (existing) {
      existing.panel.reveal();
      return existing.again();
    }
    const options = webviewOptions(this.services.extensionUri);
    const panel = window.createWebviewPanel(inspectionViewType, 'CCA Lens', ViewColumn.Active, options);
    return this.adopt(panel).inspect(array);
  }

  /** Fills a panel of an earlier session again. State that cannot be understood leaves it empty, which its page explains. */
  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const adopted = this.adopt(panel);
    const array = parseAddress(state);
    // Not awaited: VS Code shows the panel only when this returns, and its page has a state for loading.
    if (array) void adopted.inspect(array);
  }

  private adopt(panel: WebviewPanel): InspectionPanel {
    const adopted = new InspectionPanel(panel, this.services, (closed) => this.open.delete(closed));
    this.open.add(adopted);
    return adopted;
  }
}
