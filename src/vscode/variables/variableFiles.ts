import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolders } from '../../jobs/files/makeFolders';
import { isPythonName } from './kernelCode';
import { shownText } from './shownText';

/** A value's own folder is called so, since messages name a file with its last folder: `kernel/x.npy`. */
const valueFolder = 'kernel';
const place = new RegExp(String.raw`[\\/]variables[\\/]\d+-\w+[\\/]\d+[\\/]${valueFolder}[\\/]([^\\/]+)\.npy$`);

/** What a window's folder is called: its process, and what mkdtemp adds. */
const windowFolder = /^(\d+)-\w+$/;

/** What Windows takes for a device, whatever its ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** File systems take names of 255 bytes, some of less. */
const longestName = 100;

/** What people are shown of variables whose values lie in files that have a number for a name. */
const shownNames = new Map<string, string>();

/** How often, and after how many milliseconds more each time, removing is tried again: Windows refuses it while somebody reads the file. */
const patience = { maxRetries: 5, retryDelay: 100 };

/**
 * What people are shown as the name of the variable whose value was saved at a path; undefined for a file of another kind. Of a file that has a number
 * for a name and was made by an earlier window, that is all that is known: `variable 3`.
 */
export function variableName(path: string): string | undefined {
  const name = place.exec(path)?.[1];
  if (name === undefined) return undefined;
  return shownNames.get(path) || (isPythonName(name) ? name : `variable ${name}`);
}

/**
 * Temporary files for the values of kernel variables, in a folder that only the user of this machine can look into. Each is removed when its
 * comparison is closed, all of them when the window is, and what a window left that had no time to end by the next that needs the place.
 * A name comes from a kernel, whose variables may be called anything (`globals()['x/../../y'] = X`): each value has a folder with a number, a file there
 * has the name of its variable only if that is a name in Python, and what is removed are the folders that were made here, never what a path says.
 */
export class VariableFiles {
  private session: Promise<string> | undefined;
  private count = 0;
  private folder: string | undefined;
  /** The folders of values, by the paths that were given out. */
  private readonly made = new Map<string, string>();

  /** @param root a folder of the extension's own, called `variables`; made when it is needed. */
  constructor(private readonly root: string) {}

  /** A path for the value of a variable, where nothing is yet. */
  async newPath(name: string): Promise<string> {
    this.session ??= this.start().catch((error: unknown) => {
      // The next value begins anew: what stood in the way may be gone by then.
      this.session = undefined;
      throw error;
    });
    const number = String(++this.count);
    const own = join(await this.session, number);
    const folder = join(own, valueFolder);
    await makeFolders(folder, 0o700);
    const isFileName = isPythonName(name) && !device.test(name) && Buffer.byteLength(name) <= longestName;
    const path = join(folder, `${isFileName ? name : number}.npy`);
    if (!isFileName) shownNames.set(path, shownText(name));
    this.made.set(path, own);
    return path;
  }

  /** Removes the value at a path that `newPath` gave, and nothing else. @throws what the file system says, when it still does after some tries. */
  async remove(path: string): Promise<void> {
    const own = this.made.get(path);
    if (own === undefined) return;
    await rm(own, { recursive: true, force: true, ...patience });
    this.made.delete(path);
    shownNames.delete(path);
  }

  /** Removes everything, at once: a window that closes waits for nothing. */
  dispose(): void {
    for (const path of this.made.keys()) shownNames.delete(path);
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(): Promise<string> {
    await makeFolders(this.root, 0o700);
    for (const name of await readdir(this.root)) {
      if (isLeft(name)) await rm(join(this.root, name), { recursive: true, force: true });
    }
    // mkdtemp makes folders that are closed to others (0700). The process tells later windows whether this one still lives.
    this.folder = await mkdtemp(join(this.root, `${process.pid}-`));
    return this.folder;
  }
}

/** Whether something is the folder of values of a process that is gone. */
function isLeft(name: string): boolean {
  const pid = Number(windowFolder.exec(name)?.[1]);
  if (!pid) return false;
  try {
    return !process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else is there, too.
    return (error as NodeJS.ErrnoException).code !== 'EPERM';
  }
}
