import { dirname } from 'node:path';
import { commands, l10n, Uri, window, workspace, type UriHandler } from 'vscode';
import { absolutePath, relativePath } from '../../analysis/names/portablePaths';
import { readSaved, savedPaths, withSavedPaths, type SavedDocument } from '../../analysis/selection/savedDocument';
import { analysisFacts } from '../../facts/analyses';
import { oneLine } from '../../facts/visibleText';
import { readWhole } from '../../jobs/files/readWhole';
import { explain } from '../log';
import { pages } from '../pages';
import type { LensParts } from '../lensParts';
import { folderOfLink, requireInFolder, type OpenFolder } from './linkFiles';
import { parseLink, requireRelative, type LinkedView } from './linkText';
import { showMessage } from '../showMessage';

/** Files that the question names; of more, how many there are. */
const mostListed = 12;

/** Characters that the question shows of a path. */
const mostCharacters = 240;

/** What a link leads to, and people are asked about. */
export interface LinkQuestion {
  /** What would be opened, in one sentence. */
  message: string;
  /** The files, one a line. */
  detail: string;
}

/** What following a link takes. */
interface LinkActions {
  parts: LensParts;
  /** Shows a selection whose paths are absolute, its result where that is known. */
  showSelection(saved: Extract<SavedDocument, { kind: 'cca-lens-selection' }>): Promise<void>;
  /** Whether people agree; a modal question when absent. */
  ask?(question: LinkQuestion): Promise<boolean>;
  /** The folders of this window, when they are others than VS Code's. */
  folders?(): readonly OpenFolder[];
}

/**
 * Follows links to views (vscode://...), which anybody may have written: it opens files of the folder that is open alone, after people have said yes to their
 * names, and does nothing else. Whatever is wrong with a link is told in one sentence.
 */
export function linkHandler({
  parts,
  showSelection,
  ask = askModal,
  folders = openFolders,
}: LinkActions): UriHandler & { handleUri(uri: Uri): Promise<void> } {
  let asking = false;

  /** What is to be opened, once people have agreed to it; undefined when they have not. */
  async function agreed({ path, query }: Uri): Promise<(() => Promise<void>) | undefined> {
    const linked = parseLink(path, query);
    const folder = await folderOfLink(pathsOf(linked), linked.folder, folders());
    const view = 'view' in linked ? linked.view : await readDocument(linked.document, folder);
    const paths = [...new Set([...pathsOf(linked), ...savedPaths(view)])];
    if (!(await ask(questionOf(view, paths, folder)))) return undefined;
    // The question may have stood there for long.
    requireInFolder(paths, folder);
    if ('document' in linked) {
      const document = Uri.file(absolutePath(folder.path, linked.document));
      return async () => void (await commands.executeCommand('vscode.openWith', document, pages.analysis.editorType));
    }
    const saved = withSavedPaths(view, (one) => absolutePath(folder.path, one));
    if (saved.kind === 'cca-lens-selection') return () => showSelection(saved);
    const { a, b, options } = saved;
    return () => parts.comparisons.show({ a, b, options });
  }

  /** The same, one question at a time: a page could send many links. What a link opens may compute for long, and others are followed meanwhile. */
  async function askedAlone(uri: Uri): Promise<(() => Promise<void>) | undefined> {
    asking = true;
    try {
      return await agreed(uri);
    } finally {
      asking = false;
    }
  }

  return {
    async handleUri(uri) {
      const { log } = parts.services;
      if (asking) return log.warn('A link was not followed: another one is being asked about.');
      try {
        const open = await askedAlone(uri);
        await open?.();
      } catch (error) {
        void showMessage.warning(explain(error, log).message);
      }
    },
  };
}

function pathsOf(linked: LinkedView): string[] {
  return 'view' in linked ? savedPaths(linked.view) : [linked.document];
}

/**
 * What a document of the folder keeps, its paths relative to the folder. Those that leave it are refused, although people may open the document themselves.
 * @throws LinkError, and what reading it throws.
 */
async function readDocument(document: string, folder: OpenFolder): Promise<SavedDocument> {
  const place = absolutePath(folder.path, document);
  const saved = readSaved(await readWhole(place, 'selection', document), document, dirname(place));
  const view = withSavedPaths(saved, (path) => relativePath(folder.path, path));
  const paths = savedPaths(view);
  paths.forEach(requireRelative);
  await folderOfLink(paths, folder.name, [folder]);
  return view;
}

function questionOf(view: SavedDocument, paths: readonly string[], { name }: OpenFolder): LinkQuestion {
  const names = paths.slice(0, mostListed).map(listed);
  const rest = paths.length - names.length;
  const detail = [...names, ...(rest > 0 ? [l10n.t('and {0} more', rest)] : [])].join('\n');
  const folder = oneLine(name);
  const message =
    view.kind === 'cca-lens-comparison'
      ? l10n.t('A link opens a comparison in CCA Lens. Open these files of the folder {0}?', folder)
      : l10n.t(
          'A link opens the analysis “{0}” in CCA Lens. Open these files of the folder {1}?',
          analysisFacts(view.analysis).title,
          folder,
        );
  return { message, detail };
}

/** A path as a line that nothing in it breaks; of a very long one, as the name of a member may be, both ends. */
function listed(path: string): string {
  const line = oneLine(path);
  return line.length > mostCharacters
    ? `${line.slice(0, mostCharacters / 2)} … ${line.slice(-mostCharacters / 2)}`
    : line;
}

async function askModal({ message, detail }: LinkQuestion): Promise<boolean> {
  const open = l10n.t('Open');
  return (await window.showInformationMessage(message, { modal: true, detail }, open)) === open;
}

function openFolders(): OpenFolder[] {
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return folders.map(({ name, uri }) => ({ name, path: uri.fsPath }));
}
