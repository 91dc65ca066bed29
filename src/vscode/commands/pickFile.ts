import { homedir } from 'node:os';
import { basename, dirname } from 'node:path';
import { l10n, Uri, window, workspace } from 'vscode';
import { inNameOrder, type NameGroup } from '../../analysis/names/comparisonGroups';
import { isNamedBeside } from '../../analysis/names/whatKind';
import { splitMember } from '../../facts/address';
import { dialogFilter, isArrayName, textEndings, textFormatNamed } from '../../facts/formats';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { arrayName, folderOf, shortName } from '../arrayNames';
import { arraysShown } from '../arraysShown';
import { endingList } from '../endingList';
import { choiceGroups, pickFitting, type Wanted } from './choiceGroups';
import { describeFile } from './describeArray';
import { arraysIn, findArrays } from './findArrays';
import { pickEntry, type Entry, type EntryQuestion } from './pickEntry';
import { pathsOfTyped } from './typedPath';

/** What stands for choosing a file in the system's dialog. */
const browsing = Symbol('browse');

/** Where a file is looked for, and what for. */
export interface FilePlaces extends Partial<Wanted> {
  /** Only among these. */
  among?: readonly Uri[] | undefined;
  /** A folder whose files come first; that of the subject unless it is given. */
  near?: Uri | undefined;
  /** Arrays that are likely to be meant, above all others. */
  offered?: { title: string; arrays: readonly ArrayAddress[] } | undefined;
}

type Choice = ArrayAddress | typeof browsing;

/**
 * A file that people choose: among the given ones, else among the array files of the workspace, by a path that they type, or by browsing. What is near the
 * subject stands first, what does not fit it last. Undefined when they choose none.
 * @param title what the file is wanted for.
 * @param places labels may be text as well.
 */
export async function pickFile(title: string, places: FilePlaces = {}): Promise<ArrayAddress | undefined> {
  const { among, subject, offered, purpose = 'comparison' } = places;
  const near = places.near ?? (subject && Uri.file(folderOf(subject)));
  const labels = purpose === 'labels';
  const entries = new Map<string, Entry<Choice>>();
  const entriesOf = (files: readonly Uri[]) =>
    files.map((uri) => {
      const known = entries.get(uri.fsPath) ?? entryOf(uri);
      entries.set(uri.fsPath, known);
      return known;
    });
  const names = new Map<Choice, NameGroup>();
  const groups = await choiceGroups<Choice>(
    { subject, purpose },
    (choice) => names.get(choice) ?? (subject && 'others'),
    (choice) => (choice === browsing ? Promise.resolve({ text: '' }) : describeFile(choice.path)),
  );
  const likely = (offered?.arrays ?? []).filter(({ path }) => path !== subject?.path).map((array) => arrayEntry(array));
  const listed = async (files: readonly Uri[]): Promise<Entry<Choice>[]> => {
    const said = new Set([subject?.path, ...likely.map(({ value }) => value.path)]);
    const others = files.filter(({ fsPath }) => !said.has(fsPath));
    const byPath = new Map(others.map((uri) => [uri.fsPath, uri]));
    const ordered = inNameOrder(subject?.path, [...byPath.keys()], purpose, near?.fsPath).map(({ path, group }) => {
      const [entry] = entriesOf([byPath.get(path)!]);
      if (subject ?? group === 'beside') names.set(entry!.value, group);
      return entry!;
    });
    await groups.lookAhead(ordered.map(({ value }) => value));
    return [...likely, ...ordered];
  };
  const question = {
    title,
    describe: groups.describe,
    grouped: (shown: readonly Entry<Choice>[]) => {
      const isLikely = (entry: Entry<Choice>) => likely.some((one) => one === entry);
      const first = shown.filter(isLikely);
      const rest = groups.grouped(shown.filter((entry) => !isLikely(entry)));
      return first.length === 0 ? rest : [{ title: offered?.title, entries: first }, ...rest];
    },
  };
  const problem = (choice: Choice) => (choice === browsing ? undefined : groups.problem(choice, shortName(choice)));
  if (among) {
    const placeHolder = l10n.t('One of the {0} selected files', among.length);
    const listedOnce = listed(among);
    const pick = () => pickEntry<Choice>({ ...question, placeHolder, entries: listedOnce });
    return browsed(await pickFitting(pick, problem), title, near, labels);
  }

  const folders = (workspace.workspaceFolders ?? []).map(({ uri }) => uri).filter(({ scheme }) => scheme === 'file');
  const isOffered = (name: string) => isArrayName(name) || (labels && isNamedBeside(name));
  const found = findArrays([...(near ? [near] : []), ...folders], isOffered);
  let complete = true;
  void found.then((outcome) => {
    complete = outcome.complete;
    if (outcome.files.length > 0) arraysShown.tell();
  });
  const whole = {
    ...question,
    placeHolder: l10n.t('A {0} file: any part of its path, or a whole path', endingList('or')),
    entries: found.then(({ files }) => listed(files)),
    named: async (typed: string) => entriesOf(await filesOfTyped(typed, folders, labels)),
    otherwise: {
      label: l10n.t('$(folder-opened) Browse…'),
      value: browsing,
      describe: (unmatched?: string) => {
        if (unmatched !== undefined) return l10n.t('no array file here contains “{0}”', unmatched);
        return complete ? '' : l10n.t('the workspace holds more');
      },
    },
  } satisfies EntryQuestion<Choice>;
  return browsed(await pickFitting(() => pickEntry<Choice>(whole), problem), title, near, labels);
}

async function browsed(
  chosen: Choice | undefined,
  title: string,
  near: Uri | undefined,
  labels: boolean,
): Promise<ArrayAddress | undefined> {
  if (chosen !== browsing) return chosen;
  const name = l10n.t({ message: '{0} arrays', args: [dialogFilter.from], comment: ['Whose arrays: NumPy arrays'] });
  const filters = { [name]: [...dialogFilter.endings, ...(labels ? textEndings : [])] };
  const file = (await window.showOpenDialog({ title, defaultUri: near, filters }))?.[0];
  return file && { path: file.fsPath };
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

function entryOf(uri: Uri): Entry<Choice> {
  const shown = workspace.asRelativePath(uri);
  const folder = dirname(shown);
  const description = folder === '.' ? '' : folder;
  return { label: basename(uri.path), description, text: shown, path: uri.path, value: { path: uri.fsPath } };
}

function arrayEntry(array: ArrayAddress): Entry<ArrayAddress> {
  const folder = dirname(workspace.asRelativePath(splitMember(array.path).file));
  const description = folder === '.' ? '' : folder;
  return { label: shortName(array), description, text: arrayName(array), path: array.path, value: array };
}
