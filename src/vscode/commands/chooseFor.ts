import { l10n, Uri, window } from 'vscode';
import type { ClassesChoice } from '../../facts/analyses/classes';
import type { AnalysisSubject } from '../../protocol/panel';
import { subjectFolder } from '../subjectNames';
import { pickArray } from './pickArray';
import { pickFile } from './pickFile';
import { showMessage } from '../showMessage';

/** Asks for the labels of an analysis of classes, or for the file with their names. Undefined when people choose nothing. */
export async function chooseFor(
  what: 'labels' | 'names',
  subject: AnalysisSubject,
): Promise<ClassesChoice | undefined> {
  const { classes } = subject.selection;
  const defaultUri = Uri.file(subjectFolder(subject));
  if (what === 'labels') {
    const title = l10n.t('Labels: One for Each Sample');
    const first = subject.selection.arrays.find(({ include }) => include);
    const wanted = { purpose: 'labels', subject: first && { path: first.path, more: first.more } } as const;
    const file = await pickFile(title, { ...wanted, near: defaultUri });
    const array = file && (await pickArray(file, title, wanted));
    return array && { logits: 'columns', ...classes, labels: array.path };
  }
  if (!classes)
    return void showMessage.information(l10n.t('Choose the labels first, then the names of their classes.'));
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t('Names of Classes: One a Line, or a JSON List'),
      defaultUri,
      filters: { [l10n.t('Names of classes')]: ['txt', 'json'] },
    })) ?? [];
  return file && { ...classes, names: file.fsPath };
}
