import { basename, dirname, extname } from 'node:path';
import { l10n, commands, Uri, window } from 'vscode';
import { documentEnding } from '../analysis/selection/documentText';
import { selectionText } from '../analysis/selection/selectionDocument';
import type { AnalysisSubject } from '../protocol/panel';
import { pages } from './pages';
import { filesOfSelection } from './files/filesOf';
import { exists } from '../jobs/files/exists';
import { atFreePlace } from './freePlace';
import { subjectFolder } from './subjectNames';
import { tellUnsaved, writeTo } from './writeTo';

/**
 * Asks where to save a selection, writes it there with paths relative to that place, and opens it in its own editor. The dialog itself asks
 * before it replaces a file; one that it did not show, since the name's ending was completed here, is not replaced.
 */
export function saveSelection(subject: AnalysisSubject): Promise<void> {
  const folder = Uri.file(subjectFolder(subject));
  return atFreePlace(folder, subject.selection.analysis, documentEnding, async (place) => {
    const chosen = await window.showSaveDialog({
      title: l10n.t('Save Selection'),
      defaultUri: place,
      // VS Code's dialog compares what is behind the last dot alone, and appends the filter's ending to a name without it.
      filters: { [l10n.t('Selection of CCA Lens')]: [extname(documentEnding).slice(1)] },
    });
    if (chosen) await write(subject, chosen);
  });
}

async function write(subject: AnalysisSubject, chosen: Uri): Promise<void> {
  const target = withEnding(chosen);
  if (target.scheme !== 'file') {
    return void window.showWarningMessage(
      l10n.t('{0} is not on this machine; its arrays could not be found from there.', basename(target.path)),
    );
  }
  if (target !== chosen && (await exists(target.fsPath))) {
    return void window.showWarningMessage(
      l10n.t('{0} exists already; choose another name or that one itself.', basename(target.path)),
    );
  }
  try {
    const text = selectionText(subject.selection, dirname(target.fsPath));
    await writeTo(target, text, filesOfSelection(subject.selection));
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
