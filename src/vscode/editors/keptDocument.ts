import { dirname } from 'node:path';
import { l10n, Range, workspace, WorkspaceEdit, type TextDocument } from 'vscode';
import { LensError } from '../../facts/errors';
import { showMessage } from '../showMessage';

/** How something is read from the text of a document, and written: paths absolute in it, relative to the document's folder in the text. */
interface DocumentForm<Kept> {
  /** @throws DocumentFormatError. */
  read(text: string, name: string, folder: string): Kept;
  text(kept: Kept, folder: string): string;
}

/** What a document keeps: a selection, or a comparison. */
export class KeptDocument<Kept> {
  /** The document as people know it, and the absolute folder that it lies in. */
  readonly name: string;
  readonly folder: string;
  private latest: Kept | undefined;
  private writing = false;

  constructor(
    private readonly document: TextDocument,
    private readonly form: DocumentForm<Kept>,
  ) {
    this.name = workspace.asRelativePath(document.uri);
    this.folder = dirname(document.uri.fsPath);
  }

  /** True while an edit of the page is on its way into the document. */
  get isWriting(): boolean {
    return this.writing;
  }

  /** @throws DocumentFormatError, and LensError `not-on-disk`: paths are relative to the document's folder. */
  read(): Kept {
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
    return this.form.read(document.getText(), name, folder);
  }

  textOf(kept: Kept): string {
    return this.form.text(kept, this.folder);
  }

  /** Makes the document that of something else; one edit after the other, as an edit holds for the text that it was made of. */
  write(kept: Kept): void {
    this.latest = kept;
    if (!this.writing) void this.writeLatest();
  }

  private async writeLatest(): Promise<void> {
    const { document, name } = this;
    this.writing = true;
    try {
      while (this.latest) {
        const text = this.textOf(this.latest);
        this.latest = undefined;
        if (this.keeps(text)) continue;
        const before = document.getText();
        const edit = new WorkspaceEdit();
        edit.replace(document.uri, new Range(document.positionAt(0), document.positionAt(before.length)), text);
        if (!(await workspace.applyEdit(edit))) {
          void showMessage.warning(l10n.t('{0} could not be changed; the page shows what is not in it.', name));
        }
      }
    } finally {
      this.writing = false;
    }
  }

  /** Whether the document says the same already, be it with other spaces. */
  private keeps(text: string): boolean {
    try {
      return this.textOf(this.read()) === text;
    } catch {
      return false;
    }
  }
}
