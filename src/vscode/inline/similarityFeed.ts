import { Disposable, workspace } from 'vscode';
import type { FromInline, InlinePair, InlineRow, InlineState, NamedArray } from '../../protocol/inline';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import type { CompareOptions } from '../../facts/options';
import { arrayName, sideNames } from '../arrayNames';
import { filesOf } from '../files/filesOf';
import type { WatchedFiles } from '../files/fileWatch';
import { LatestRun, type RunContext } from '../latestRun';
import { explain, tellFailure } from '../log';
import type { LensParts } from '../lensParts';
import { readOptions } from '../settings';
import { progressInterval, throttle } from '../throttle';
import { chooseReference, pinReference } from './chooseReference';
import { inlinePair } from './inlinePair';
import { cellOptions, failedRow, inlineRow } from './inlineRow';
import { openPair } from './openPair';
import { openViewer } from './openViewer';
import type { ArrayPair } from './keptRecent';
import { sameArray } from './sameArray';

/** Milliseconds that a subject stays before anything is computed for it: who walks through files with the arrow keys sees none of them computed. */
const settling = 250;
/** What is computed for a subject. */
type Part = 'pair' | 'row';
type Shown = { pair?: InlinePair | undefined; row?: InlineRow | undefined };

/** What an inline panel shows of the array that it follows: the pair with the pinned reference, and its row of the layer matrix. */
export class SimilarityFeed implements Disposable {
  private subject: ArrayAddress | undefined;
  private shown: Shown = {};
  private readonly runs = { pair: new LatestRun(), row: new LatestRun() };
  /** What was asked for although it is large. */
  private readonly asked = new Set<Part>();
  private readonly stale = new Set<Part>();
  /** Files and folders beside the subject, in which layers of its row may come; and whether something happened there while the row was computed. */
  private near: string[] = [];
  private nearChanged = false;
  private timer: NodeJS.Timeout | undefined;
  private readonly watch: WatchedFiles;
  private readonly tellSoon = throttle(() => this.tell(), progressInterval);
  private readonly subscriptions: Disposable;

  /** @param show is given every state, at once and after each change. */
  constructor(
    private readonly parts: LensParts,
    private readonly show: (state: InlineState) => void,
  ) {
    const { reference, inline, watch } = parts.services;
    this.watch = watch.watch((path) => this.heard(path));
    this.subscriptions = Disposable.from(
      this.watch,
      reference.onDidChange(() => {
        this.drop('pair');
        this.tell();
        this.refresh('pair');
      }),
      inline.recent.onDidChange(() => this.tell()),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('ccaLens')) this.refresh('pair', 'row');
      }),
    );
    this.tell();
  }

  /**
   * Goes over to another array, or to none; what was computed for the one before is cancelled. The same array once more is looked at again, for
   * its file may have changed.
   */
  follow(subject: ArrayAddress | undefined): void {
    if (!sameArray(subject, this.subject)) {
      this.subject = subject;
      this.near = [];
      this.drop('pair', 'row');
      this.tell();
    }
    this.refresh('pair', 'row');
  }

  /** A file or folder has changed: what is beside the subject concerns its row alone, which is not begun again and again while a training writes there. */
  private heard(path: string): void {
    const scored = filesOf(this.scored);
    if (scored.includes(path)) return this.refresh('pair', 'row');
    if (this.shown.row?.status === 'loading') this.nearChanged = true;
    else this.refresh('row');
  }

  /** Does what the panel asks for. */
  receive(message: FromInline): void {
    const { parts, subject } = this;
    const { services } = parts;
    const alone = (work: Promise<unknown>) => tellFailure(work, services.log);
    switch (message.type) {
      case 'pin':
        return subject && alone(pinReference(services, subject));
      case 'unpin':
        return alone(services.reference.pin(undefined));
      case 'chooseReference':
        return alone(chooseReference(services));
      case 'compute':
        if (message.what !== 'pair' && message.what !== 'row') return;
        this.asked.add(message.what);
        return this.refresh(message.what);
      case 'cancel':
        return [this.runs.pair, this.runs.row].forEach((run) => run.cancel());
      case 'open':
        return alone(openPair(message.a, message.b, (pair) => this.optionsOf(pair, message.recent === true), parts));
      case 'view':
        return alone(openViewer(message.array, services));
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.drop('pair', 'row');
  }

  /** Forgets what was shown, and stops what would be. */
  private drop(...parts: Part[]): void {
    clearTimeout(this.timer);
    this.tellSoon.cancel();
    for (const part of parts) {
      this.runs[part].dispose();
      this.asked.delete(part);
      this.shown[part] = undefined;
    }
  }

  /** Computes parts anew once nothing else has been asked for during a moment; what is shown stays until then. */
  private refresh(...parts: Part[]): void {
    this.follows();
    parts.forEach((part) => this.stale.add(part));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.compute(), settling);
  }

  /** Follows the files of all that has a score here. */
  private follows(): void {
    this.watch.set([...filesOf(this.scored), ...(this.subject ? this.near : [])]);
  }

  /** All that has a score here, or is to have one. */
  private get scored(): ArrayAddress[] {
    const { subject, shown, parts } = this;
    const others = subject ? (shown.row?.cells.map(({ address }) => address) ?? []) : [];
    return [subject, parts.services.reference.address, ...others].filter((address) => address !== undefined);
  }

  /** What the score that stands here of a pair was computed with. */
  private async optionsOf({ a, b }: ArrayPair, isRecent: boolean): Promise<CompareOptions> {
    const { services } = this.parts;
    const recent = isRecent ? services.inline.recent.find({ a, b }) : undefined;
    if (recent?.options) return recent.options;
    const isCell =
      !isRecent && sameArray(a, this.subject) && this.shown.row?.cells.some(({ address }) => sameArray(address, b));
    return (isCell ? await cellOptions(a, b, services) : undefined) ?? readOptions(services.log);
  }

  private compute(): void {
    const parts = new Set(this.stale);
    this.stale.clear();
    const { subject, asked } = this;
    const { services } = this.parts;
    const reference = services.reference.address;
    if (!subject) return;
    let compared = Promise.resolve();
    if (parts.has('pair') && reference && !sameArray(reference, subject)) {
      compared = this.run('pair', (context, show) => {
        const tell = (pair: InlinePair) => show({ pair });
        return inlinePair(reference, subject, services, context, tell, asked.has('pair'));
      });
    }
    if (!parts.has('row')) return;
    void this.run('row', async (context, show) => {
      // The pair is what is waited for; the row begins after it.
      await compared;
      const tell = (row: InlineRow | undefined) => show({ row });
      const lookedAt = (paths: string[]) => {
        if (!context.isLatest()) return;
        this.near = paths;
        this.follows();
      };
      if (!context.signal.aborted) await inlineRow(subject, services, context, tell, asked.has('row'), lookedAt);
      if (!this.nearChanged || !context.isLatest()) return;
      this.nearChanged = false;
      this.refresh('row');
    });
  }

  /** Runs one part, of which nothing is shown once another run or subject has taken its place. */
  private run(part: Part, work: (context: RunContext, show: (change: Shown) => void) => Promise<void>): Promise<void> {
    return this.runs[part].start(async (context) => {
      const show = (change: Shown) => {
        if (!context.isLatest()) return;
        Object.assign(this.shown, change);
        if (change[part]?.status === 'loading') this.tellSoon();
        else this.tell();
        if (part === 'row' && change.row?.status === 'done') this.follows();
      };
      try {
        await work(context, show);
      } catch (error) {
        if (!context.isLatest()) return;
        const told = explain(error, this.parts.services.log);
        if (part === 'pair') show({ pair: { status: 'failed', error: told } });
        else show({ row: failedRow(told.message, this.shown.row) });
      }
    });
  }

  private tell(): void {
    this.tellSoon.cancel();
    const { reference, inline } = this.parts.services;
    this.show({
      status: 'inline',
      subject: named(this.subject, reference.address),
      reference: named(reference.address, this.subject),
      ...this.shown,
      recent: inline.recent.list,
    });
  }
}

/** An array beside another one, which never has the same name. */
function named(address: ArrayAddress | undefined, other: ArrayAddress | undefined): NamedArray | undefined {
  if (!address) return undefined;
  const name = arrayName(address);
  const alike = other !== undefined && !sameArray(address, other) && arrayName(other) === name;
  return { address, name: alike ? sideNames(address, other).a : name };
}
