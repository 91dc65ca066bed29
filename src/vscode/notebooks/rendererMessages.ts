import { l10n, window, workspace, type Disposable, type NotebookDocument, type NotebookEditor } from 'vscode';
import { LensError } from '../../facts/errors';
import type { NotebookFiles, ToRenderer } from '../../protocol/notebook';
import type { CompareOptions } from '../../facts/options';
import { filesOf } from '../files/filesOf';
import { Freshness } from '../files/freshness';
import { surroundings } from '../files/surroundings';
import { isRemote, mayOpenUnasked } from '../files/mayOpenUnasked';
import { LatestRun, type RunContext } from '../latestRun';
import { explain } from '../log';
import type { LensParts } from '../lensParts';
import { readOptions, readResources } from '../settings';
import { progressInterval, throttle } from '../throttle';
import { arraysOf } from './notebookPaths';
import { parseFromRenderer } from './parseFromRenderer';
import { oneLine } from '../../facts/visibleText';
import { showMessage } from '../showMessage';

/** Sends to the renderer in one editor of a notebook; resolves to false when there is none any more. */
type Post = (message: ToRenderer, editor: NotebookEditor) => Thenable<boolean>;

/** What an output has: its run, and whether what came of it is still that of the files. */
interface Output {
  run: LatestRun;
  fresh: Freshness;
}

/** What the outputs of notebooks ask for: each has a run of its own, which ends with the output, its editor or its notebook. */
export class RendererMessages implements Disposable {
  private readonly outputs = new Map<NotebookEditor, Map<string, Output>>();
  private readonly closing: Disposable;

  /** @param isTrusted whether files that a notebook names may be read; `ask` whether those on another machine may. */
  constructor(
    private readonly parts: LensParts,
    private readonly post: Post,
    private readonly isTrusted = () => workspace.isTrusted,
    private readonly ask = askForRemote,
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
        return this.outputs.get(editor)?.get(id)?.run.cancel();
      case 'drop':
        return this.drop(editor, id);
      case 'open':
        return this.open(editor, asked.files, asked.options);
      case 'compute':
        return this.compute(editor, id, asked.files);
    }
  }

  dispose(): void {
    this.closing.dispose();
    for (const editor of [...this.outputs.keys()]) this.end(editor);
  }

  private compute(editor: NotebookEditor, id: string, files: NotebookFiles): Promise<void> {
    const { run, fresh } = this.outputOf(editor, id);
    return run.start((context) => this.computeFor(editor, id, files, fresh, context));
  }

  private async computeFor(
    editor: NotebookEditor,
    id: string,
    files: NotebookFiles,
    fresh: Freshness,
    run: RunContext,
  ): Promise<void> {
    const { services } = this.parts;
    const tell = (message: ToRenderer): void => {
      if (run.isLatest()) this.tell(message, editor);
    };
    const onProgress = throttle((phase: string, fraction: number) => {
      tell({ type: 'progress', id, phase, fraction });
    }, progressInterval);
    try {
      const arrays = await this.locate(editor, files);
      // Before anything is read: a change from here on is one.
      await fresh.begin(filesOf([arrays.a, arrays.b]));
      const resources = readResources(services.log, services.factorsFolder);
      const spec = { ...arrays, options: readOptions(services.log), resources };
      const { report } = await services.workers.run('compare', spec, { onProgress, signal: run.signal });
      onProgress.cancel();
      tell({ type: 'done', id, report });
      if (fresh.stale) tell({ type: 'files', id, stale: fresh.stale });
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

  private async open(editor: NotebookEditor, files: NotebookFiles, options: CompareOptions | undefined): Promise<void> {
    const { services, comparisons } = this.parts;
    try {
      await comparisons.show({ ...(await this.locate(editor, files)), options: options ?? readOptions(services.log) });
    } catch (error) {
      void showMessage.error(explain(error, services.log).message);
    }
  }

  private async locate({ notebook }: NotebookEditor, files: NotebookFiles): ReturnType<typeof arraysOf> {
    if (!this.isTrusted()) {
      throw new LensError(
        'untrusted',
        l10n.t('Files that a notebook names are read only in a trusted workspace; trust this one first.'),
      );
    }
    const around = surroundings();
    const remote = [files.a, files.b].filter((path) => isRemote(path) && !mayOpenUnasked(path, around));
    if (remote.length > 0 && !(await this.ask(remote)))
      throw new LensError('not-opened', l10n.t('{0} is on another machine, and was not opened.', remote[0]!));
    return arraysOf(notebook.uri, files);
  }

  private outputOf(editor: NotebookEditor, id: string): Output {
    const ofEditor = this.outputs.get(editor) ?? new Map<string, Output>();
    this.outputs.set(editor, ofEditor);
    const fresh: Freshness = new Freshness(this.parts.services.watch, () => {
      this.tell({ type: 'files', id, stale: fresh.stale }, editor);
    });
    const before = ofEditor.get(id);
    before?.fresh.dispose();
    const output = { run: before?.run ?? new LatestRun(), fresh };
    ofEditor.set(id, output);
    return output;
  }

  private drop(editor: NotebookEditor, id: string): void {
    const ofEditor = this.outputs.get(editor);
    dispose(ofEditor?.get(id));
    ofEditor?.delete(id);
  }

  private forget(notebook: NotebookDocument): void {
    for (const editor of [...this.outputs.keys()]) if (editor.notebook === notebook) this.end(editor);
  }

  private end(editor: NotebookEditor): void {
    for (const output of this.outputs.get(editor)?.values() ?? []) dispose(output);
    this.outputs.delete(editor);
  }
}

/** Asks for what a click on an output does not tell: that its files lie elsewhere. */
async function askForRemote(paths: readonly string[]): Promise<boolean> {
  const open = l10n.t('Open Them');
  const question = l10n.t('Open files on another machine?');
  return (
    (await window.showWarningMessage(question, { modal: true, detail: paths.map(oneLine).join('\n') }, open)) === open
  );
}

function dispose(output: Output | undefined): void {
  output?.run.dispose();
  output?.fresh.dispose();
}
