import { ViewColumn, window, type WebviewPanel, type WebviewPanelSerializer } from 'vscode';
import { layersOfPair } from '../../analysis/selection/layersOfPair';
import { pairNames } from '../../facts/distinctNames';
import { formatNamed, withoutEnding } from '../../facts/formats';
import { placeTitles } from '../../facts/placeName';
import type { ScanSpec } from '../../protocol/scan';
import type { Selection } from '../../protocol/selection';
import type { ComparisonRequest } from '../../protocol/panel';
import { surroundings } from '../files/surroundings';
import { mayOpenUnasked } from '../files/mayOpenUnasked';
import { webviewOptions } from '../html';
import { pages } from '../pages';
import { parseSubject } from '../parseSubject';
import type { LensParts } from '../lensParts';
import { AnalysisPanel } from './analysisPanel';

/** The analysis panels of this window: one for each choice of places. Restores those that were open before a window reload. */
export class AnalysisPanels implements WebviewPanelSerializer {
  private readonly open = new Set<AnalysisPanel>();

  /** @param around what decides which files of an earlier session are opened before people say so. */
  constructor(
    private readonly parts: LensParts,
    private readonly around = surroundings,
  ) {}

  /** Shows what some places hold: on the tab that is about them, as it was left there, else on a new one. */
  async show(spec: ScanSpec): Promise<void> {
    const panel = this.panelOf(spec);
    // One that has failed, as for want of files, is worth another look.
    if (!panel.page.about) await panel.scan(spec);
  }

  /** Shows the matrix of the layers of a pair of which one or both are stacks: those of a in the rows, those of b in the columns. */
  async showLayers({ a, b, options }: ComparisonRequest): Promise<void> {
    const spec: ScanSpec = { roots: [...new Set([a.path, b.path])], stacks: true, as: a.as ?? b.as };
    const panel = this.panelOf(spec);
    await panel.scan(spec);
    const [first, second] = pairNames(a.path, b.path).map((name) =>
      formatNamed(name)?.holds === 'array' ? withoutEnding(name) : name,
    ) as [string, string];
    const sides = [
      { path: a.path, name: first },
      { path: b.path, name: second },
    ] as const;
    await panel.page.runWith((selection) => layersOfPair(selection, sides, options));
  }

  /** Shows a selection on a new tab, its result where that is known. */
  async showSelection(selection: Selection): Promise<void> {
    await this.newPanel().openKept(selection);
  }

  /** The tab that is about some places, in front, or a new one. */
  private panelOf(spec: ScanSpec): AnalysisPanel {
    const existing = [...this.open].find((panel) => panel.isAbout(spec));
    existing?.panel.reveal();
    return existing ?? this.newPanel();
  }

  private newPanel(): AnalysisPanel {
    const options = webviewOptions(this.parts.services.extensionUri);
    return this.adopt(window.createWebviewPanel(pages.analysis.viewType, 'CCA Lens', ViewColumn.Active, options));
  }

  /** Fills a panel of an earlier session again. State that cannot be understood leaves it empty, which its page explains. */
  async deserializeWebviewPanel(panel: WebviewPanel, state: unknown): Promise<void> {
    const adopted = this.adopt(panel, (path) => mayOpenUnasked(path, this.around()));
    const subject = parseSubject(state);
    // Not awaited: VS Code shows the panel only when this returns, and its page has a state for loading.
    if (subject) void adopted.open(subject);
  }

  private adopt(panel: WebviewPanel, mayOpen?: (path: string) => boolean): AnalysisPanel {
    const closed = (one: AnalysisPanel) => {
      this.open.delete(one);
      this.nameAll();
    };
    const adopted = new AnalysisPanel(panel, this.parts, closed, () => this.nameAll(), mayOpen);
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
