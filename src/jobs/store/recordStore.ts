import { createHash, randomUUID } from 'node:crypto';
import { appendFileSync, closeSync, openSync } from 'node:fs';
import { readdir, readFile, utimes } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { LensError } from '../../facts/errors';
import { isRecord } from '../../facts/isRecord';
import type { ResultsPlace } from '../../protocol/analysisRun';
import { reasonOf, systemCode } from '../files/fileErrors';
import { makeFoldersSync } from '../files/makeFolders';
import { appending } from '../files/ownFile';
import { KeptFiles, type Looks } from './keptFiles';

const ending = '.pairs.jsonl';
const digestLength = 16;
/** What this thread appends to in a folder that many write: nobody else does, so that no file system has to put two writers in turn. */
const writer = randomUUID().slice(0, 8);

/** What is kept under one key: a value for each kind (of kernels) that it was computed with. */
type Kinds = Map<string, unknown>;

/**
 * Values under keys in a folder, so that a run that was stopped goes on where it was and only what changed is computed anew. A file for each bucket, to which
 * lines are added, one a value: a digest of the rest of the line, then JSON. Lines that are damaged or cut off count as not there.
 * The files take at most `maxBytes`, the least recently used going first; of a `shared` folder none goes, and each process has files of its own in it. What
 * cannot be kept is computed anew the next time, or, where keeping is `required`, an error.
 */
export class RecordStore {
  private readonly read = new Map<string, Promise<Map<string, Kinds>>>();
  private readonly files: KeptFiles;
  private settled: Promise<void> | undefined;
  /** Files that are there, as far as this store has read them or written to them. */
  private readonly there = new Set<string>();
  private readonly listed = new Map<string, Promise<string[]>>();

  /** @param looks what looks at the folder (see KeptFiles). */
  constructor(
    private readonly place: ResultsPlace,
    looks?: Looks,
  ) {
    this.files = new KeptFiles(place.folder, ending, place.shared ? Infinity : place.maxBytes, looks);
  }

  /** What is kept under a key, by kind; undefined where nothing is. A bucket is read once, at its first use. */
  async find(bucket: string, key: string): Promise<ReadonlyMap<string, unknown> | undefined> {
    // What a stopped run has left beyond the bound goes first.
    await (this.settled ??= this.files.settle());
    return (await this.entries(bucket)).get(key);
  }

  /**
   * Keeps a value. It is on disk when this returns, so that a thread that is ended then loses nothing; a line takes a fraction of the
   * milliseconds of the smallest pair. @throws LensError `results-unwritable` where keeping is required.
   */
  keep(bucket: string, key: string, kind: string, value: unknown): void {
    const body = JSON.stringify({ key, kind, value });
    // Begins a line of its own: after a line that a stopped process left unfinished, too.
    const line = `\n${digest(body).slice(0, digestLength)} ${body}\n`;
    const name = nameOf(bucket);
    const path = this.files.pathOf(this.place.shared ? `${name}.${writer}` : name);
    try {
      if (!this.there.has(path)) makeFoldersSync(dirname(path));
      append(path, line);
      this.files.wrote(Buffer.byteLength(line), this.there.has(path) ? 0 : 1);
      this.there.add(path);
    } catch (error) {
      if (!this.place.required) return;
      throw new LensError(
        'results-unwritable',
        `The results could not be kept in ${this.place.folder} (${reasonOf(systemCode(error) ?? 'unknown')}): make room there or allow writing, then run the same again; what is there already is taken.`,
      );
    }
  }

  /** Makes room, where something was written. */
  async close(): Promise<void> {
    if (this.there.size > 0) await this.files.close();
  }

  private entries(bucket: string): Promise<Map<string, Kinds>> {
    const found = this.read.get(bucket) ?? this.load(bucket);
    this.read.set(bucket, found);
    return found;
  }

  private async load(bucket: string): Promise<Map<string, Kinds>> {
    const entries = new Map<string, Kinds>();
    const now = new Date();
    // What was added last counts.
    for (const path of await this.pathsOf(nameOf(bucket))) {
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      this.there.add(path);
      take(text, entries);
      if (!this.place.shared) await utimes(path, now, now).catch(() => undefined);
    }
    return entries;
  }

  private async pathsOf(name: string): Promise<string[]> {
    const own = this.files.pathOf(name);
    if (!this.place.shared) return this.files.placesOf(name).reverse();
    const folder = dirname(own);
    const listed = this.listed.get(folder) ?? readdir(folder).catch(() => []);
    this.listed.set(folder, listed);
    const others = (await listed).filter((file) => file.startsWith(`${name}.`) && file.endsWith(ending)).sort();
    return others.map((file) => own.slice(0, -basename(own).length) + file);
  }
}

function take(text: string, entries: Map<string, Kinds>): void {
  for (const line of text.split('\n')) {
    const body = line.slice(digestLength + 1);
    if (body === '' || digest(body).slice(0, digestLength) !== line.slice(0, digestLength)) continue;
    const { key, kind, value } = recordOf(body) ?? {};
    if (typeof key !== 'string' || typeof kind !== 'string') continue;
    const kinds = entries.get(key) ?? new Map<string, unknown>();
    entries.set(key, kinds);
    kinds.set(kind, value);
  }
}

/** What a line holds. Its digest tells damage, and not who wrote it: anybody may who shares the folder. */
function recordOf(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function append(path: string, line: string): void {
  const file = openSync(path, appending, 0o666);
  try {
    appendFileSync(file, line);
  } finally {
    closeSync(file);
  }
}

/** The name of a bucket's files: a digest's first characters. */
function nameOf(bucket: string): string {
  return bucket.slice(0, 40);
}

/** SHA-256 in hexadecimal. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** JSON that does not depend on the order in which an object was filled. */
export function stableText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}
