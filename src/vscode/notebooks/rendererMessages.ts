import { l10n, window, workspace, type Disposable, type NotebookDocument, type NotebookEditor } from 'vscode';
import { LensError } from '../../errors';
import type { NotebookFiles, ToRenderer } from '../../protocol/notebook';
import { LatestRun, type RunContext } from '../latestRun';
import { explain } from '../log';
import type { LensParts } from '../services';
import { readOptions, readResources } from '../settings';
import { throttle } from '../throttle';
import { arraysOf } from './notebookPaths';
import { parseFromRenderer } from './parseFromRenderer';

/** Progress reaches an output at most this often, in milliseconds. */
const progressInterval = 100;

/** Sends to the renderer in one editor of a notebook; resolves to false when there is none any more. */
export type Post = (message: ToRenderer, editor: NotebookEditor) => Thenable<boolean>;

/** What the outputs of notebooks ask for: each has a run of its own, which ends with the output, its editor or its notebook. */
export class RendererMessages implements Disposable {
  private readonly runs = new Map<NotebookEditor, Map<string, LatestRun>>();
  private readonly closing: Disposable;

  /** @param isTrusted whether files that a notebook names may be read. */
  constructor(
    private readonly parts: LensParts,
    private readonly post: Post,
    private readonly isTrusted = () => workspace.isTrusted,
  ) {
    this.closing = workspace.onDidCloseNotebookDocument((notebook) => this.forget(notebook));
  }

  /** Does what a message of the renderer asks for. Resolves when that is done, whatever its end. */
  async receive(editor: NotebookEditor, message: unknown): Promise<void> {
    const { log } = this.parts.services;
    const asked = parseFromRenderer(message);
    if (!asked) return log.warn('A notebook asked for something that does not exist.');
    const { type, id } = asked;
    switch (type) {
      case 'cancel':
        return this.runs.get(editor)?.get(id)?.cancel();
      case 'drop':
        return this.drop(editor, id);
      case 'open':
        return this.open(editor, asked.files);
      case 'compute':
        return this.runOf(editor, id).start((context) => this.compute(editor, id, asked.files, context));
    }
  }

  dispose(): void {
    this.closing.dispose();
    for (const editor of [...this.runs.keys()]) this.end(editor);
  }

  private async compute(editor: NotebookEditor, id: string, files: NotebookFiles, run: RunContext): Promise<void> {
    const { services } = this.parts;
    const tell = (message: ToRenderer): void => {
      if (run.isLatest()) this.tell(message, editor);
    };
    const onProgress = throttle((phase: string, fraction: number) => {
      tell({ type: 'progress', id, phase, fraction });
    }, progressInterval);
    try {
      const arrays = await this.locate(editor, files);
      const resources = readResources(services.log, services.factorsFolder);
      const spec = { ...arrays, options: readOptions(services.log), resources };
      const { report } = await services.workers.run('compare', spec, { onProgress, signal: run.signal });
      onProgress.cancel();
      tell({ type: 'done', id, report });
    } catch (error) {
      onProgress.cancel();
      // Nobody waits for what has become of an output that is gone.
      if (run.isLatest()) tell({ type: 'failed', id, error: explain(error, services.log) });
    }
  }

  /**
   * Tells an editor something, such as how far a run is, and ends its runs when nobody was there to hear it: VS Code says when a notebook is closed, but not
   * when one of its editors is, and those behind other tabs, which are still there, are among the visible ones no more.
   */
  private tell(message: ToRenderer, editor: NotebookEditor): void {
    this.post(message, editor).then(
      (heard) => {
        if (!heard) this.end(editor);
      },
      // The window closes.
      () => this.end(editor),
    );
  }

  private async open(editor: NotebookEditor, files: NotebookFiles): Promise<void> {
    const { services, comparisons } = this.parts;
    try {
      await comparisons.show({ ...(await this.locate(editor, files)), options: readOptions(services.log) });
    } catch (error) {
      void window.showErrorMessage(explain(error, services.log).message);
    }
  }

  private locate({ notebook }: NotebookEditor, files: NotebookFiles): ReturnType<typeof arraysOf> {
    if (this.isTrusted()) return arraysOf(notebook.uri, files);
    throw new LensError(
      'untrusted',
      l10n.t('Files that a notebook names are read only in a trusted workspace; trust this one first.'),
    );
  }

  private runOf(editor: NotebookEditor, id: string): LatestRun {
    const ofEditor = this.runs.get(editor) ?? new Map<string, LatestRun>();
    this.runs.set(editor, ofEditor);
    const run = ofEditor.get(id) ?? new LatestRun();
    ofEditor.set(id, run);
    return run;
  }

  private drop(editor: NotebookEditor, id: string): void {
    const ofEditor = this.runs.get(editor);
    ofEditor?.get(id)?.dispose();
    ofEditor?.delete(id);
  }

  private forget(notebook: NotebookDocument): void {
    for (const editor of [...this.runs.keys()]) if (editor.notebook === notebook) this.end(editor);
  }

  private end(editor: NotebookEditor): void {
    for (const run of this.runs.get(editor)?.values() ?? []) run.dispose();
    this.runs.delete(editor);
  }
}
