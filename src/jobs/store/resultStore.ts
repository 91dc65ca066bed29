import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { readFile, utimes } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { turnedScores, type ScoredPair } from '../../analysis/pairs/pairScores';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { measureNames, usualMeasures } from '../../facts/measures';
import { bandwidthOf, neighboursOf, type CompareOptions } from '../../facts/options';
import { makeFoldersSync } from '../files/makeFolders';
import { KeptFiles, type Looks } from './keptFiles';
import { wording } from './wording';

/** Raised whenever what is kept changes its meaning: older entries are then not found, and go with time. */
const version = 13;
const ending = '.pairs.jsonl';
const digestLength = 16;

/** What the arrays of a pair are called in messages. */
interface PairNames {
  a: string;
  b: string;
}

/** A pair, and what its arrays were called when its notices were written. */
type KeptPair = ScoredPair & { names: PairNames };

/**
 * Scores of pairs in a folder, so that a run that was stopped goes on where it was and only what changed is computed anew. A file for each side a,
 * to which lines are added, one a pair: a digest of the rest of the line, then JSON. Lines that are damaged or cut off count as not there, two
 * processes may add at once, and a disk that cannot be written to only means that nothing is kept. The files take at most `maxBytes`, the
 * least recently used going first. Keyed by path, mark and reading of both sides, by options, kernels and
 * wording.
 */
export class ResultStore {
  private readonly read = new Map<string, Promise<Map<string, KeptPair>>>();
  private readonly settings: string;
  private readonly files: KeptFiles;
  private settled: Promise<void> | undefined;
  /** Files that are there, as far as this store has read them or written to them. */
  private readonly there = new Set<string>();

  /**
   * @param kernels what tells the kernels in use from others (see kernelsKey).
   * @param words tells the sentences of this program from those of others: notices are kept as they were said.
   * @param looks what looks at the folder (see KeptFiles).
   */
  constructor(
    folder: string,
    maxBytes: number,
    kernels: string,
    options: CompareOptions,
    words = wording,
    looks?: Looks,
  ) {
    this.files = new KeptFiles(folder, ending, maxBytes, looks);
    const { svcca, epsilon, threshold, dropNonFinite, measures } = options;
    const wanted = measureNames.filter((name) => (measures ?? usualMeasures).includes(name));
    const further = wanted.some((name) => !usualMeasures.includes(name))
      ? [neighboursOf(options), bandwidthOf(options)]
      : [];
    const asked = [svcca, epsilon, threshold, dropNonFinite, wanted, ...further];
    this.settings = digest(JSON.stringify([version, words, kernels, ...asked]));
  }

  /**
   * What is known of a pair, which may have been kept turned round, its notices under the names that its arrays have now; undefined when it is not
   * known. `rows`: what tells the rows that were compared from those of other sets; empty where they are all.
   */
  async find(a: SideIdentity, b: SideIdentity, names: PairNames, rows = ''): Promise<ScoredPair | undefined> {
    // What a stopped run has left beyond the bound goes first.
    await (this.settled ??= this.files.settle());
    const [first, second] = [keyOf(a), keyOf(b)];
    const found = (await this.entries(first)).get(second + rows);
    if (found) return renamed(found, names);
    const turned = (await this.entries(second)).get(first + rows);
    return turned && { ...renamed(turned, { a: names.b, b: names.a }), scores: turnedScores(turned.scores) };
  }

  /**
   * Keeps a pair. It is on disk when this returns, so that a thread that is ended then loses nothing; a line takes a fraction of the
   * milliseconds of the smallest pair.
   */
  keep(a: SideIdentity, b: SideIdentity, pair: ScoredPair, names: PairNames, rows = ''): void {
    const body = JSON.stringify({ b: keyOf(b) + rows, settings: this.settings, ...pair, names });
    // Begins a line of its own: after a line that a stopped process left unfinished, too.
    const line = `\n${digest(body).slice(0, digestLength)} ${body}\n`;
    const path = this.files.pathOf(nameOf(keyOf(a)));
    try {
      if (!this.there.has(path)) makeFoldersSync(dirname(path));
      appendFileSync(path, line);
      this.files.wrote(Buffer.byteLength(line), this.there.has(path) ? 0 : 1);
      this.there.add(path);
    } catch {
      // Not kept: computed anew the next time.
    }
  }

  /** Makes room, where something was written. */
  async close(): Promise<void> {
    if (this.there.size > 0) await this.files.close();
  }

  private entries(key: string): Promise<Map<string, KeptPair>> {
    const found = this.read.get(key) ?? this.load(key);
    this.read.set(key, found);
    return found;
  }

  private async load(key: string): Promise<Map<string, KeptPair>> {
    const entries = new Map<string, KeptPair>();
    const now = new Date();
    // What was added last counts.
    for (const path of this.files.placesOf(nameOf(key)).reverse()) {
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      this.there.add(path);
      this.take(text, entries);
      await utimes(path, now, now).catch(() => undefined);
    }
    return entries;
  }

  private take(text: string, entries: Map<string, KeptPair>): void {
    for (const line of text.split('\n')) {
      const body = line.slice(digestLength + 1);
      if (body === '' || digest(body).slice(0, digestLength) !== line.slice(0, digestLength)) continue;
      const { b, settings, ...kept } = JSON.parse(body) as { b: string; settings: string } & KeptPair;
      if (settings === this.settings) entries.set(b, kept);
    }
  }
}

function nameOf(key: string): string {
  return key.slice(0, 40);
}

const keys = new WeakMap<SideIdentity, string>();

/** A kept pair whose notices call its arrays by the names of today: what else is in a set decides how short a name can be. */
function renamed({ names: old, ...pair }: KeptPair, names: PairNames): ScoredPair {
  if (old.a === names.a && old.b === names.b) return pair;
  const today = new Map([
    [old.a, names.a],
    [old.b, names.b],
  ]);
  const longestFirst = [...today.keys()].sort((x, y) => y.length - x.length).map(escaped);
  const asWord = new RegExp(`(?<![\\w./-])(?:${longestFirst.join('|')})(?!\\.?[\\w/-])`, 'g');
  const say = (text: string): string => text.replace(asWord, (name) => today.get(name)!);
  return { ...pair, notices: pair.notices.map(({ code, message }) => ({ code, message: say(message) })) };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A side as it is read from the files that it was made of. */
function keyOf(identity: SideIdentity): string {
  const { address, ...rest } = identity;
  const key = keys.get(identity) ?? digest(stable({ ...rest, address: { ...address, path: resolve(address.path) } }));
  keys.set(identity, key);
  return key;
}

/** JSON that does not depend on the order in which an object was filled. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
