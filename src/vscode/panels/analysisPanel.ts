import { l10n, type WebviewPanel } from 'vscode';
import { placeTitles } from '../../facts/placeName';
import type { ScanSpec } from '../../protocol/scan';
import type { Selection } from '../../protocol/selection';
import type { AnalysisSubject } from '../../protocol/panel';
import { saveSelection } from '../saveDocument';
import type { LensParts } from '../lensParts';
import { AnalysisTab } from './analysisTab';

/** An analysis on a tab of its own; its selection is kept by the page until people save it. */
export class AnalysisPanel {
  readonly page: AnalysisTab;
  private roots: readonly string[] = [];

  constructor(
    readonly panel: WebviewPanel,
    parts: LensParts,
    closed: (panel: AnalysisPanel) => void,
    private readonly named: () => void = () => undefined,
    mayOpen?: (path: string) => boolean,
  ) {
    this.page = new AnalysisTab(panel, parts, {
      changed: () => undefined,
      save: saveSelection,
      openAsText: () => undefined,
      reload: () => void this.page.scan({ roots: [...this.roots] }),
      folder: () => undefined,
      ...(mayOpen && { mayOpen }),
      closed: () => closed(this),
    });
  }

  /** Whether the panel is about what these places hold. */
  isAbout({ roots }: ScanSpec): boolean {
    return [...this.roots].sort().join('\0') === [...roots].sort().join('\0');
  }

  /** Looks through folders and shows what they hold. */
  async scan(spec: ScanSpec): Promise<void> {
    this.name(spec.roots);
    await this.page.scan(spec);
  }

  /** Goes on with what the panel was about before. */
  async open(subject: AnalysisSubject): Promise<void> {
    this.name(subject.scan?.roots ?? []);
    await this.page.open(subject);
  }

  /** Shows a selection that came from elsewhere than from places: its result where that is known. */
  async openKept(selection: Selection): Promise<void> {
    this.name([]);
    await this.page.openKept({ selection, names: {} });
  }

  /** The places looked through. */
  get places(): readonly string[] {
    return this.roots;
  }

  /** Names the tab: the first place, and how many more there are. */
  set title({ first, more }: { first: string; more: number }) {
    const name =
      first === ''
        ? l10n.t('Analysis')
        : more > 0
          ? l10n.t('Analysis of {0} and {1} more', first, more)
          : l10n.t('Analysis of {0}', first);
    if (this.panel.title !== name) this.panel.title = name;
  }

  private name(roots: readonly string[]): void {
    this.roots = roots;
    this.title = placeTitles([roots])[0]!;
    this.named();
  }
}
