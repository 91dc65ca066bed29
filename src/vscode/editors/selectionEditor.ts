import { dirname } from 'node:path';
import {
  Disposable,
  l10n,
  Range,
  window,
  workspace,
  WorkspaceEdit,
  type CustomTextEditorProvider,
  type TextDocument,
  type WebviewPanel,
} from 'vscode';
import { readSelection, selectionText } from '../../analysis/selection/selectionDocument';
import { LensError } from '../../facts/errors';
import type { AnalysisSubject } from '../../protocol/panel';
import { openSelectionAsText } from '../commands/openSelectionAsText';
import { surroundings } from '../files/surroundings';
import { mayOpenUnasked } from '../files/mayOpenUnasked';
import { AnalysisTab } from '../panels/analysisTab';
import type { LensParts } from '../lensParts';

/**
 * The editor of *.ccalens.json documents: the analysis page, whose selection is the document. What people change on the page is an edit of the
 * document, to be undone and saved as any other; what changes in the document is shown on the page.
 */
export class SelectionEditor implements CustomTextEditorProvider {
  /** @param around what decides which files that a document names are opened before people say so. */
  constructor(
    private readonly parts: LensParts,
    private readonly around = surroundings,
  ) {}

  /** Called by VS Code for each document that is opened. */
  resolveCustomTextEditor(document: TextDocument, panel: WebviewPanel): void {
    const kept = new KeptSelection(document);
    const watching = workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && event.contentChanges.length > 0) show();
    });
    const trusting = workspace.onDidGrantWorkspaceTrust(() => page.reconsider());
    const page: AnalysisTab = new AnalysisTab(panel, this.parts, {
      changed: (subject) => kept.write(subject),
      save: async () => void (await document.save()),
      openAsText: () => void openSelectionAsText(document.uri),
      reload: () => show(),
      folder: () => dirname(document.uri.fsPath),
      mayOpen: (path) => mayOpenUnasked(path, this.around(dirname(document.uri.fsPath))),
      closed: () => Disposable.from(watching, trusting).dispose(),
    });
    const show = () => {
      if (kept.isWriting) return;
      try {
        const subject = kept.read();
        const { about } = page;
        // An edit that the page itself has made comes back here.
        if (about && kept.textOf(about) === kept.textOf(subject)) return;
        void page.open({ ...subject, scan: about?.scan, found: about?.found });
      } catch (error) {
        page.fail(error);
      }
    };
    show();
  }
}

/** The selection in a document. */
class KeptSelection {
  private readonly name: string;
  private readonly folder: string;
  private latest: AnalysisSubject | undefined;
  private writing = false;

  constructor(private readonly document: TextDocument) {
    this.name = workspace.asRelativePath(document.uri);
    this.folder = dirname(document.uri.fsPath);
  }

  /** True while an edit of the page is on its way into the document. */
  get isWriting(): boolean {
    return this.writing;
  }

  /** @throws SelectionFormatError, and LensError `not-on-disk`: paths are relative to the document's folder. */
  read(): AnalysisSubject {
    const { document, name, folder } = this;
    if (document.uri.scheme !== 'file') {
      throw new LensError(
        'not-on-disk',
        l10n.t(
          '{0} is not in a folder of this machine (its scheme is {1}); save it to disk and open it from there.',
          name,
          document.uri.scheme,
        ),
      );
    }
    return { selection: readSelection(document.getText(), name, folder), names: {}, document: name };
  }

  textOf({ selection }: AnalysisSubject): string {
    return selectionText(selection, this.folder);
  }

  /** Makes the document that of a subject; one edit after the other, as an edit holds for the text that it was made of. */
  write(subject: AnalysisSubject): void {
    this.latest = subject;
    if (!this.writing) void this.writeLatest();
  }

  private async writeLatest(): Promise<void> {
    const { document, name } = this;
    this.writing = true;
    try {
      while (this.latest) {
        const text = this.textOf(this.latest);
        this.latest = undefined;
        const before = document.getText();
        if (before.replaceAll('\r\n', '\n') === text) continue;
        const edit = new WorkspaceEdit();
        edit.replace(document.uri, new Range(document.positionAt(0), document.positionAt(before.length)), text);
        if (!(await workspace.applyEdit(edit))) {
          void window.showWarningMessage(l10n.t('{0} could not be changed; the page shows what is not in it.', name));
        }
      }
    } finally {
      this.writing = false;
    }
  }
}
