import { Uri, window } from 'vscode';
import type { ClassesChoice } from '../../protocol/analysis';
import type { AnalysisSubject } from '../../protocol/panel';
import { subjectFolder } from '../subjectNames';
import { pickArray } from './pickArray';

/** Asks for the labels of an analysis of classes, or for the file with their names. Undefined when people choose nothing. */
export async function chooseFor(
  what: 'labels' | 'names',
  subject: AnalysisSubject,
): Promise<ClassesChoice | undefined> {
  const { classes } = subject.selection;
  const defaultUri = Uri.file(subjectFolder(subject));
  if (what === 'labels') {
    const [file] =
      (await window.showOpenDialog({
        title: 'Labels: One for Each Sample',
        defaultUri,
        filters: { 'NumPy arrays': ['npy', 'npz'] },
      })) ?? [];
    const array = file && (await pickArray(file, 'Labels: One for Each Sample'));
    return array && { logits: 'columns', ...classes, labels: array.path };
  }
  if (!classes) return void window.showInformationMessage('Choose the labels first, then the names of their classes.');
  const [file] =
    (await window.showOpenDialog({
      title: 'Names of Classes: One a Line, or a JSON List',
      defaultUri,
      filters: { 'Names of classes': ['txt', 'json'] },
    })) ?? [];
  return file && { ...classes, names: file.fsPath };
}
