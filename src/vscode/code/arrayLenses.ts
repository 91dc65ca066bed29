import { splitMember } from '../../facts/address';
import { arrayFiles } from '../../facts/formats';
import {
  CodeLens,
  Disposable,
  EventEmitter,
  l10n,
  Range,
  Uri,
  workspace,
  type CodeLensProvider,
  type TextDocument,
} from 'vscode';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { shortSideNames } from '../arrayNames';
import { arraysShown } from '../arraysShown';
import { throttle } from '../throttle';
import { functionBlocks, innermost } from './codeBlocks';
import { arraysNamed, isCell, stringsOf } from './namedArrays';

/** Files that come and go, as while something is trained, are answered at most this often, in milliseconds. */
const refreshInterval = 500;

/** Arrays that are named in one place: a function, a cell, or what stands outside of functions. */
interface Place {
  /** Where in the text the lens stands. */
  at: number;
  arrays: ArrayAddress[];
}

/** Offers to compare two array files that are named in one function or cell of Python code, and to analyze more of them. */
export class ArrayLenses implements CodeLensProvider, Disposable {
  private readonly changes = new EventEmitter<void>();
  private readonly refresh = throttle(() => this.changes.fire(), refreshInterval);
  private readonly settings = workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('ccaLens.code.codeLens')) this.refresh();
  });
  private watching: Disposable | undefined;

  readonly onDidChangeCodeLenses = this.changes.event;

  /** The lenses; none when the setting `ccaLens.code.codeLens` is off. */
  async provideCodeLenses(document: TextDocument): Promise<CodeLens[]> {
    if (!workspace.getConfiguration('ccaLens', document).get<boolean>('code.codeLens')) return [];
    const places = await placesIn(document);
    if (places.length > 0) arraysShown.tell();
    // Only where something is named is it worth to watch what becomes of files.
    if (stringsOf(document).literals.length > 1) this.watching ??= this.watch();
    return places.flatMap(({ at, arrays }) => lensesAt(document, at, arrays));
  }

  dispose(): void {
    this.refresh.cancel();
    this.watching?.dispose();
    this.settings.dispose();
    this.changes.dispose();
  }

  private watch(): Disposable {
    const watcher = workspace.createFileSystemWatcher(arrayFiles, false, true, false);
    return Disposable.from(watcher, watcher.onDidCreate(this.refresh), watcher.onDidDelete(this.refresh));
  }
}

/** The places of a document at which two or more existing arrays are named, each array once. */
async function placesIn(document: TextDocument): Promise<Place[]> {
  const { strings, literals } = stringsOf(document);
  if (literals.length < 2) return [];
  const blocks = isCell(document) ? [] : functionBlocks(document.getText(), strings);
  const places = new Map<unknown, Place>();
  for (const { address, literal } of await arraysNamed(document)) {
    const { start } = literal;
    const block = innermost(blocks, start);
    const place = places.get(block) ?? { at: block?.start ?? (isCell(document) ? 0 : start), arrays: [] };
    if (!place.arrays.some((array) => array.path === address.path)) place.arrays.push(address);
    places.set(block, place);
  }
  return [...places.values()].filter(({ arrays }) => arrays.length > 1);
}

function lensesAt(document: TextDocument, at: number, arrays: readonly ArrayAddress[]): CodeLens[] {
  const [a, b] = arrays as [ArrayAddress, ArrayAddress];
  const position = document.positionAt(at);
  const range = new Range(position, position);
  const names = shortSideNames(a, b);
  const compare = l10n.t('Compare {0} with {1}', names.a, names.b);
  const lenses = [new CodeLens(range, { title: compare, command: 'ccaLens.compare', arguments: [a, b] })];
  // An analysis takes archives as a whole.
  const files = [...new Set(arrays.map(({ path }) => splitMember(path).file))].map((path) => Uri.file(path));
  if (arrays.length > 2 && files.length > 1) {
    const analyze = l10n.t('Analyze {0} arrays', arrays.length);
    lenses.push(new CodeLens(range, { title: analyze, command: 'ccaLens.analyze', arguments: [files[0], files] }));
  }
  return lenses;
}
