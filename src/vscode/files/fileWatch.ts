import { basename, dirname } from 'node:path';
import type { Disposable } from 'vscode';
import { RelativePattern, Uri, window, workspace } from 'vscode';
import { inParallel } from '../../jobs/inParallel';
import { fileMark, type FileMark } from '../../jobs/files/fileMark';

/** A file that is written in pieces changes often: so many milliseconds without a change are waited for, at most so many in all. */
const quiet = 300;
const patience = 2000;
/** Milliseconds between two looks at the files themselves, and how many times the length of a look: of thousands of files it takes a while. */
const interval = 2000;
const rest = 20;
/** Files looked at at the same time: the threads that look are the extension host's few. */
const looks = 2;
/** Folders that VS Code is asked to watch; files in others are looked at alone. */
const mostFolders = 64;

/** Hears that a file may have changed, been made or removed, with its mark once it has come to rest (or does not). */
type FileListener = (path: string, mark: FileMark) => void;

/** The files that one listener follows. */
export interface WatchedFiles extends Disposable {
  /** Follows these files from now on, in place of those before. */
  set(paths: readonly string[]): void;
}

/**
 * The one watch over all files of which something is shown: by VS Code's watchers of their folders, and by looking at the files themselves, since those
 * watchers hear nothing for their first moments, nor ever on some network file systems. Files may lie outside the workspace.
 */
export class FileWatch implements Disposable {
  private readonly listeners = new Map<string, Set<FileListener>>();
  private readonly marks = new Map<string, FileMark>();
  private readonly folders = new Map<string, { files: number; watcher?: Disposable }>();
  private readonly settling = new Map<string, { timer: NodeJS.Timeout; since: number }>();
  private readonly focus = window.onDidChangeWindowState(({ focused }) => focused && this.lookSoon(0));
  private timer: NodeJS.Timeout | undefined;
  private looking = false;

  /** A listener's files: none until `set`. Nothing is heard after its dispose. */
  watch(changed: FileListener): WatchedFiles {
    // A function of its own: one listener may be given twice.
    const listener: FileListener = (path, mark) => changed(path, mark);
    let followed = new Set<string>();
    const set = (paths: readonly string[]) => {
      const wanted = new Set(paths.map((path) => Uri.file(path).fsPath));
      for (const path of wanted) if (!followed.has(path)) this.add(path, listener);
      for (const path of followed) if (!wanted.has(path)) this.remove(path, listener);
      followed = wanted;
    };
    return { set, dispose: () => set([]) };
  }

  dispose(): void {
    this.focus.dispose();
    for (const [path, listeners] of [...this.listeners]) for (const one of [...listeners]) this.remove(path, one);
    clearTimeout(this.timer);
  }

  private add(path: string, listener: FileListener): void {
    const known = this.listeners.get(path);
    if (known) return void known.add(listener);
    this.listeners.set(path, new Set([listener]));
    this.watchFolder(dirname(path));
    void fileMark(path).then((mark) => {
      if (this.listeners.has(path) && !this.marks.has(path)) this.marks.set(path, mark);
    });
    if (!this.timer && !this.looking) this.lookSoon(interval);
  }

  private remove(path: string, listener: FileListener): void {
    const listeners = this.listeners.get(path);
    if (!listeners?.delete(listener) || listeners.size > 0) return;
    this.listeners.delete(path);
    this.marks.delete(path);
    clearTimeout(this.settling.get(path)?.timer);
    this.settling.delete(path);
    const folder = this.folders.get(dirname(path));
    if (!folder || --folder.files > 0) return;
    folder.watcher?.dispose();
    this.folders.delete(dirname(path));
  }

  private watchFolder(folder: string): void {
    const known = this.folders.get(folder);
    if (known) return void known.files++;
    if (this.folders.size >= mostFolders) return void this.folders.set(folder, { files: 1 });
    // The folder: a file's name may hold what means something else in a pattern.
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), '*'));
    const heard = ({ fsPath }: Uri) => {
      // By its name: the folder may be told by another way that leads to it.
      const path = this.listeners.has(fsPath) ? fsPath : Uri.joinPath(Uri.file(folder), basename(fsPath)).fsPath;
      if (this.listeners.has(path)) this.settle(path);
    };
    watcher.onDidChange(heard);
    watcher.onDidCreate(heard);
    watcher.onDidDelete(heard);
    this.folders.set(folder, { files: 1, watcher });
  }

  /** Tells of a file once it has come to rest, or has not for long. */
  private settle(path: string): void {
    const before = this.settling.get(path);
    clearTimeout(before?.timer);
    const since = before?.since ?? Date.now();
    const left = Math.max(0, since + patience - Date.now());
    this.settling.set(path, { since, timer: setTimeout(() => void this.tell(path), Math.min(quiet, left)) });
  }

  private async tell(path: string): Promise<void> {
    this.settling.delete(path);
    const mark = await fileMark(path);
    if (!this.listeners.has(path)) return;
    this.marks.set(path, mark);
    for (const listener of [...(this.listeners.get(path) ?? [])]) listener(path, mark);
  }

  private lookSoon(milliseconds: number): void {
    if (this.looking || this.listeners.size === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), milliseconds);
    // Nobody waits for it at the end of the process.
    this.timer.unref();
  }

  private async look(): Promise<void> {
    this.looking = true;
    this.timer = undefined;
    const began = Date.now();
    await inParallel([...this.listeners.keys()], looks, async (path) => {
      const mark = await fileMark(path);
      if (!this.listeners.has(path)) return;
      const before = this.marks.get(path);
      if (before === undefined) this.marks.set(path, mark);
      else if (mark !== before && !this.settling.has(path)) this.settle(path);
    });
    this.looking = false;
    this.lookSoon(Math.max(interval, rest * (Date.now() - began)));
  }
}
