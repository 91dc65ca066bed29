import { checkpointEvents, computedEvent } from '../../analysis/follow/followEvents';
import { enterFound } from '../../analysis/follow/enterFound';
import { settledOf, settledText } from '../../analysis/follow/settled';
import { waitingArrays } from '../../analysis/follow/waitingCheckpoints';
import { listed } from '../../analysis/pairs/inOrder';
import { selectionPaths } from '../../analysis/selection/selectionPaths';
import { splitMember, waysToSplit } from '../../facts/address';
import type { AnalysisResult } from '../../facts/analyses';
import { counted } from '../../facts/numbers';
import type { Notice } from '../../facts/reportParts';
import type { FollowEvent } from '../../protocol/follow';
import type { NamesSpec, ScanOutcome, ScanSpec } from '../../protocol/scan';
import type { SelectedArray, Selection } from '../../protocol/selection';
import { type Disk } from './disk';
import { FollowedFiles, type HeaderReader } from './followedFiles';

/** What a look came to. */
export interface FollowLook {
  /** Whether there is something to compute: at the first look, and when files that the selection is of came, were written anew or went. */
  changed: boolean;
  events: FollowEvent[];
}

/** What is followed. */
export interface Followed {
  selection: Selection;
  /** Where checkpoints come, and how names are read there. */
  spec: ScanSpec;
  /** The selection is of all that lies there. */
  all: boolean;
}

/** What reads files, and their names, of which there may be many. */
export interface FollowReader {
  headers: HeaderReader;
  names(read: NamesSpec): Promise<Pick<ScanOutcome, 'arrays' | 'beside' | 'notices' | 'proposals'>>;
}

/**
 * A selection that goes on by itself as checkpoints come, are written anew or are deleted. Who has it looks now and then, and computes its `selection` where that
 * has changed.
 */
export class Follow {
  selection: Selection;
  private readonly files: FollowedFiles;
  /** When files came that were not there at first. */
  private readonly cameAt = new Map<string, number>();
  private found: ScanOutcome | undefined;
  private waiting = false;
  /** Files that are not there any more, and what was in the selection before. */
  private readonly goneFiles = new Map<string, number>();
  private readonly remembered = new Map<string, SelectedArray>();
  private gone: string[] = [];
  private readonly leftOut = new Set<string>();
  private readonly settled = new Set<string>();

  constructor(
    private readonly followed: Followed,
    private readonly reader: FollowReader,
    disk?: Disk,
  ) {
    this.selection = followed.selection;
    for (const array of followed.selection.arrays) this.remembered.set(array.path, array);
    this.files = new FollowedFiles(followed.spec, reader.headers, disk);
  }

  /** Looks once. @param now milliseconds since 1970. @throws the system's error where a root cannot be looked at the first time. */
  async look(now: number): Promise<FollowLook> {
    const first = this.found === undefined;
    const changes = await this.files.look(now);
    const events = changes.flatMap((change): FollowEvent[] =>
      change.what === 'unreadable' ? [{ at: now, what: 'unreadable', text: change.message }] : [],
    );
    if (!first && !this.waiting && changes.length === events.length) return { changed: false, events };
    for (const { path, what } of changes) {
      if (what === 'came' && !first) this.cameAt.set(path, now);
      if (what === 'gone') this.goneFiles.set(path, now);
      else this.goneFiles.delete(path);
    }
    const rewritten = new Map(
      changes.flatMap(({ path, what }) => (what === 'rewritten' ? [[path, now] as const] : [])),
    );
    const known = new Set(this.remembered.keys());
    const { came: entered, gone, leftOut } = await this.enter(now);
    const isWritten = ({ path, more = [] }: SelectedArray): boolean =>
      known.has(path) && [path, ...more].some((one) => ofFile(one, rewritten) !== undefined);
    const written = this.selection.arrays.filter((array) => array.include && isWritten(array));
    const came = entered.filter((array) => array.include && !isWritten(array));
    if (first) events.push(this.began(now));
    else events.push(...checkpointEvents('came', came, now));
    events.push(...checkpointEvents('rewritten', written, now), ...checkpointEvents('gone', gone, now));
    if (leftOut.length > 0)
      events.push({
        at: now,
        what: 'left-out',
        text: `left out: ${listed(leftOut)}, of which the selection has no array`,
      });
    const named = new Set(selectionPaths(this.selection).map((path) => splitMember(path).file));
    const beside = changes.some(({ path, what }) => what !== 'unreadable' && named.has(path));
    return { changed: first || beside || [came, gone, written].some((list) => list.length > 0), events };
  }

  /** What a result of the selection has to be told of: each settling of a model once. @param result with the remarks of {@link remarks}. */
  computed(result: AnalysisResult, now: number): FollowEvent[] {
    const events = [computedEvent(result, now)];
    if (result.analysis !== 'dynamics') return events;
    for (const model of result.models) {
      const settled = settledOf(model);
      if (!settled || this.settled.has(model.model)) continue;
      this.settled.add(model.model);
      events.push({ at: now, what: 'settled', text: settledText(model, settled, result), model: model.model });
    }
    return events;
  }

  /** What a result does not have, for its warnings. */
  get remarks(): Notice[] {
    if (this.gone.length === 0) return [];
    const message = `Left out, as they were deleted while they were followed: ${this.gone.length > 6 ? `${counted(this.gone.length, 'checkpoint')} (first ${this.gone[0]!}, last ${this.gone.at(-1)!})` : listed(this.gone)}.`;
    return [{ code: 'deleted-while-followed', message }];
  }

  private async enter(now: number): Promise<ReturnType<typeof enterFound>> {
    const { spec, all } = this.followed;
    const { arrays, classNames } = this.files;
    const arranged = await this.reader.names({ arrays, classNames, scan: spec });
    const lateAt = (path: string): number | undefined => ofFile(path, this.cameAt);
    const late = waitingArrays(this.selection.arrays, arranged.arrays, (path) => lateAt(path) ?? -Infinity, now);
    this.waiting = late.size > 0;
    const found = { ...arranged, arrays: arranged.arrays.filter((array) => !late.has(array)), unreadable: [] };
    const there = new Set(arrays.map(({ path }) => path));
    const entered = enterFound(this.selection, found, this.found, {
      roots: spec.roots,
      all,
      isLate: (path) => lateAt(path) !== undefined,
      isThere: (path) => there.has(path),
      isGone: (path) => ofFile(path, this.goneFiles) !== undefined,
      remembered: this.remembered,
    });
    this.found = found;
    this.selection = entered.selection;
    for (const array of this.selection.arrays) this.remembered.set(array.path, array);
    const leftOut = entered.leftOut.filter((layer) => !this.leftOut.has(layer));
    for (const layer of leftOut) this.leftOut.add(layer);
    this.noteGone(entered.gone);
    return { ...entered, leftOut };
  }

  /** Checkpoints of which a layer is gone, as the remark names them; one that has come again is there. */
  private noteGone(arrays: readonly SelectedArray[]): void {
    const nameOf = ({ model, checkpoint, layer }: SelectedArray): string =>
      [model, checkpoint].filter((part) => part !== '').join(' ') || layer;
    const there = new Set(this.selection.arrays.map(nameOf));
    this.gone = [...new Set([...this.gone, ...arrays.map(nameOf)])].filter((name) => !there.has(name));
  }

  private began(now: number): FollowEvent {
    const included = this.selection.arrays.filter(({ include }) => include);
    const [event] = checkpointEvents('began', included, now);
    const missing = this.remembered.size - this.selection.arrays.length;
    const text = event?.text ?? 'nothing there yet';
    const without =
      missing === 0 ? '' : `; ${counted(missing, 'array')} of the selection not there, or not complete yet`;
    return { ...(event ?? { at: now, what: 'began' }), text: `${text}${without}` };
  }
}

/** What a map by files has of the file of an array. */
function ofFile(path: string, files: ReadonlyMap<string, number>): number | undefined {
  const file = [path, ...waysToSplit(path).map((way) => way.file)].find((one) => files.has(one));
  return file === undefined ? undefined : files.get(file);
}
