import type { BigIntStats } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Disk } from '../../../src/jobs/follow/disk';
import type { FollowedFiles, HeaderReader } from '../../../src/jobs/follow/followedFiles';

interface Thing {
  size: number;
  mtimeMs: number;
  ctimeMs: number;
  ino: number;
  isFolder: boolean;
}

/** A disk in memory whose clock stands still until it is told, and which counts what is asked of it. */
export class FakeDisk implements Disk {
  readonly atOnce = 4;
  now = 1_000_000_000_000;
  readonly asked = { stat: 0, readdir: 0, read: 0 };
  /** Fails every call with an error of the system, as a network that is away does. */
  fails: string | undefined;
  private readonly things = new Map<string, Thing>();
  /** What is in each folder. */
  private readonly inside = new Map<string, Set<string>>();
  /** Files whose headers do not fit them. */
  private readonly broken = new Set<string>();
  private lastIno = 0;

  /** Writes a file: anew where it is there already. `whole` false: its header says more than it has. */
  write(path: string, size = 100, whole = true): void {
    this.folder(dirname(path));
    const { now } = this;
    const ino = this.things.get(path)?.ino ?? ++this.lastIno;
    if (!this.things.has(path)) this.touch(dirname(path));
    this.put(path, { size, mtimeMs: now, ctimeMs: now, ino, isFolder: false });
    if (whole) this.broken.delete(path);
    else this.broken.add(path);
  }

  /** Moves a file to its place. */
  rename(from: string, to: string): void {
    const thing = this.things.get(from)!;
    this.take(from);
    this.put(to, { ...thing, ctimeMs: this.now });
    this.touch(dirname(from));
    this.touch(dirname(to));
  }

  /** Deletes a file, or a folder with all that is in it. */
  remove(path: string): void {
    for (const inside of [...this.things.keys()])
      if (inside === path || inside.startsWith(`${path}/`)) this.take(inside);
    this.touch(dirname(path));
  }

  folder(path: string): void {
    if (this.things.has(path)) return;
    if (dirname(path) !== path) this.folder(dirname(path));
    this.put(path, { size: 0, mtimeMs: this.now, ctimeMs: this.now, ino: ++this.lastIno, isFolder: true });
    this.touch(dirname(path));
  }

  stat(path: string): Promise<BigIntStats> {
    this.asked.stat++;
    const thing = this.things.get(path);
    if (this.fails || !thing) return Promise.reject(Object.assign(new Error(path), { code: this.fails ?? 'ENOENT' }));
    const [mtimeNs, ctimeNs] = [thing.mtimeMs, thing.ctimeMs].map((ms) => BigInt(ms) * 1_000_000n);
    return Promise.resolve({
      size: BigInt(thing.size),
      mtimeNs,
      ctimeNs,
      ino: BigInt(thing.ino),
      isDirectory: () => thing.isFolder,
      isFile: () => !thing.isFolder,
    } as BigIntStats);
  }

  readdir(path: string): ReturnType<Disk['readdir']> {
    this.asked.readdir++;
    if (this.fails || !this.things.has(path))
      return Promise.reject(Object.assign(new Error(path), { code: this.fails ?? 'ENOENT' }));
    return Promise.resolve(
      [...(this.inside.get(path) ?? [])].map((other) => ({
        name: basename(other),
        isDirectory: () => this.things.get(other)!.isFolder,
        isSymbolicLink: () => false,
      })),
    );
  }

  realpath(path: string): Promise<string> {
    return Promise.resolve(path);
  }

  /** Reads headers: of six samples and two neurons each. */
  readonly read: HeaderReader = (files) => {
    this.asked.read += files.length;
    const whole = files.filter(({ path }) => !this.broken.has(path));
    const broken = files.filter(({ path }) => this.broken.has(path));
    return Promise.resolve({
      arrays: whole.map(({ path }) => ({ path, shape: [6, 2], dtype: '<f4', whole: false, bytes: false })),
      unreadable: broken.map(({ path }) => ({ path, code: 'truncated', message: `${basename(path)} is cut off.` })),
      notices: [],
    });
  };

  private put(path: string, thing: Thing): void {
    this.things.set(path, thing);
    const folder = dirname(path);
    if (folder !== path) this.inside.set(folder, (this.inside.get(folder) ?? new Set()).add(path));
  }

  private take(path: string): void {
    this.things.delete(path);
    this.inside.get(dirname(path))?.delete(path);
  }

  private touch(folder: string): void {
    const thing = this.things.get(folder);
    if (thing) this.things.set(folder, { ...thing, mtimeMs: this.now, ctimeMs: this.now });
  }
}

/** Looks once, so many seconds later, and yields what has changed: `came /run/a.npy`. */
export async function lookAfter(disk: FakeDisk, files: FollowedFiles, seconds: number): Promise<string[]> {
  disk.now += 1000 * seconds;
  return (await files.look(disk.now)).map(({ what, path }) => `${what} ${path}`);
}
