import type { Disposable } from 'vscode';
import { inParallel } from '../../jobs/inParallel';
import { type StaleFiles } from '../../protocol/staleFiles';
import { mostNamed, type NamedFiles } from '../../facts/namedFiles';
import { arrayName } from '../arrayNames';
import { throttle } from '../throttle';
import { fileMark, gone, type FileMark } from '../../jobs/files/fileMark';
import type { FileWatch } from './fileWatch';

/** Milliseconds after which a file that changed twice, and not since, counts as written. */
const atRest = 2500;
/** Milliseconds between two tellings: of many files that change at once, all are told of together. */
const tellInterval = 500;
/** Files looked at at the same time. */
const looks = 4;

/**
 * Whether scores are still those of their files. The marks are taken before the files are read, and compared with what the watch hears: what happened in
 * between is seen.
 */
export class Freshness implements Disposable {
  private baseline = new Map<string, FileMark>();
  private marks = new Map<string, FileMark>();
  private readonly writing = new Map<string, NodeJS.Timeout>();
  private readonly watched: ReturnType<FileWatch['watch']>;
  private readonly tellSoon = throttle(() => this.tell(), tellInterval);
  private told = '';
  private begun = 0;

  /** @param changed hears when the answer of `stale` has become another. */
  constructor(
    watch: FileWatch,
    private readonly changed: () => void,
  ) {
    this.watched = watch.watch((path, mark) => this.heard(path, mark));
  }

  /** Begins anew, with files that are about to be read. Resolves when their marks are taken. */
  async begin(files: readonly string[]): Promise<void> {
    this.forget();
    await this.add(files);
  }

  /** Takes in further files that are about to be read; those known keep the marks that scores were computed from. */
  async add(files: readonly string[]): Promise<void> {
    const { begun } = this;
    const unknown = files.filter((path) => !this.baseline.has(path));
    const marks = await inParallel(unknown, looks, fileMark);
    if (begun !== this.begun) return;
    unknown.forEach((path, i) => this.baseline.set(path, marks[i]!));
    this.watched.set([...this.baseline.keys()]);
  }

  /** Looks at all files now, as when their scores come into sight again. */
  async look(): Promise<void> {
    const { begun } = this;
    await inParallel([...this.baseline.keys()], looks, async (path) => {
      const mark = await fileMark(path);
      if (begun === this.begun) this.compare(path, mark);
    });
    if (begun === this.begun) this.tellSoon();
  }

  /** What became of the files since they were begun with; undefined when nothing did. */
  get stale(): StaleFiles | undefined {
    const paths = [...this.marks.keys()].sort();
    const named = (belongs: (path: string) => boolean): NamedFiles => {
      const found = paths.filter(belongs);
      return { names: found.slice(0, mostNamed).map((path) => arrayName({ path })), count: found.length };
    };
    if (paths.length === 0) return undefined;
    const isGone = (path: string) => this.marks.get(path) === gone;
    return {
      changed: named((path) => !isGone(path) && !this.writing.has(path)),
      writing: named((path) => !isGone(path) && this.writing.has(path)),
      gone: named(isGone),
    };
  }

  /** The marks that the scores were computed from, by path. */
  get files(): Record<string, FileMark> {
    return Object.fromEntries(this.baseline);
  }

  dispose(): void {
    this.forget();
    this.watched.dispose();
  }

  private forget(): void {
    this.begun++;
    this.tellSoon.cancel();
    for (const timer of this.writing.values()) clearTimeout(timer);
    this.writing.clear();
    this.baseline.clear();
    this.marks.clear();
    this.told = '';
  }

  private heard(path: string, mark: FileMark): void {
    if (!this.baseline.has(path)) return;
    this.compare(path, mark);
    this.tellSoon();
  }

  private compare(path: string, mark: FileMark): void {
    const before = this.marks.get(path);
    clearTimeout(this.writing.get(path));
    this.writing.delete(path);
    if (mark === this.baseline.get(path)) return void this.marks.delete(path);
    this.marks.set(path, mark);
    // Another change soon after one: it is not at rest yet.
    if (before === undefined || before === mark || before === gone || mark === gone) return;
    const timer = setTimeout(() => {
      this.writing.delete(path);
      this.tellSoon();
    }, atRest);
    this.writing.set(path, timer);
  }

  private tell(): void {
    const stale = this.stale;
    const text = stale ? JSON.stringify(stale) : '';
    if (text === this.told) return;
    this.told = text;
    this.changed();
  }
}
