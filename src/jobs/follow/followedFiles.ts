import { waysToSplit } from '../../facts/address';
import { isAtRest } from '../../analysis/follow/atRest';
import type { FoundArray, FoundFile, FoundHeaders, ScanSpec } from '../../protocol/scan';
import { markOf, type FileMark } from '../files/fileMark';
import { inParallel } from '../inParallel';
import { isGone, onDisk, type Disk } from './disk';
import { FollowedFolders, type FileByName } from './followedFolders';

/** Complete files looked at once more at each look, at most: those of folders in which something happened, then those not looked at for longest. */
export const mostComplete = 1000;
/** Milliseconds after which a file that stays as it is and cannot be read is told of: nobody seems to write it any more. */
export const patienceMs = 60_000;

/** What has become of a file; `unreadable` where it has stayed so for long. */
export type FileChange = { path: string } & (
  { what: 'came' | 'rewritten' | 'gone' } | { what: 'unreadable'; message: string }
);

interface Followed {
  file: FileByName;
  mark: FileMark;
  /** When it was first seen in this state. */
  since: number;
  /** Its arrays, once it is complete. */
  arrays?: FoundArray[] | undefined;
  /** It was complete before, in another state. */
  before: boolean;
  /** Why it is not complete though at rest, and whether that was told. */
  refusal?: string | undefined;
  told?: boolean | undefined;
}

/** Reads the headers of some files. */
export type HeaderReader = (files: readonly FoundFile[]) => Promise<FoundHeaders>;

/**
 * The complete files under some roots, kept from look to look. A look costs a `stat` for each folder and for each file that is not complete yet, and one for
 * at most {@link mostComplete} others; a file is opened once for each of its states, when it is at rest, for its header.
 */
export class FollowedFiles {
  private readonly folders: FollowedFolders;
  /** The least recently looked at first. */
  private readonly known = new Map<string, Followed>();

  constructor(
    spec: ScanSpec,
    private readonly read: HeaderReader,
    private readonly disk: Disk = onDisk,
  ) {
    this.folders = new FollowedFolders(spec, disk);
  }

  /** The arrays of all complete files, in the order of their paths. */
  get arrays(): FoundArray[] {
    return this.complete('arrays').flatMap(({ arrays }) => arrays!);
  }

  /** Complete files that may hold names of classes. */
  get classNames(): string[] {
    return this.complete('classNames').map(({ file }) => file.path);
  }

  /**
   * Looks once, and tells what has changed since the last look, by path. @param now milliseconds since 1970.
   * @throws the system's error where a root cannot be looked at the first time.
   */
  async look(now: number): Promise<FileChange[]> {
    const { listed, gone } = await this.folders.look();
    const changes = gone.flatMap((path) => this.forget(path));
    const { files } = this.folders;
    const atRest: Followed[] = [];
    await inParallel(this.toLookAt(files, listed), this.disk.atOnce, async (path) => {
      try {
        const found = await this.disk.stat(path);
        if (!found.isFile()) return void changes.push(...this.forget(path));
        const followed = this.seen(files.get(path)!, markOf(found), now);
        const times = { mtimeMs: Number(found.mtimeNs) / 1e6, ctimeMs: Number(found.ctimeNs) / 1e6 };
        const unlooked = !followed.arrays && followed.refusal === undefined;
        if (unlooked && isAtRest(times, followed.since, now)) atRest.push(followed);
      } catch (error) {
        // What a network does not answer for a moment is still there.
        if (isGone(error)) changes.push(...this.forget(path));
      }
    });
    changes.push(...(await this.open(atRest)), ...this.unreadable(now));
    return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** New files and those that are not complete, all of them; and some that are. */
  private toLookAt(files: ReadonlyMap<string, unknown>, listed: ReadonlySet<string>): string[] {
    const paths = [...files.keys()].filter((path) => !this.known.has(path));
    const [near, others]: [string[], string[]] = [[], []];
    for (const [path, { arrays }] of this.known) (!arrays ? paths : listed.has(path) ? near : others).push(path);
    return [...paths, ...[...near, ...others].slice(0, mostComplete)];
  }

  /** A file as it is now; behind all others, as it was looked at last. */
  private seen(file: FileByName, mark: FileMark, now: number): Followed {
    const known = this.known.get(file.path);
    const before = known !== undefined && (known.before || known.arrays !== undefined);
    const followed = known?.mark === mark ? known : { file, mark, since: now, before };
    this.known.delete(file.path);
    this.known.set(file.path, followed);
    return followed;
  }

  /** Reads the headers of files that have come to rest. One that does not fit its size, or cannot be read at all, counts as written in part. */
  private async open(atRest: readonly Followed[]): Promise<FileChange[]> {
    const toRead = atRest.filter(({ file }) => file.what === 'arrays');
    const { arrays, unreadable } =
      toRead.length === 0 ? { arrays: [], unreadable: [] } : await this.read(toRead.map(({ file }) => file));
    const wanted = new Set(toRead.map(({ file }) => file.path));
    const fileOf = (path: string): string | undefined =>
      [path, ...waysToSplit(path).map(({ file }) => file)].find((file) => wanted.has(file));
    const found = new Map<string, FoundArray[]>();
    for (const array of arrays) {
      const file = fileOf(array.path)!;
      found.set(file, [...(found.get(file) ?? []), array]);
    }
    // Parameters of a network are whole, and no layers.
    const refused = unreadable.filter(({ code }) => code !== 'parameters');
    const refusals = new Map(refused.map(({ path, message }) => [fileOf(path), message]));
    return atRest.flatMap((followed): FileChange[] => {
      const { path, what } = followed.file;
      const own = what === 'classNames' ? [] : found.get(path);
      // A file whose arrays the globs leave out is as good as one without any.
      const refusal = own ? undefined : refusals.get(path);
      if (refusal !== undefined) followed.refusal = refusal;
      else followed.arrays = own ?? [];
      return refusal !== undefined ? [] : [{ path, what: followed.before ? 'rewritten' : 'came' }];
    });
  }

  private unreadable(now: number): FileChange[] {
    return [...this.known.values()].flatMap((followed): FileChange[] => {
      const { file, refusal, since, told } = followed;
      if (refusal === undefined || told || now - since < patienceMs) return [];
      followed.told = true;
      return [{ path: file.path, what: 'unreadable', message: refusal }];
    });
  }

  private forget(path: string): FileChange[] {
    const known = this.known.get(path);
    this.known.delete(path);
    return known && (known.before || known.arrays) ? [{ path, what: 'gone' }] : [];
  }

  private complete(what: FileByName['what']): Followed[] {
    return [...this.known.values()]
      .filter(({ file, arrays }) => file.what === what && arrays)
      .sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  }
}
