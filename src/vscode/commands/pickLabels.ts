import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { l10n, Uri, workspace } from 'vscode';
import { inNameOrder } from '../../analysis/names/comparisonGroups';
import { isClassNames, isNamedLabels } from '../../analysis/names/whatKind';
import { isArrayName, textFormatNamed } from '../../facts/formats';
import { LensError } from '../../facts/errors';
import { isText } from '../../formats/values/dtype';
import { openArray } from '../../jobs/arrays/openArray';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { DirectionsRequest } from '../../protocol/pairExtras';
import { folderOf } from '../arrayNames';
import { choiceGroups } from './choiceGroups';
import { describeFile } from './describeArray';
import { findArrays } from './findArrays';
import { pickArray } from './pickArray';
import { pickFile } from './pickFile';

/** Headers that are looked at for labels that fit. */
const mostLooked = 64;
/** Files beside labels that name their classes, the likeliest first. */
const namesFiles = ['classes.txt', 'class_names.txt', 'classes.json', 'class_names.json'];

/** Labels, and the file of class names beside them where there is one. */
type ChosenLabels = Required<Pick<DirectionsRequest, 'labels'>> & Pick<DirectionsRequest, 'names'>;

/**
 * The nearest file that is named as labels and has one for each sample of an array: in its folder, then above, then elsewhere in the open folders.
 * Undefined where there is none, or where it holds several arrays.
 */
export async function nearestLabels(subject: ArrayAddress): Promise<ChosenLabels | undefined> {
  const roots = (workspace.workspaceFolders ?? []).map(({ uri }) => uri).filter(({ scheme }) => scheme === 'file');
  const { files } = await findArrays([Uri.file(folderOf(subject)), ...roots], isOffered);
  const ordered = inNameOrder(subject.path, [...new Set(files.map(({ fsPath }) => fsPath))], 'labels');
  const paths = ordered.map(({ path }) => path).slice(0, mostLooked);
  const groups = await choiceGroups<string>({ subject, purpose: 'labels' }, () => 'labels', describeFile);
  await groups.lookAhead(paths);
  const fits = paths.find((path) => groups.fits(path));
  return fits === undefined ? undefined : withNames({ path: fits });
}

/**
 * The labels that people choose, and the file of class names beside them where there is one. Undefined when they choose none.
 * @param folder whose files come first.
 * @param subject an array of the samples.
 */
export async function pickLabels(folder: Uri | undefined, subject: ArrayAddress): Promise<ChosenLabels | undefined> {
  const title = l10n.t('Labels of the Samples');
  const wanted = { purpose: 'labels', subject } as const;
  const file = await pickFile(title, { ...wanted, near: folder });
  const labels = file && (await pickArray(file, title, wanted));
  return labels && withNames(labels);
}

async function withNames(labels: ArrayAddress): Promise<ChosenLabels> {
  // Texts are names themselves.
  const names = (await areTexts(labels)) ? undefined : await namesBeside(folderOf(labels));
  return names === undefined ? { labels } : { labels, names };
}

function isOffered(name: string): boolean {
  return isNamedLabels(name) && !isClassNames(name) && (isArrayName(name) || textFormatNamed(name) !== undefined);
}

async function areTexts(labels: ArrayAddress): Promise<boolean> {
  try {
    const { header, close } = await openArray(labels);
    await close();
    return isText(header.dtype);
  } catch (error) {
    // What cannot be read says why where it is read.
    if (error instanceof LensError) return false;
    throw error;
  }
}

async function namesBeside(folder: string): Promise<string | undefined> {
  for (const name of namesFiles) {
    const path = join(folder, name);
    const found = await stat(path).then(
      (file) => file.isFile(),
      () => false,
    );
    if (found) return path;
  }
  return undefined;
}
