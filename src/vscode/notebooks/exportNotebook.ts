import { basename, dirname } from 'node:path';
import { commands, l10n, Uri } from 'vscode';
import { relativePath } from '../../analysis/names/portablePaths';
import { LensError } from '../../facts/errors';
import { pairNames } from '../../facts/distinctNames';
import { exportName } from '../../facts/exportName';
import { analysisExportName, placeName } from '../../facts/placeName';
import { analysisNotebook } from '../../notebook/analysisNotebook';
import { comparisonNotebook, type ShownComparison } from '../../notebook/comparisonNotebook';
import type { AnalysisResult } from '../../facts/analyses';
import type { AnalysisSubject } from '../../protocol/panel';
import { folderOf } from '../arrayNames';
import { filesOf, filesOfSelection } from '../files/filesOf';
import { tellFailure } from '../log';
import { saveFile } from '../saveFile';
import type { Services } from '../services';
import { subjectFolder } from '../subjectNames';
import { underNotification } from '../underNotification';
import { variableName } from '../variables/variableFiles';
import { showMessage } from '../showMessage';

const ending = 'ipynb';

/** What a page shows that can be recomputed by a notebook. */
export type ShownResult =
  | { kind: 'comparison'; comparison: ShownComparison }
  | { kind: 'analysis'; subject: AnalysisSubject; result: AnalysisResult };

/**
 * Asks where a notebook is to be that recomputes what a page shows, beside its files unless people choose otherwise, writes it with paths relative to
 * that place, and offers to open it. Nothing is written when people cancel.
 * @throws LensError `kernel-variable` for values that lie in no file that stays; when files of an analysis have changed so that it cannot be read as it
 * was.
 */
export async function exportNotebook(shown: ShownResult, services: Pick<Services, 'workers' | 'log'>): Promise<void> {
  if (shown.kind === 'comparison') refuseVariables(shown.comparison.request);
  const textFor = await notebookOf(shown, services);
  if (!textFor) return;
  const { folder, name } = placeOf(shown);
  const text = (place: Uri): string => {
    const from = dirname(place.fsPath);
    return textFor((path) => relativePath(from, path));
  };
  const target = await saveFile(Uri.file(folder), name, text, inputsOf(shown));
  // Not awaited: the offer stays for as long as nobody answers it.
  if (target) tellFailure(offerToOpen(target), services.log);
}

function refuseVariables({ a, b }: ShownComparison['request']): void {
  for (const { path } of [a, b]) {
    const name = variableName(path);
    if (name === undefined) continue;
    throw new LensError(
      'kernel-variable',
      l10n.t(
        '{0} is a variable of a kernel, whose copied values are removed with this comparison; save it with numpy.save, compare the file, and export that.',
        name,
      ),
    );
  }
}

/** What writes the notebook once its place is known; undefined when people cancelled. */
async function notebookOf(
  shown: ShownResult,
  { workers }: Pick<Services, 'workers'>,
): Promise<((pathOf: (path: string) => string) => string) | undefined> {
  if (shown.kind === 'comparison') return (pathOf) => comparisonNotebook(shown.comparison, pathOf);
  const { result, subject } = shown;
  const { selection } = subject;
  // Of many files, or far away ones, this takes long.
  const asRead = await underNotification(l10n.t('Finding out how the layers were read'), (notified) =>
    workers.run('arraysAsRead', { selection }, notified),
  );
  return asRead && ((pathOf) => analysisNotebook({ selection, result, asRead }, pathOf));
}

function inputsOf(shown: ShownResult): string[] {
  if (shown.kind === 'analysis') return filesOfSelection(shown.subject.selection);
  const { a, b } = shown.comparison.request;
  return filesOf([a, b]);
}

/** Where it is offered to be, and under which name. */
function placeOf(shown: ShownResult): { folder: string; name: string } {
  if (shown.kind === 'analysis') {
    const { subject, result } = shown;
    const place = placeName(subject.document, subject.scan?.roots ?? []);
    return { folder: subjectFolder(subject), name: analysisExportName(place, result, ending) };
  }
  const { a, b } = shown.comparison.request;
  return { folder: folderOf(a), name: exportName(pairNames(a.path, b.path), ending) };
}

async function offerToOpen(target: Uri): Promise<void> {
  const open = l10n.t('Open Notebook');
  const message = l10n.t('{0} recomputes what is shown, with Python and numpy.', basename(target.path));
  if ((await showMessage.information(message, open)) === open) await commands.executeCommand('vscode.open', target);
}
