import { basename, dirname, extname } from 'node:path';
import { l10n, commands, Uri, window } from 'vscode';
import { comparisonPaths, comparisonText, savedComparison } from '../analysis/selection/comparisonDocument';
import { documentEnding } from '../analysis/selection/documentText';
import { selectionText } from '../analysis/selection/selectionDocument';
import { exportStem } from '../facts/exportName';
import type { AnalysisSubject, ComparisonRequest } from '../protocol/panel';
import { exists } from '../jobs/files/exists';
import { folderBeside, shortSideNames } from './arrayNames';
import { pages } from './pages';
import { distinctFiles, filesOfSelection } from './files/filesOf';
import { atFreePlace } from './freePlace';
import { subjectFolder } from './subjectNames';
import { variableName } from './variables/variableFiles';
import { tellUnsaved, writeTo } from './writeTo';
import { showMessage } from './showMessage';

/** A document that is to be saved: its name without ending and its folder unless people choose others, its text in a folder, and the files it is about. */
interface NewDocument {
  title: string;
  folder: string;
  stem: string;
  filter: string;
  text(folder: string): string;
  inputs: readonly string[];
}

/** Asks where to save a selection, writes it there and opens it. */
export function saveSelection(subject: AnalysisSubject): Promise<void> {
  const { selection } = subject;
  return saveDocument({
    title: l10n.t('Save Selection'),
    folder: subjectFolder(subject),
    stem: selection.analysis,
    filter: l10n.t('Selection of CCA Lens'),
    text: (folder) => selectionText(selection, folder),
    inputs: filesOfSelection(selection),
  });
}

/** Asks where to save the comparison of a pair, with its options, writes it there and opens it. */
export async function saveComparison({ a, b, options }: ComparisonRequest): Promise<void> {
  const variable = [a, b].map(({ path }) => variableName(path)).find((name) => name !== undefined);
  if (variable !== undefined) {
    return void showMessage.warning(
      l10n.t(
        '{0} is a variable of a notebook, whose values are kept for as long as the comparison is open; save it to a file, and compare that one.',
        variable,
      ),
    );
  }
  const saved = savedComparison({ a, b, options });
  const names = shortSideNames(a, b);
  return saveDocument({
    title: l10n.t('Save Comparison'),
    folder: folderBeside(a, b),
    stem: exportStem([names.a, names.b]),
    filter: l10n.t('Comparison of CCA Lens'),
    text: (folder) => comparisonText(saved, folder),
    inputs: distinctFiles(comparisonPaths(saved)),
  });
}

/**
 * Asks where to save a document, writes it there with paths relative to that place, and opens it in its own editor. The dialog itself asks
 * before it replaces a file; one that it did not show, since the name's ending was completed here, is not replaced.
 */
function saveDocument(document: NewDocument): Promise<void> {
  return atFreePlace(Uri.file(document.folder), document.stem, documentEnding, async (place) => {
    const chosen = await window.showSaveDialog({
      title: document.title,
      defaultUri: place,
      // VS Code's dialog compares what is behind the last dot alone, and appends the filter's ending to a name without it.
      filters: { [document.filter]: [extname(documentEnding).slice(1)] },
    });
    if (chosen) await write(document, chosen);
  });
}

async function write({ text, inputs }: NewDocument, chosen: Uri): Promise<void> {
  const target = withEnding(chosen);
  if (target.scheme !== 'file') {
    return void showMessage.warning(
      l10n.t('{0} is not on this machine; its arrays could not be found from there.', basename(target.path)),
    );
  }
  if (target !== chosen && (await exists(target.fsPath))) {
    return void showMessage.warning(
      l10n.t('{0} exists already; choose another name or that one itself.', basename(target.path)),
    );
  }
  try {
    await writeTo(target, text(dirname(target.fsPath)), inputs);
    await commands.executeCommand('vscode.openWith', target, pages.analysis.editorType);
  } catch (error) {
    tellUnsaved(target, error);
  }
}

/** The place with the ending by which the editor knows the document, once; the same object when it has it. */
function withEnding(target: Uri): Uri {
  const path = target.path.replace(/(\.ccalens\.json)*(\.ccalens|\.json)?$/i, documentEnding);
  return path.toLowerCase() === target.path.toLowerCase() ? target : target.with({ path });
}
