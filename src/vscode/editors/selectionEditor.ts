import { dirname } from 'node:path';
import {
  Disposable,
  l10n,
  workspace,
  type CustomTextEditorProvider,
  type TextDocument,
  type WebviewPanel,
} from 'vscode';
import { readSaved } from '../../analysis/selection/savedDocument';
import { selectionText } from '../../analysis/selection/selectionDocument';
import { LensError } from '../../facts/errors';
import type { AnalysisSubject } from '../../protocol/panel';
import { openSelectionAsText } from '../commands/openSelectionAsText';
import { surroundings } from '../files/surroundings';
import { mayOpenUnasked } from '../files/mayOpenUnasked';
import { AnalysisTab } from '../panels/analysisTab';
import type { LensParts } from '../lensParts';
import { editComparison } from './comparisonEditor';
import { KeptDocument } from './keptDocument';

/**
 * The editor of *.ccalens.json documents: the page of analyses, whose selection is the document, or that of a comparison. What people change on the page is
 * an edit of the document, to be undone and saved as any other; what changes in the document is shown on the page.
 */
export class SelectionEditor implements CustomTextEditorProvider {
  /** @param around what decides which files that a document names are opened before people say so. */
  constructor(
    private readonly parts: LensParts,
    private readonly around = surroundings,
  ) {}

  /** Called by VS Code for each document that is opened. */
  resolveCustomTextEditor(document: TextDocument, panel: WebviewPanel): void {
    if (keepsComparison(document)) return editComparison(document, panel, this.parts, (beside) => this.around(beside));
    const folder = dirname(document.uri.fsPath);
    const kept = new KeptDocument<AnalysisSubject>(document, {
      read: readSubject,
      text: ({ selection }, place) => selectionText(selection, place),
    });
    const watching = workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && event.contentChanges.length > 0) show();
    });
    const trusting = workspace.onDidGrantWorkspaceTrust(() => page.reconsider());
    const page: AnalysisTab = new AnalysisTab(panel, this.parts, {
      changed: (subject) => kept.write(subject),
      save: async () => void (await document.save()),
      openAsText: () => void openSelectionAsText(document.uri),
      reload: () => show(),
      folder: () => folder,
      path: document.uri.fsPath,
      mayOpen: (path) => mayOpenUnasked(path, this.around(folder)),
      closed: () => Disposable.from(watching, trusting).dispose(),
    });
    let opened = false;
    const show = () => {
      if (kept.isWriting) return;
      try {
        const subject = kept.read();
        const { about } = page;
        // An edit that the page itself has made comes back here.
        if (about && kept.textOf(about) === kept.textOf(subject)) return;
        if (!opened) void page.openKept(subject);
        else void page.open({ ...subject, scan: about?.scan, found: about?.found });
        opened = true;
      } catch (error) {
        page.fail(error);
      }
    };
    show();
  }
}

/** @throws DocumentFormatError, and LensError where the document keeps a comparison by now: its page is another. */
function readSubject(text: string, name: string, folder: string): AnalysisSubject {
  const saved = readSaved(text, name, folder);
  if (saved.kind === 'cca-lens-selection') return { selection: saved, names: {}, document: name };
  throw new LensError('selection-format', l10n.t('{0} keeps a comparison now; close it and open it again.', name));
}

/** Whether a document keeps a comparison that can be read; what is wrong with one is told on the page of selections, from where it is opened as text. */
function keepsComparison(document: TextDocument): boolean {
  if (document.uri.scheme !== 'file') return false;
  try {
    return readSaved(document.getText(), '', dirname(document.uri.fsPath)).kind === 'cca-lens-comparison';
  } catch {
    return false;
  }
}
