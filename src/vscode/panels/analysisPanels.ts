import { ViewColumn, window, type WebviewPanel, type WebviewPanelSerializer } from 'vscode';
import { placeTitles } from '../../facts/placeName';
import type { ScanSpec } from '../../protocol/analysis';
import { webviewOptions } from '../html';
import { parseSubject } from '../parseSubject';
import type { LensParts } from '../services';
import { AnalysisPanel } from './analysisPanel';

/** The view type under which VS Code restores analysis panels. */
export const analysisViewType = 'ccaLens.analysis';

/** The analysis panels of this window: one for each choice of places. Restores those that were open before a window reload. */
export class AnalysisPanels implements WebviewPanelSerializer {
  private readonly open = new Set<AnalysisPanel>();

  constructor(private readonly parts: LensParts) {}

  /** Shows what some places hold: on the tab that is about them, as it was left there, else on a new one. */
  async show(spec: ScanSpec): Promise<void> {
    const existing = [...this.open].find((panel) => panel.isAbout(spec));
    if (existing) {
      existing.panel.reveal();
      // One that has failed, as for want of files, is worth another look.
      return existing.page.about ? undefined : existing.scan(spec);
    }
    const options = webviewOptions(this.parts.services.extensionUri);
    const panel = window.createWebviewPanel(analysisViewType, 'CCA Lens', ViewColumn.Active, options);
    return this.adopt(panel).scan(spec);
  }

  /** Fills a panel of an earlier session again. State that cannot be understood leaves it empty, which its page explains. */
  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const adopted = this.adopt(panel);
    const subject = parseSubject(state);
    // Not awaited: VS Code shows the panel only when this returns, and its page has a state for loading.
    if (subject) void adopted.open(subject);
  }

  private adopt(panel: WebviewPanel): AnalysisPanel {
    const closed = (one: AnalysisPanel) => {
      this.open.delete(one);
      this.nameAll();
    };
    const adopted = new AnalysisPanel(panel, this.parts, closed, () => this.nameAll());
    this.open.add(adopted);
    return adopted;
  }

  /** Names the tabs, so that no two look the same. */
  private nameAll(): void {
    const open = [...this.open];
    const titles = placeTitles(open.map(({ places }) => places));
    open.forEach((panel, at) => (panel.title = titles[at]!));
  }
}
