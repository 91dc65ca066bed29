import { Disposable, type WebviewPanel, type WebviewView } from 'vscode';
import type { FromPanel } from '../../protocol/panel';

/** A page on a tab or in a view, which does what messages ask. */
interface OpenPage {
  readonly panel: WebviewPanel | WebviewView;
  receive(message: FromPanel): void;
}

/** The pages that are open, so that a command finds the one that people look at. */
export class OpenPages {
  private readonly pages = new Set<OpenPage>();

  /** Knows a page until it is disposed of. */
  add(page: OpenPage): Disposable {
    this.pages.add(page);
    return new Disposable(() => this.pages.delete(page));
  }

  /** The page on the active tab; undefined when that holds another thing. */
  get active(): OpenPage | undefined {
    return [...this.pages].find(({ panel }) => 'active' in panel && panel.active);
  }
}
