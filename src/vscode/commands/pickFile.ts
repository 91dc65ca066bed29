import { homedir } from 'node:os';
import { basename, dirname } from 'node:path';
import { l10n, Uri, window, workspace } from 'vscode';
import { isNamedBeside } from '../../analysis/names/whatKind';
import { dialogFilter, isArrayName, textEndings, textFormatNamed } from '../../facts/formats';
import { arraysShown } from '../arraysShown';
import { endingList } from '../endingList';
import { describeFile } from './describeArray';
import { arraysIn, findArrays } from './findArrays';
import { pickEntry, type Entry } from './pickEntry';
import { pathsOfTyped } from './typedPath';

/** What stands for choosing a file in the system's dialog. */
const browsing = Symbol('browse');

/** Where a file is looked for. */
interface FilePlaces {
  /** Only among these. */
  among?: readonly Uri[];
  /** A folder whose files come first. */
  near?: Uri;
  /** Text that may hold labels is offered as well. */
  labels?: boolean;
}

/**
 * A file that people choose: among the given ones, else among the array files of the workspace, by a path that they type, or by browsing.
 * Undefined when they choose none.
 * @param title what the file is wanted for.
 */
export async function pickFile(
  title: string,
  { among, near, labels = false }: FilePlaces = {},
): Promise<Uri | undefined> {
  const entries = new Map<string, Entry<Uri | typeof browsing>>();
  const entriesOf = (files: readonly Uri[]) =>
    files.map((uri) => {
      const known = entries.get(uri.path) ?? entryOf(uri);
      entries.set(uri.path, known);
      return known;
    });
  const describe = (chosen: Uri | typeof browsing) =>
    chosen === browsing ? Promise.resolve('') : describeFile(chosen.fsPath);
  if (among) {
    const placeHolder = l10n.t('One of the {0} selected files', among.length);
    return uriOf(await pickEntry({ title, placeHolder, entries: entriesOf(inOrder(among, near)), describe }), {
      title,
    });
  }

  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri).filter(({ scheme }) => scheme === 'file');
  const beside = near && !folders.some(({ path }) => `${near.path}/`.startsWith(`${path}/`)) ? [near] : [];
  const isOffered = (name: string) => isArrayName(name) || (labels && isNamedBeside(name));
  const found = findArrays([...beside, ...folders], isOffered);
  let complete = true;
  void found.then((outcome) => {
    complete = outcome.complete;
    if (outcome.files.length > 0) arraysShown.tell();
  });
  const chosen = await pickEntry<Uri | typeof browsing>({
    title,
    placeHolder: l10n.t('A {0} file: any part of its path, or a whole path', endingList('or')),
    entries: found.then(({ files }) => entriesOf(inOrder(files, near))),
    named: async (typed) => entriesOf(await filesOfTyped(typed, folders, labels)),
    describe,
    otherwise: {
      label: l10n.t('$(folder-opened) Browse…'),
      value: browsing,
      describe: (unmatched) => {
        if (unmatched !== undefined) return l10n.t('no array file here contains “{0}”', unmatched);
        return complete ? '' : l10n.t('the workspace holds more');
      },
    },
  });
  return uriOf(chosen, { title, near, labels });
}

async function uriOf(
  chosen: Uri | typeof browsing | undefined,
  { title, near, labels = false }: { title: string } & Omit<FilePlaces, 'among'>,
): Promise<Uri | undefined> {
  if (chosen !== browsing) return chosen;
  const name = l10n.t({ message: '{0} arrays', args: [dialogFilter.from], comment: ['Whose arrays: NumPy arrays'] });
  const filters = { [name]: [...dialogFilter.endings, ...(labels ? textEndings : [])] };
  return (await window.showOpenDialog({ title, defaultUri: near, filters }))?.[0];
}

/** Array files whose paths begin with what was typed, in the folder that it leads to. */
async function filesOfTyped(typed: string, folders: readonly Uri[], labels: boolean): Promise<Uri[]> {
  const from = folders.map(({ fsPath }) => fsPath);
  const starts = pathsOfTyped(typed, from, homedir()).map((path) => Uri.file(path).path);
  const found = starts.map(async (start) => {
    const inside = await arraysIn(
      Uri.file(start.endsWith('/') ? start : dirname(start)),
      (name) => isArrayName(name) || (labels && textFormatNamed(name) !== undefined),
    );
    return inside.filter(({ path }) => path.toLowerCase().startsWith(start.toLowerCase()));
  });
  return (await Promise.all(found)).flat();
}

function entryOf(uri: Uri): Entry<Uri | typeof browsing> {
  const shown = workspace.asRelativePath(uri);
  const folder = dirname(shown);
  const description = folder === '.' ? '' : folder;
  return { label: basename(uri.path), description, text: shown, path: uri.path, value: uri };
}

function inOrder(files: readonly Uri[], near?: Uri): Uri[] {
  const rank = (uri: Uri) => (dirname(uri.path) === near?.path ? 0 : 1);
  const shown = (uri: Uri) => workspace.asRelativePath(uri);
  return [...files].sort((one, other) => rank(one) - rank(other) || shown(one).localeCompare(shown(other)));
}
