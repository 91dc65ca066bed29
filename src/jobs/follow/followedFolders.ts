import { dirname, join } from 'node:path';
import { relativePath } from '../../analysis/names/portablePaths';
import type { FoundFile, ScanSpec } from '../../protocol/scan';
import { inParallel } from '../inParallel';
import { isEntered, mostEntries, whatByName } from '../scan/findFiles';
import { markOf } from '../files/fileMark';
import { isGone, type Disk } from './disk';

/** Of the folders in which nothing seems to have changed, so many in a hundred are listed anyway at each look: not every file system tells. */
const listedAnyway = 5;

/** A file by its name alone, and what it may hold. */
export interface FileByName extends FoundFile {
  what: 'arrays' | 'classNames';
}

interface Folder {
  root: string;
  /** The state it was listed in; undefined where it has to be listed again. */
  mark: string | undefined;
  /** It was listed twice in this state: what was made in the very moment of the first time is in it. */
  quiet: boolean;
  /** Files worth a look, by path. */
  files: Map<string, FileByName>;
  folders: string[];
}

/** What a look at folders has found. */
export interface FoldersLook {
  /** Files in folders that were listed anew. */
  listed: Set<string>;
  /** Files that are not in their folders any more, and those of folders that are gone. */
  gone: string[];
}

/**
 * The files under some roots by their names alone, kept from look to look: a folder is listed anew where its time has changed. What a limit leaves out is what
 * lies deepest.
 */
export class FollowedFolders {
  private readonly folders = new Map<string, Folder>();
  private readonly entered = new Map<string, string>();
  /** Files that are roots themselves. */
  private readonly given = new Map<string, FileByName>();
  private begun = false;
  private turn = 0;
  private count = 0;

  constructor(
    private readonly spec: ScanSpec,
    private readonly disk: Disk,
  ) {}

  /** Every file that is worth a look, by path. */
  get files(): Map<string, FileByName> {
    return new Map([...this.given, ...[...this.folders.values()].flatMap(({ files }) => [...files])]);
  }

  /** Looks once. @throws the system's error where a root cannot be looked at the first time. */
  async look(): Promise<FoldersLook> {
    const found: FoldersLook = { listed: new Set(), gone: [] };
    if (!this.begun) await this.begin();
    const rest = ++this.turn % Math.ceil(100 / listedAnyway);
    let place = 0;
    let level = this.spec.roots.filter((root) => this.folders.has(root));
    while (level.length > 0) {
      const next = await inParallel(level, this.disk.atOnce, async (path) => {
        const anyway = place++ % Math.ceil(100 / listedAnyway) === rest;
        await this.lookAt(path, anyway, found);
        return this.folders.get(path)?.folders ?? [];
      });
      level = next.flat();
    }
    return found;
  }

  private async begin(): Promise<void> {
    for (const root of this.spec.roots) {
      if ((await this.disk.stat(root)).isDirectory()) await this.enter(root, root);
      else {
        const what = whatByName(root, dirname(root), this.spec) ?? 'arrays';
        this.given.set(root, { path: root, root: dirname(root), given: true, what });
      }
    }
    this.begun = true;
  }

  /** Takes in a folder, where it was not entered by another way. */
  private async enter(path: string, root: string): Promise<boolean> {
    const real = await this.disk.realpath(path).catch(() => undefined);
    if (real === undefined || this.entered.has(real)) return false;
    this.entered.set(real, path);
    this.folders.set(path, { root, mark: undefined, quiet: false, files: new Map(), folders: [] });
    return true;
  }

  private async lookAt(path: string, anyway: boolean, found: FoldersLook): Promise<void> {
    const folder = this.folders.get(path)!;
    try {
      const mark = markOf(await this.disk.stat(path));
      const same = mark === folder.mark;
      if (same && folder.quiet && !anyway) return;
      const entries = await this.disk.readdir(path);
      folder.quiet = same;
      folder.mark = mark;
      await this.take(path, folder, entries, found);
    } catch (error) {
      if (!isGone(error)) return void (folder.mark = undefined);
      // The root may come again.
      if (path === folder.root) await this.take(path, folder, [], found);
      else this.leave(path, found);
    }
  }

  private async take(
    path: string,
    folder: Folder,
    entries: Awaited<ReturnType<Disk['readdir']>>,
    found: FoldersLook,
  ): Promise<void> {
    const { root } = folder;
    const before = { files: folder.files, folders: folder.folders };
    this.count -= before.files.size + before.folders.length;
    folder.files = new Map();
    folder.folders = [];
    for (const entry of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (this.count >= mostEntries) break;
      const inside = join(path, entry.name);
      if (await this.isFolder(entry, inside)) {
        if (!isEntered(entry.name, relativePath(root, inside), this.spec)) continue;
        if (!before.folders.includes(inside) && !(await this.enter(inside, root))) continue;
        folder.folders.push(inside);
        this.count++;
        continue;
      }
      const what = whatByName(inside, root, this.spec);
      if (!what) continue;
      folder.files.set(inside, { path: inside, root, what });
      found.listed.add(inside);
      this.count++;
    }
    for (const file of before.files.keys()) if (!folder.files.has(file)) found.gone.push(file);
    for (const inside of before.folders) if (!folder.folders.includes(inside)) this.leave(inside, found);
  }

  private async isFolder(entry: { isDirectory(): boolean; isSymbolicLink(): boolean }, path: string): Promise<boolean> {
    if (!entry.isSymbolicLink()) return entry.isDirectory();
    const target = await this.disk.stat(path).catch(() => undefined);
    return target?.isDirectory() === true;
  }

  private leave(path: string, found: FoldersLook): void {
    const folder = this.folders.get(path);
    if (!folder) return;
    this.folders.delete(path);
    for (const [real, way] of this.entered) if (way === path) this.entered.delete(real);
    this.count -= folder.files.size + folder.folders.length;
    found.gone.push(...folder.files.keys());
    for (const inside of folder.folders) this.leave(inside, found);
    for (const above of this.folders.values()) {
      const at = above.folders.indexOf(path);
      if (at >= 0) {
        above.folders.splice(at, 1);
        this.count--;
      }
    }
  }
}
