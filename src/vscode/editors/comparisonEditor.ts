import { l10n, workspace, type TextDocument, type WebviewPanel } from 'vscode';
import { comparisonText, savedComparison } from '../../analysis/selection/comparisonDocument';
import { readSaved } from '../../analysis/selection/savedDocument';
import { LensError } from '../../facts/errors';
import type { SavedComparison } from '../../protocol/savedComparison';
import { AllowedFiles } from '../files/allowedFiles';
import { filesOf } from '../files/filesOf';
import { mayOpenUnasked, type Surroundings } from '../files/mayOpenUnasked';
import { ComparisonPanel } from '../panels/comparisonPanel';
import type { LensParts } from '../lensParts';
import { KeptDocument } from './keptDocument';

/**
 * The page of a comparison in a document's editor: its result, computed when the document is opened. Other options and Swap are edits of the document; what
 * changes in the document is computed anew.
 * @param around what decides which files are opened before people say so.
 */
export function editComparison(
  document: TextDocument,
  panel: WebviewPanel,
  { services, showLayers }: LensParts,
  around: (beside: string) => Surroundings,
): void {
  const kept = new KeptDocument<SavedComparison>(document, { read: readComparison, text: comparisonText });
  const files = new AllowedFiles((path) => mayOpenUnasked(path, around(kept.folder)));
  let offered = false;
  const watching = workspace.onDidChangeTextDocument((event) => {
    if (event.document === document && event.contentChanges.length > 0) show();
  });
  const page = new ComparisonPanel(panel, services, {
    changed: (request) => {
      // Whatever is computed by now people have seen or asked for; what is offered they have not.
      if (!offered) files.allow(filesOf([request.a, request.b]));
      kept.write(savedComparison(request));
    },
    showLayers,
    save: async () => void (await document.save()),
    path: document.uri.fsPath,
    closed: () => watching.dispose(),
  });
  const show = () => {
    if (kept.isWriting) return;
    try {
      const { a, b, options } = kept.read();
      const { about } = page;
      // An edit that the page itself has made comes back here.
      if (about && kept.textOf(savedComparison(about)) === kept.textOf(savedComparison({ a, b, options }))) return;
      const outside = files.outside(filesOf([a, b]));
      offered = outside !== undefined;
      if (outside) page.offer({ a, b, options }, outside);
      else void page.compare({ a, b, options });
      offered = false;
    } catch (error) {
      page.fail(error);
    }
  };
  show();
}

/** @throws DocumentFormatError, and LensError where the document keeps a selection by now: its page is another. */
function readComparison(text: string, name: string, folder: string): SavedComparison {
  const saved = readSaved(text, name, folder);
  if (saved.kind === 'cca-lens-comparison') return saved;
  throw new LensError('selection-format', l10n.t('{0} keeps a selection now; close it and open it again.', name));
}
