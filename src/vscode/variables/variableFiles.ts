import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';

/** A value's own folder is called so, since messages name a file with its last folder: `kernel/x.npy`. */
const valueFolder = 'kernel';
const place = new RegExp(String.raw`[\\/]variables[\\/]\d+-\w+[\\/]\d+[\\/]${valueFolder}[\\/]([^\\/]+?)-?\.npy$`);

/** What Windows takes for a device, whatever its ending. Such a file gets a `-` behind its name, which no name in Python has. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** How often, and after how many milliseconds more each time, removing is tried again: Windows refuses it while somebody reads the file. */
const patience = { maxRetries: 5, retryDelay: 100 };

/** The name of the variable whose value was saved at a path; undefined for a file of another kind. */
export function variableName(path: string): string | undefined {
  return place.exec(path)?.[1];
}

/**
 * Temporary files for the values of kernel variables, in a folder that only the user of this machine can look into. Each is removed when its
 * comparison is closed, all of them when the window is, and what a window left that had no time to end by the next that needs the place.
 */
export class VariableFiles {
  private session: Promise<string> | undefined;
  private made = 0;
  private folder: string | undefined;

  /** @param root a folder of the extension's own, called `variables`; made when it is needed. */
  constructor(private readonly root: string) {}

  /** A path for the value of a variable, where nothing is yet. */
  async newPath(name: string): Promise<string> {
    this.session ??= this.start().catch((error: unknown) => {
      // The next value begins anew: what stood in the way may be gone by then.
      this.session = undefined;
      throw error;
    });
    const folder = join(await this.session, String(++this.made), valueFolder);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return join(folder, `${name}${device.test(name) ? '-' : ''}.npy`);
  }

  /** Removes the value at a path that `newPath` gave. @throws what the file system says, when it still does after some tries. */
  async remove(path: string): Promise<void> {
    if (this.folder !== undefined && path.startsWith(this.folder + sep)) {
      await rm(dirname(dirname(path)), { recursive: true, force: true, ...patience });
    }
  }

  /** Removes everything, at once: a window that closes waits for nothing. */
  dispose(): void {
    if (this.folder !== undefined) rmSync(this.folder, { recursive: true, force: true });
  }

  private async start(): Promise<string> {
    await mkdir(this.root, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.root)) {
      if (!isInUse(name)) await rm(join(this.root, name), { recursive: true, force: true });
    }
    // mkdtemp makes folders that are closed to others (0700). The process tells later windows whether this one still lives.
    this.folder = await mkdtemp(join(this.root, `${process.pid}-`));
    return this.folder;
  }
}

/** Whether a folder of values belongs to a process that is still there, in this window or another. */
function isInUse(name: string): boolean {
  const pid = Number(/^(\d+)-/.exec(basename(name))?.[1]);
  if (!pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else is there, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
