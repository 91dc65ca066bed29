import { splitMember } from '../../facts/address';
import {
  commands,
  Uri,
  type CustomDocument,
  type CustomReadonlyEditorProvider,
  type Disposable,
  type WebviewPanel,
} from 'vscode';
import { WorkerClient } from '../../jobs/workerClient';
import type { NoticePlace } from '../../facts/reportParts';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { LensParts } from '../lensParts';
import { WarmWorkers } from '../warmWorkers';
import { ArrayEditor } from './arrayEditor';
import { pages } from '../pages';

interface Wanted {
  array: ArrayAddress;
  place: NoticePlace | undefined;
}

/** The viewers of files of arrays of this window. */
export class ArrayEditors implements CustomReadonlyEditorProvider, Disposable {
  private readonly open = new Set<ArrayEditor>();
  /** What a viewer that is about to open shall show, by its uri. */
  private readonly wanted = new Map<string, Wanted>();
  /** Threads that read what is in sight: apart from those that compute, which may be busy for long, and with what was inflated in their memory. */
  private readonly readers: WarmWorkers;

  constructor(private readonly parts: LensParts) {
    const workerFile = Uri.joinPath(parts.services.extensionUri, 'dist', 'worker.js').fsPath;
    const { log } = parts.services;
    this.readers = new WarmWorkers(() => new WorkerClient(workerFile, (sentence) => log.warn(sentence)));
    parts.services.memories.add(this.readers);
  }

  /** Called by VS Code for each file; nothing of it is read before it has a viewer. */
  openCustomDocument(uri: Uri): CustomDocument {
    return { uri, dispose: () => undefined };
  }

  /** Called by VS Code for each viewer, also to bring it back after a reload of the window. */
  resolveCustomEditor({ uri }: CustomDocument, panel: WebviewPanel): void {
    const editor = new ArrayEditor(panel, uri, this.parts, this.readers, () => this.open.delete(editor));
    this.open.add(editor);
    const wanted = this.wanted.get(uri.toString());
    void editor.load(wanted?.array, wanted?.place);
  }

  /** Shows an array: in the viewers that its file has, else in a new one; of an archive with the member of the address. `place`: where it is to stand. */
  async show(array: ArrayAddress, place?: NoticePlace): Promise<void> {
    const { file } = splitMember(array.path);
    const uri = Uri.file(file);
    // Not by the path alone: the old side of a change in git has the same one.
    const key = uri.toString();
    const present = [...this.open].filter((editor) => editor.uri.toString() === key);
    if (present.length === 0) this.wanted.set(key, { array, place });
    try {
      await commands.executeCommand('vscode.openWith', uri, pages.array.viewType);
    } finally {
      // Where it did not open, the next one that does is not to show what was wanted then.
      this.wanted.delete(key);
    }
    for (const editor of present) await editor.load(array, place);
  }

  dispose(): void {
    void this.readers.dispose();
  }
}
