import { unwatchFile, watchFile } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';

/** A file that is written in pieces changes often: so many milliseconds without a change are waited for. */
const quiet = 300;
/** Milliseconds between two looks at the file itself. */
const interval = 2000;

/** Calls back when a file was changed, made anew or removed, once it has come to rest; also of a file outside the workspace. */
export function followFile(path: string, changed: () => void): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const name = basename(path);
  // Brackets and braces in a name would be taken for a pattern.
  const pattern = /[[\]{}*?]/.test(name) ? '*' : name;
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(dirname(path)), pattern));
  const settle = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, quiet);
  };
  const heard = (uri: Uri) => {
    if (basename(uri.fsPath) === name) settle();
  };
  watcher.onDidChange(heard);
  watcher.onDidCreate(heard);
  watcher.onDidDelete(heard);
  // The watcher hears nothing for its first moments, nor ever on some network file systems.
  watchFile(path, { interval, persistent: false }, settle);
  return Disposable.from(
    watcher,
    new Disposable(() => {
      // This listener alone: other viewers may follow the same file.
      unwatchFile(path, settle);
      clearTimeout(timer);
    }),
  );
}
