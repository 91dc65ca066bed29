import { basename, dirname } from 'node:path';
import { Disposable, RelativePattern, Uri, workspace } from 'vscode';

/** A file that is written in pieces changes often: so many milliseconds without a change are waited for. */
const quiet = 300;

/** Calls back when a file was changed, made anew or removed, once it has come to rest; also of a file outside the workspace. */
export function followFile(path: string, changed: () => void): Disposable {
  let timer: NodeJS.Timeout | undefined;
  const name = basename(path);
  // Brackets and braces in a name would be taken for a pattern.
  const pattern = /[[\]{}*?]/.test(name) ? '*' : name;
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.file(dirname(path)), pattern));
  const heard = (uri: Uri) => {
    if (basename(uri.fsPath) !== name) return;
    clearTimeout(timer);
    timer = setTimeout(changed, quiet);
  };
  watcher.onDidChange(heard);
  watcher.onDidCreate(heard);
  watcher.onDidDelete(heard);
  return Disposable.from(watcher, new Disposable(() => clearTimeout(timer)));
}
