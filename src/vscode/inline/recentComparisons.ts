import { EventEmitter, type Disposable, type Memento } from 'vscode';
import { canonicalText } from '../../facts/canonicalText';
import { fileMark, gone, isSameMark, type FileMark } from '../../jobs/files/fileMark';
import type { FileWatch, WatchedFiles } from '../files/fileWatch';
import { surroundings } from '../files/surroundings';
import { mayOpenUnasked } from '../files/mayOpenUnasked';
import type { RecentComparison } from '../../protocol/inline';
import { parseRecent, samePair, withNewest, without, type ArrayPair } from './keptRecent';
import { variableName } from '../variables/variableFiles';

const key = 'recentComparisons';

/** Milliseconds within which the same numbers are of one look. */
const sameLook = 60_000;

/** The comparisons that were looked at last, newest first; kept for the workspace between sessions. */
export class RecentComparisons implements Disposable {
  private readonly changes = new EventEmitter<void>();
  private known: RecentComparison[];
  /** Of their files, as they are now. */
  private readonly marks = new Map<string, FileMark>();
  private readonly watched: WatchedFiles;

  /** Fires after each change of the list. */
  readonly onDidChange = this.changes.event;

  constructor(
    private readonly memento: Memento,
    watch: FileWatch,
  ) {
    this.known = parseRecent(memento.get(key));
    this.watched = watch.watch((path, mark) => this.mark(path, mark));
    void this.look();
  }

  /** The list, newest first; of each whether its score is that of the files as they are now. */
  get list(): RecentComparison[] {
    return this.known.map((one) => {
      const stale = this.staleOf(one);
      return stale ? { ...one, stale } : one;
    });
  }

  /** Puts a comparison in front; an earlier one of the same arrays gives its place up. */
  async add(comparison: RecentComparison): Promise<void> {
    // Values of kernel variables are gone when their comparison is closed.
    if ([comparison.a, comparison.b].some(({ path }) => variableName(path) !== undefined)) return;
    const [first] = this.known;
    // A panel tells of its state more than once.
    if (first && samePair(first, comparison) && sameNumbers(first, comparison) && sameMoment(first, comparison)) return;
    await this.set(withNewest(this.known, comparison));
  }

  /** The comparison of a pair, should it be in the list. */
  find(pair: ArrayPair): RecentComparison | undefined {
    return this.known.find((one) => samePair(one, pair));
  }

  /** Takes a comparison out, as one whose files are gone. */
  async remove(pair: ArrayPair): Promise<void> {
    await this.set(without(this.known, pair));
  }

  dispose(): void {
    this.watched.dispose();
    this.changes.dispose();
  }

  private async set(list: RecentComparison[]): Promise<void> {
    this.known = list;
    this.changes.fire();
    // Looking at the files may take longer than the window lives.
    void this.look();
    await this.memento.update(key, list);
  }

  /** Looks at all files at which one may look unasked: they may have changed while nothing watched them. */
  private async look(): Promise<void> {
    const around = surroundings();
    const named = new Set(this.known.flatMap(({ files = {} }) => Object.keys(files)));
    const paths = [...named].filter((path) => mayOpenUnasked(path, around));
    this.watched.set(paths);
    for (const path of this.marks.keys()) if (!paths.includes(path)) this.marks.delete(path);
    for (const path of paths) if (!this.marks.has(path)) this.mark(path, await fileMark(path));
  }

  private mark(path: string, mark: FileMark): void {
    if (this.marks.get(path) === mark) return;
    const before = this.known.map((one) => this.staleOf(one));
    this.marks.set(path, mark);
    if (this.known.some((one, i) => this.staleOf(one) !== before[i])) this.changes.fire();
  }

  private staleOf({ files = {} }: RecentComparison): RecentComparison['stale'] {
    const found = Object.entries(files).flatMap(([path, mark]) => {
      const now = this.marks.get(path) ?? mark;
      return isSameMark(mark, now) ? [] : [now === gone ? ('gone' as const) : ('changed' as const)];
    });
    return found.includes('gone') ? 'gone' : found[0];
  }
}

/** Whether a panel tells of the same look, not of another one at the same numbers. */
function sameMoment(one: RecentComparison, other: RecentComparison): boolean {
  return one.at === other.at || (one.at !== undefined && other.at !== undefined && other.at - one.at < sameLook);
}

function sameNumbers(one: RecentComparison, other: RecentComparison): boolean {
  const numbers = ({ svcca, options, files }: RecentComparison) => canonicalText({ svcca, options, files });
  return numbers(one) === numbers(other);
}
