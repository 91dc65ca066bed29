import { commands, Disposable, TabInputNotebook, window, workspace } from 'vscode';
import type { NotebookDocument, NotebookEditor } from 'vscode';

/** The context key under which what writes into a notebook shows. */
const hasNotebook = 'ccaLens.hasNotebook';

/**
 * The Jupyter notebook that people work in: the one in front, or that was in front last. Files are chosen in the explorer, and a click on one there
 * opens it in front of the notebook.
 */
export class NotebookInUse implements Disposable {
  private last: NotebookDocument | undefined;
  private readonly listening: Disposable;

  constructor() {
    this.listening = Disposable.from(
      window.onDidChangeActiveNotebookEditor((editor) => this.remember(editor)),
      workspace.onDidCloseNotebookDocument(() => this.tell()),
    );
    this.remember(window.activeNotebookEditor);
  }

  /** Whether there is one. */
  get isOpen(): boolean {
    return this.open !== undefined;
  }

  /** Brings the notebook to the front; undefined when it was closed. */
  async show(): Promise<NotebookEditor | undefined> {
    const notebook = this.open;
    if (notebook && window.activeNotebookEditor?.notebook === notebook) return window.activeNotebookEditor;
    // On its own tab, wherever that is: VS Code would open another one beside.
    return notebook && window.showNotebookDocument(notebook, { viewColumn: columnOf(notebook) });
  }

  dispose(): void {
    this.listening.dispose();
  }

  private get open(): NotebookDocument | undefined {
    return this.last?.isClosed === false ? this.last : undefined;
  }

  private remember(editor: NotebookEditor | undefined): void {
    if (editor && isJupyter(editor.notebook)) this.last = editor.notebook;
    this.tell();
  }

  private tell(): void {
    void commands.executeCommand('setContext', hasNotebook, this.isOpen);
  }
}

function isJupyter({ notebookType }: NotebookDocument): boolean {
  return notebookType === 'jupyter-notebook';
}

function columnOf({ uri }: NotebookDocument): number | undefined {
  const isIts = (input: unknown) => input instanceof TabInputNotebook && input.uri.toString() === uri.toString();
  return window.tabGroups.all.find(({ tabs }) => tabs.some(({ input }) => isIts(input)))?.viewColumn;
}
