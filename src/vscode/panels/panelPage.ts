import { env, l10n, Uri, window, type Disposable, type WebviewPanel, type WebviewView } from 'vscode';
import type { FromPanel } from '../../protocol/panel';
import { packTables } from '../../protocol/packedTables';
import { stateMessage } from '../../protocol/stateMessage';
import { pageHtml, webviewOptions } from '../html';
import { openSetting } from '../openSetting';
import { tellFailure } from '../log';
import type { PageName } from '../pages';
import { exportNotebook, type ShownResult } from '../notebooks/exportNotebook';
import { saveFile } from '../saveFile';
import type { Services } from '../services';
import { showMessage } from '../showMessage';

/** What a panel does itself with the messages of its page. */
interface PageOwner {
  /** Where files that the page saves are put unless people choose otherwise. */
  folder(): Uri | undefined;
  /** The files behind what the page shows, which nothing that it saves replaces. */
  files?(): readonly string[];
  receive(message: FromPanel): void;
  /** What a notebook would recompute; undefined while there is none. */
  shownResult?(): ShownResult | undefined;
  /** The link that opens the same, of an analysis by a score; undefined while nothing is shown. @throws LinkError. */
  link?(measure?: string): string | undefined;
  /** The tab was closed. */
  closed(): void;
}

/**
 * The page inside a webview panel, or a view of the side bar. It holds the present state and answers every `ready` with all of it, since a
 * hidden page is thrown away with all it knew and messages to it are lost.
 */
export class PanelPage<State extends { status: string }> {
  private open = true;
  /** What the page has, or is being sent; undefined where it must be given all. */
  private given: State | undefined;
  /** What stands for the message that is under way. */
  private sending: symbol | undefined;
  private readonly subscriptions: Disposable[];

  constructor(
    readonly panel: WebviewPanel | WebviewView,
    page: PageName,
    private readonly services: Services,
    private readonly owner: PageOwner,
    private state: State,
  ) {
    this.subscriptions = [
      panel.webview.onDidReceiveMessage((message: FromPanel) => this.receive(message)),
      panel.onDidDispose(() => this.dispose()),
      services.pages.add(this),
    ];
    // A view has the icon that it is contributed with.
    if ('iconPath' in panel) {
      panel.iconPath = {
        light: Uri.joinPath(services.extensionUri, 'media', 'icons', 'panel-light.svg'),
        dark: Uri.joinPath(services.extensionUri, 'media', 'icons', 'panel-dark.svg'),
      };
    }
    panel.webview.options = webviewOptions(services.extensionUri);
    panel.webview.html = pageHtml(panel.webview, services.extensionUri, page);
  }

  /** The state that was shown last. */
  get shown(): State {
    return this.state;
  }

  /** Shows a state, now or as soon as the page is ready. While a message is under way, further states wait, and the newest alone is sent. */
  show(state: State): void {
    this.state = state;
    this.send();
  }

  private send(): void {
    const { state, given } = this;
    if (!this.open || this.sending || given === state) return;
    const sending = (this.sending = Symbol());
    this.given = state;
    const ended = (arrived: boolean): void => {
      if (this.sending !== sending) return;
      this.sending = undefined;
      if (arrived) this.send();
      // The page is hidden; it will ask again.
      else this.given = undefined;
    };
    this.panel.webview.postMessage(packTables(stateMessage(given, state))).then(ended, () => ended(false));
  }

  /** Gives the page all, as one that has just opened has nothing and messages to the one before were lost. */
  private sendAnew(): void {
    this.given = this.sending = undefined;
    this.send();
  }

  /** Does what a message asks; what concerns the subject of the panel goes to its owner. */
  receive(message: FromPanel): void {
    const { log } = this.services;
    switch (message.type) {
      case 'ready':
        return this.sendAnew();
      case 'save':
        return tellFailure(this.save(message.suggestedName, message.content), log);
      case 'copy':
        return tellFailure(this.copy(message.text, message.what), log);
      case 'copyLink':
        return tellFailure(this.copyLink(message.measure), log);
      case 'exportNotebook':
        return tellFailure(this.exportNotebook(), log);
      case 'showLog':
        return log.show();
      case 'showMemoryBudget':
        return tellFailure(openSetting('memoryBudget'), log);
      default:
        return this.owner.receive(message);
    }
  }

  private async save(suggestedName: string, content: string | Uint8Array): Promise<void> {
    const folder = this.owner.folder();
    if (folder) await saveFile(folder, suggestedName, content, this.owner.files?.() ?? []);
  }

  private async exportNotebook(): Promise<void> {
    const shown = this.owner.shownResult?.();
    if (!shown) {
      return void showMessage.information(l10n.t('There is no result to export yet: run it first.'));
    }
    await exportNotebook(shown, this.services);
  }

  private async copyLink(measure: string | undefined): Promise<void> {
    const link = this.owner.link?.(measure);
    if (link !== undefined) await this.copy(link, l10n.t('link'));
  }

  private async copy(text: string, what: string): Promise<void> {
    await env.clipboard.writeText(text);
    window.setStatusBarMessage(l10n.t('{0} copied', what), 4000);
  }

  private dispose(): void {
    this.open = false;
    for (const subscription of this.subscriptions) subscription.dispose();
    this.owner.closed();
  }
}
