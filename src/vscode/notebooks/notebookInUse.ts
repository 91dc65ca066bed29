import {
  commands,
  Disposable,
  TabInputNotebook,
  window,
  type NotebookEditor,
  type Tab,
  type Uri,
  workspace,
} from 'vscode';

/** The context key under which what writes into a notebook shows. */
const hasNotebook = 'ccaLens.hasNotebook';
const notebookType = 'jupyter-notebook';

/**
 * The Jupyter notebook that people work in: the one in front, or that was in front last. Files are chosen in the explorer, and a click on one there
 * opens it in front of the notebook.
 */
export class NotebookInUse implements Disposable {
  private last: Uri | undefined;
  private readonly listening: Disposable;

  constructor() {
    this.listening = Disposable.from(
      window.onDidChangeActiveNotebookEditor(() => this.remember()),
      window.tabGroups.onDidChangeTabs(() => this.tell()),
    );
    this.remember();
  }

  /** Whether there is one. */
  get isOpen(): boolean {
    // Of a tab the extension host hears a little later than of the editor on it.
    return this.inFront !== undefined || this.tab !== undefined;
  }

  /** Brings the notebook to the front; undefined when it was closed. */
  async show(): Promise<NotebookEditor | undefined> {
    if (this.inFront) return this.inFront;
    const { tab } = this;
    if (!tab || !this.last) return undefined;
    const notebook = await workspace.openNotebookDocument(this.last);
    // On its own tab, wherever that is: VS Code would open another one beside.
    return window.showNotebookDocument(notebook, { viewColumn: tab.group.viewColumn });
  }

  dispose(): void {
    this.listening.dispose();
  }

  /** Its editor, while that is in front. */
  get inFront(): NotebookEditor | undefined {
    const editor = window.activeNotebookEditor;
    return editor?.notebook.notebookType === notebookType ? editor : undefined;
  }

  /** Its tab. A notebook whose tabs are closed is still in VS Code's memory for a while. */
  private get tab(): Tab | undefined {
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    const last = this.last?.toString();
    return tabs.find(({ input }) => input instanceof TabInputNotebook && input.uri.toString() === last);
  }

  private remember(): void {
    this.last = this.inFront?.notebook.uri ?? this.last;
    this.tell();
  }

  private tell(): void {
    void commands.executeCommand('setContext', hasNotebook, this.isOpen);
  }
}
