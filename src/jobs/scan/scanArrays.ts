import { plural } from '../../facts/numbers';
import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { splitMember } from '../../facts/address';
import { arrangeFound } from '../../analysis/names/arrangeFound';
import { arraysRemarks } from '../../analysis/pairs/arraysRemarks';
import { commonFolder } from '../../analysis/names/portablePaths';
import { TextValuesError, WrongDimensionsError } from '../../formats/errors';
import type { NamesSpec, ScanOutcome, ScanSpec } from '../../protocol/scan';
import { captureNotices } from '../arrays/captures';
import type { Progress } from '../progress';
import { findFiles, mostEntries, refusal } from './findFiles';
import { namesOfFound } from './namesOfFound';
import { readHeaders } from './readHeaders';

/**
 * What folders, archives and files hold and how their names are read. Nothing but headers is read, and what cannot be read is listed with its
 * reason. Names are read from the folder itself when there is one root, else from the deepest folder that all roots lie in.
 */
export async function scanArrays(asked: ScanSpec, progress: Progress): Promise<ScanOutcome> {
  const spec = { ...asked, roots: asked.roots.map((root) => resolve(root)) };
  progress('looking for arrays', 0);
  const files = await findFiles(spec, (count) => progress(`looking for arrays: ${count} ${plural(count, 'file')}`, 0));
  const total = Math.max(1, files.arrays.length);
  const nameOf = namesOfFound(files.arrays.map(({ path }) => path));
  const onRead = (count: number): void => progress('reading headers', count / total);
  const headers = await readHeaders(files.arrays, spec, onRead, nameOf);

  const captured = await captureNotices(files.arrays.map(({ path }) => splitMember(path).file));
  const read = { arrays: headers.arrays, classNames: files.classNames, scan: spec };
  const { unfit, notices, ...arranged } = await nameArrays(read);
  const wrong = unfit.map(({ path, shape, dtype, text }) => {
    const name = nameOf(path);
    return refusal(path, text ? new TextValuesError(name, dtype) : new WrongDimensionsError(name, shape));
  });
  const cut = {
    code: 'scan-cut',
    message: `There are more than ${mostEntries.toLocaleString('en-US')} files and folders, and those that lie deepest were not looked at; choose a folder further down.`,
  };
  return {
    ...arranged,
    unreadable: [...files.unreadable, ...headers.unreadable, ...wrong],
    notices: [...(files.complete ? [] : [cut]), ...arraysRemarks(headers.notices), ...captured, ...notices],
  };
}

/** What the names of arrays say, as of all that a scan of these folders has found. */
export async function nameArrays({ arrays, classNames, scan }: NamesSpec): Promise<ReturnType<typeof arrangeFound>> {
  const networks = scan.networks ? scan.roots : [];
  return arrangeFound(arrays, classNames, await baseOf(scan.roots), { ...scan, networks });
}

/** The folder that names are read from: the root itself where there is one, else the deepest that all lie in. */
async function baseOf(roots: readonly string[]): Promise<string> {
  const isFolder = (path: string) =>
    stat(path).then(
      (found) => found.isDirectory(),
      () => false,
    );
  const folders = await Promise.all(
    roots.map(async (root) => ((await isFolder(root)) ? root : dirname(splitMember(root).file))),
  );
  return commonFolder(folders);
}
