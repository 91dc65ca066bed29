import { turnedScores, type PairCell } from '../../analysis/pairs/pairScores';
import { isRecord } from '../../facts/isRecord';
import type { SideIdentity } from '../../protocol/sideIdentity';
import { measureNames, usualMeasures } from '../../facts/measures';
import { bandwidthOf, neighboursOf, type CompareOptions } from '../../facts/options';
import { digest, type RecordStore } from './recordStore';
import { renamedNotice, renaming, type PairNames } from './renamedSentences';
import { sideKey } from './sideKey';
import { wording } from './wording';

/** Raised whenever what is kept changes its meaning: older entries are then not found, and go with time. */
const version = 14;

/** A pair, and what its arrays were called when its sentences were written. */
type KeptPair = PairCell & { names: PairNames };

/** What tells a pair from the same one of another analysis. */
export interface PairKey {
  /** What tells the rows that were compared from those of other sets; empty where they are all. */
  rows?: string;
  /** The way in which it was computed, where there are several (see gramianTasks). */
  road?: string;
}

/**
 * The cells of pairs among records, keyed by path, mark and reading of both sides, by options, road and wording; and apart by what computed them.
 */
export class ResultStore {
  private readonly settings: string;

  /**
   * @param kernels what tells the kernels in use from others (see kernelsKey).
   * @param words tells the sentences of this program from those of others: notices are kept as they were said.
   */
  constructor(
    private readonly records: RecordStore,
    private readonly kernels: string,
    options: CompareOptions,
    words = wording,
  ) {
    const { svcca, epsilon, threshold, dropNonFinite, measures } = options;
    const wanted = measureNames.filter((name) => (measures ?? usualMeasures).includes(name));
    const further = wanted.some((name) => !usualMeasures.includes(name))
      ? [neighboursOf(options), bandwidthOf(options)]
      : [];
    const asked = [svcca, epsilon, threshold, dropNonFinite, wanted, ...further];
    this.settings = digest(JSON.stringify([version, words, ...asked]));
  }

  /**
   * What is known of a pair, which may have been kept turned round, its sentences under the names that its arrays have now; undefined when it is not known.
   */
  async find(a: SideIdentity, b: SideIdentity, names: PairNames, key: PairKey = {}): Promise<PairCell | undefined> {
    return (await this.findOfAny(a, b, names, key)).get(this.kernels);
  }

  /** The same by the kernels that it was computed with, of whatever kernels. */
  async findOfAny(
    a: SideIdentity,
    b: SideIdentity,
    names: PairNames,
    key: PairKey = {},
  ): Promise<ReadonlyMap<string, PairCell>> {
    const [first, second] = [sideKey(a), sideKey(b)];
    const found = new Map<string, PairCell>();
    // As it stands first: a pair may have been kept both ways.
    const turned = await this.records.find(second, this.keyOfPair(first, key));
    for (const [kind, value] of turned ?? []) {
      const cell = cellOf(value, { a: names.b, b: names.a });
      if (!cell) continue;
      found.set(kind, 'scores' in cell ? { ...cell, scores: turnedScores(cell.scores) } : cell);
    }
    const straight = await this.records.find(first, this.keyOfPair(second, key));
    for (const [kind, value] of straight ?? []) {
      const cell = cellOf(value, names);
      if (cell) found.set(kind, cell);
    }
    return found;
  }

  /** Keeps a pair: it is on disk when this returns. @throws what the records throw. */
  keep(a: SideIdentity, b: SideIdentity, pair: PairCell, names: PairNames, key: PairKey = {}): void {
    this.records.keep(sideKey(a), this.keyOfPair(sideKey(b), key), this.kernels, { ...pair, names } satisfies KeptPair);
  }

  /** Makes room, where something was written. */
  close(): Promise<void> {
    return this.records.close();
  }

  private keyOfPair(other: string, { rows = '', road = '' }: PairKey): string {
    return digest([other, this.settings, rows, road].join(' '));
  }
}

/** A pair as it was kept, by the names of today; undefined for what no pair comes to. */
function cellOf(value: unknown, names: PairNames): PairCell | undefined {
  if (!isRecord(value) || !isRecord(value.names)) return undefined;
  const { names: old, error, scores, notices } = value;
  const isCell = isRecord(error) ? isText(error.code) && isText(error.message) : isRecord(scores) && isNotices(notices);
  return isText(old.a) && isText(old.b) && isCell ? renamed(value as unknown as KeptPair, names) : undefined;
}

function isNotices(value: unknown): boolean {
  return Array.isArray(value) && value.every((notice) => isRecord(notice) && isText(notice.message));
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A kept pair whose sentences call its arrays by the names of today. */
function renamed({ names: old, ...pair }: KeptPair, names: PairNames): PairCell {
  const say = renaming(old, names);
  if (!say) return pair;
  if ('error' in pair) return { error: { code: pair.error.code, message: say(pair.error.message) } };
  return { ...pair, notices: pair.notices.map((notice) => renamedNotice(notice, say)) };
}
