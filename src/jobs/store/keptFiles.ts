import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Tally, type Amount } from './tally';

/** What looks at folders and files. */
export interface Looks {
  readdir(folder: string): Promise<string[]>;
  stat(path: string): Promise<{ size: number; mtimeMs: number }>;
}

const onDisk: Looks = { readdir: (folder) => readdir(folder), stat: (path) => stat(path) };

/** With so many files none of the 256 subfolders has 10,000: names are digests, which spread them evenly. */
const maxFiles = 256 * 8000;

/** So much of the bound is left when room is made: all files are looked at again only when a tenth of it was written. */
const leftOver = 0.9;

/** What was written is noted for others once it is this share of the bound. */
const step = 1 / 256;

/** Files are looked at so many at a time. */
const atOnce = 64;

/** A draft that nobody has touched for so many milliseconds is what a stopped process left behind. */
const abandonedAfter = 60_000;

interface Found {
  path: string;
  bytes: number;
  used: number;
}

/**
 * Where the files of a cache lie and how many stay: in 256 subfolders by the first two digits of their names, which are digests; at most `maxBytes`
 * together, the least recently used going first. What there is stands in a tally, so that a folder of many files takes no longer to use than an empty one:
 * they are looked at when the bound is passed, and else once a week. Any number of processes may use a folder at once.
 */
export class KeptFiles {
  private readonly tally: Tally;
  private known: Amount | undefined;
  private since: Amount = { bytes: 0, files: 0 };
  private settling: Promise<void> | undefined;

  /**
   * @param ending of all these files; others in the folder are left alone.
   * @param looks what looks at the folder, the disk when absent.
   */
  constructor(
    private readonly folder: string,
    private readonly ending: string,
    private readonly maxBytes: number,
    private readonly looks: Looks = onDisk,
  ) {
    this.tally = new Tally(join(folder, `tally${ending}.txt`));
  }

  /** Where the file of a name is written; its folder may not be there yet. */
  pathOf(name: string): string {
    return join(this.folder, name.slice(0, 2), name + this.ending);
  }

  /** Where the file of a name may be: as it is written now, and as earlier versions wrote it, all in one folder. */
  placesOf(name: string): [string, string] {
    return [this.pathOf(name), join(this.folder, name + this.ending)];
  }

  /** Says that something was written. @param files how many files that made, 0 when it was added to one. */
  wrote(bytes: number, files: number): void {
    this.since.bytes += bytes;
    this.since.files += files;
    if (this.since.bytes >= step * this.maxBytes || this.since.files >= step * maxFiles) this.note();
  }

  /** Makes room where the bound is passed, as far as this process knows. Costs nothing as long as it is far. */
  settle(): Promise<void> {
    if (this.maxBytes === Infinity) return Promise.resolve();
    this.settling ??= this.makeRoom().finally(() => (this.settling = undefined));
    return this.settling;
  }

  /** The same at the end: notes for others what this process has written. */
  async close(): Promise<void> {
    if (this.since.bytes > 0 || this.since.files > 0) this.note();
    await this.settle();
  }

  /** Lets the tally be read anew: others have written, too. */
  private note(): void {
    if (this.maxBytes !== Infinity) this.tally.add(this.since);
    this.since = { bytes: 0, files: 0 };
    this.known = undefined;
  }

  private async makeRoom(): Promise<void> {
    this.known ??= await this.tally.read();
    const { bytes, files } = this.since;
    if (this.known && !this.isBeyond({ bytes: this.known.bytes + bytes, files: this.known.files + files })) return;
    this.since = { bytes: 0, files: 0 };
    this.known = await this.removeOldest(await this.findAll());
    await this.tally.set(this.known);
  }

  private isBeyond({ bytes, files }: Amount): boolean {
    return bytes > this.maxBytes || files > maxFiles;
  }

  /** Removes the files that were not used for the longest, where all are too many; yields what is left. */
  private async removeOldest(found: Found[]): Promise<Amount> {
    const amount = { bytes: found.reduce((sum, { bytes }) => sum + bytes, 0), files: found.length };
    if (!this.isBeyond(amount)) return amount;
    found.sort((x, y) => x.used - y.used);
    for (const { path, bytes } of found) {
      if (amount.bytes <= leftOver * this.maxBytes && amount.files <= leftOver * maxFiles) break;
      // Somebody may be reading it, which some systems do not allow: then it goes the next time.
      const gone = await rm(path, { force: true }).then(
        () => true,
        () => false,
      );
      if (!gone) continue;
      amount.bytes -= bytes;
      amount.files--;
    }
    return amount;
  }

  /** Every file of the cache; drafts that were left behind are removed on the way. */
  private async findAll(): Promise<Found[]> {
    const names = await this.namesIn(this.folder);
    const found = await this.findIn(this.folder, names);
    for (const name of names.filter((one) => /^[0-9a-f]{2}$/.test(one))) {
      const folder = join(this.folder, name);
      for (const file of await this.findIn(folder, await this.namesIn(folder))) found.push(file);
    }
    return found;
  }

  private namesIn(folder: string): Promise<string[]> {
    return this.looks.readdir(folder).catch(() => []);
  }

  private async findIn(folder: string, names: readonly string[]): Promise<Found[]> {
    const ours = names.filter((name) => name.endsWith(this.ending) || name.endsWith('.draft'));
    const found: Found[] = [];
    for (let from = 0; from < ours.length; from += atOnce) {
      const some = ours.slice(from, from + atOnce).map((name) => this.look(join(folder, name)));
      for (const file of await Promise.all(some)) if (file) found.push(file);
    }
    return found;
  }

  private async look(path: string): Promise<Found | undefined> {
    const found = await this.looks.stat(path).catch(() => undefined);
    if (!found) return undefined;
    const { size, mtimeMs } = found;
    if (!path.endsWith('.draft')) return { path, bytes: size, used: mtimeMs };
    if (Date.now() - mtimeMs > abandonedAfter) await rm(path, { force: true }).catch(() => undefined);
    return undefined;
  }
}
