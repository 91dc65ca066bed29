import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { l10n, type Uri } from 'vscode';
import { LensError } from '../../facts/errors';
import { isText } from '../../formats/values/dtype';
import { openArray } from '../../jobs/arrays/openArray';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { DirectionsRequest } from '../../protocol/pairExtras';
import { folderOf } from '../arrayNames';
import { pickArray } from './pickArray';
import { pickFile } from './pickFile';

/** Files beside labels that name their classes, the likeliest first. */
const namesFiles = ['classes.txt', 'class_names.txt', 'classes.json', 'class_names.json'];

/**
 * The labels that people choose, and the file of class names beside them where there is one. Undefined when they choose none.
 * @param folder whose files come first.
 * @param subject an array of the samples.
 */
export async function pickLabels(
  folder: Uri | undefined,
  subject: ArrayAddress,
): Promise<(Required<Pick<DirectionsRequest, 'labels'>> & Pick<DirectionsRequest, 'names'>) | undefined> {
  const title = l10n.t('Labels of the Samples');
  const wanted = { purpose: 'labels', subject } as const;
  const file = await pickFile(title, { ...wanted, near: folder });
  const labels = file && (await pickArray(file, title, wanted));
  if (!labels) return undefined;
  // Texts are names themselves.
  const names = (await areTexts(labels)) ? undefined : await namesBeside(folderOf(labels));
  return names === undefined ? { labels } : { labels, names };
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
