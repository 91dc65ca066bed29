import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { workspace, type NotebookDocument, type TextDocument } from 'vscode';
import { memberPath } from '../../facts/address';
import { formatNamed } from '../../facts/formats';
import { listMembers } from '../../jobs/arrays/openArray';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { surroundings } from '../files/surroundings';
import { candidatePaths } from './candidatePaths';
import { cellLiterals } from './cellLiterals';
import { pathLiterals, type PathLiteral } from './pathLiterals';
import { pythonStrings, type PythonString } from './pythonStrings';

/** The documents in which names of arrays are looked for. */
export const pythonDocuments = ['file', 'untitled', 'vscode-notebook-cell'].map((scheme) => ({
  language: 'python',
  scheme,
}));

/** A document with more names than these is a list of files, not code that compares two. */
const mostLiterals = 200;

/** What the text of a document has of strings, and of names of arrays among them. */
interface CodeStrings {
  strings: PythonString[];
  literals: PathLiteral[];
}

const known = new WeakMap<TextDocument, { version: number; found: CodeStrings }>();
const knownOfCells = new WeakMap<NotebookDocument, { versions: string; found: Map<TextDocument, PathLiteral[]> }>();

/** The strings of a document; read once for each of its versions, as hovers and lenses ask again and again. Of a cell names are known that cells above have. */
export function stringsOf(document: TextDocument): CodeStrings {
  const { version } = document;
  const before = known.get(document);
  const own = before?.version === version ? before.found : readStrings(document);
  known.set(document, { version, found: own });
  const notebook = isCell(document) ? notebookOf(document) : undefined;
  return notebook ? { ...own, literals: literalsOfCells(notebook).get(document) ?? own.literals } : own;
}

function readStrings(document: TextDocument): CodeStrings {
  const text = document.getText();
  const strings = pythonStrings(text);
  return { strings, literals: pathLiterals(text, strings) };
}

/** The literals of all cells of Python, read once for each change of any of them. */
function literalsOfCells(notebook: NotebookDocument): Map<TextDocument, PathLiteral[]> {
  const cells = notebook
    .getCells()
    .map(({ document }) => document)
    .filter(({ languageId }) => languageId === 'python');
  const versions = cells.map(({ uri, version }) => `${uri.fragment} ${version}`).join();
  const before = knownOfCells.get(notebook);
  if (before?.versions === versions) return before.found;
  const literals = cellLiterals(cells.map((cell) => cell.getText()));
  const found = new Map(cells.map((cell, at) => [cell, literals[at]!]));
  knownOfCells.set(notebook, { versions, found });
  return found;
}

/** Whether a document is a cell of a notebook. */
export function isCell({ uri }: TextDocument): boolean {
  return uri.scheme === 'vscode-notebook-cell';
}

/**
 * Absolute path of the file that a literal of a document names: beside the document (for a cell: beside its notebook), else in a folder of the
 * workspace. Undefined when there is no such file.
 */
export async function fileNamed({ path }: PathLiteral, document: TextDocument): Promise<string | undefined> {
  const beside = folderOf(document);
  const around = surroundings(beside);
  const folders = [...new Set([...(beside === undefined ? [] : [beside]), ...around.folders])];
  for (const candidate of candidatePaths(path, folders, homedir(), around)) {
    const found = await stat(candidate).catch(() => undefined);
    if (found?.isFile()) return candidate;
  }
  return undefined;
}

/**
 * The name of the array that a literal takes of a file. Where keys lie in one another some of them may be rows, or a list of arrays: it is then as many of
 * them as name an array, and undefined, the file as a whole, where none do.
 */
export async function memberNamed({ path, member }: PathLiteral, file: string): Promise<string | undefined> {
  const joins = formatNamed(path)?.joins;
  if (member === undefined || joins === undefined) return member;
  const names = new Set(await listMembers(file).catch(() => []));
  const keys = member.split(joins);
  for (let count = keys.length; count > 0; count--) {
    const name = keys.slice(0, count).join(joins);
    if (names.has(name)) return name;
  }
  return undefined;
}

/** An existing array that a document names. */
interface NamedArray {
  address: ArrayAddress;
  literal: PathLiteral;
}

/** The existing arrays that the first names of a document are of, in its order, each as often as it is named. */
export async function arraysNamed(document: TextDocument): Promise<NamedArray[]> {
  const named = stringsOf(document).literals.slice(0, mostLiterals);
  const found = named.map(async (literal): Promise<NamedArray[]> => {
    const file = await fileNamed(literal, document);
    if (file === undefined) return [];
    const member = await memberNamed(literal, file);
    return [{ literal, address: { path: member === undefined ? file : memberPath(file, member) } }];
  });
  return (await Promise.all(found)).flat();
}

/** The folder that a document lies in, of a cell that of its notebook; undefined when it was never saved. */
function folderOf(document: TextDocument): string | undefined {
  const owner = isCell(document) ? notebookOf(document)?.uri : document.uri;
  return owner?.scheme === 'file' ? dirname(owner.fsPath) : undefined;
}

function notebookOf(cell: TextDocument) {
  // A cell has the path of its notebook, and only its own scheme and fragment; untitled notebooks have no folder.
  return workspace.notebookDocuments.find(
    (notebook) => notebook.uri.path === cell.uri.path && notebook.getCells().some(({ document }) => document === cell),
  );
}
