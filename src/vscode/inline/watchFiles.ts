import { Disposable, RelativePattern, Uri, workspace } from 'vscode';
import type { ArrayAddress } from '../../protocol/worker';
import { folderOf, splitMember } from '../arrayNames';

/** A watch over the files of a few arrays, which may lie outside the workspace. */
export interface FileWatch extends Disposable {
  /** Watches the files of these arrays from now on, in place of those before. */
  set(arrays: readonly ArrayAddress[]): void;
}

/** Calls back when one of the watched files is written, made or removed. */
export function watchFiles(changed: () => void): FileWatch {
  let files = new Set<string>();
  let folders: string[] = [];
  let watching = Disposable.from();
  const heard = ({ fsPath }: Uri) => {
    if (files.has(fsPath)) changed();
  };
  return {
    set(arrays) {
      files = new Set(arrays.map(({ path }) => Uri.file(splitMember(path).file).fsPath));
      const wanted = [...new Set(arrays.map(folderOf))].sort();
      if (wanted.join('\0') === folders.join('\0')) return;
      folders = wanted;
      watching.dispose();
      // Folders are watched, as a file's name may hold what means something else in a pattern.
      const watchers = folders.map((folder) =>
        workspace.createFileSystemWatcher(new RelativePattern(Uri.file(folder), '*')),
      );
      watching = Disposable.from(
        ...watchers.flatMap((watcher) => [
          watcher,
          watcher.onDidChange(heard),
          watcher.onDidCreate(heard),
          watcher.onDidDelete(heard),
        ]),
      );
    },
    dispose: () => watching.dispose(),
  };
}
