import { followedPlaces } from '../../analysis/follow/followedPlaces';
import { selectedPaths } from '../../analysis/selection/selectionPaths';
import { fileError } from '../../jobs/files/fileErrors';
import { onDisk } from '../../jobs/follow/disk';
import { Follow } from '../../jobs/follow/follow';
import { followUntil } from '../../jobs/follow/followUntil';
import type { AnalysisResult } from '../../facts/analyses';
import type { FollowEvent, FollowState } from '../../protocol/follow';
import { mostEvents, neverFollowed, pageLookSeconds } from '../../protocol/follow';
import type { AnalysisState, AnalysisSubject } from '../../protocol/panel';
import type { Selection } from '../../protocol/selection';
import { explain } from '../log';
import type { Services } from '../services';
import { showMessage } from '../showMessage';
import { throttle } from '../throttle';
import type { AnalysisJobs } from './analysisJobs';

/** Milliseconds between two states with progress. */
const stateInterval = 200;

/** The threads that look are the extension host's few. */
const disk = { ...onDisk, atOnce: 2 };

/** The tab that follows. */
interface FollowingTab {
  subject(): AnalysisSubject | undefined;
  /** Takes another subject over, without a word to its document. */
  change(subject: AnalysisSubject): void;
  shown(): AnalysisState;
  show(state: AnalysisState): void;
  /** Lets files be opened that were found where people have asked for it. */
  allow(paths: readonly string[]): void;
}

/** The following of a training by an analysis page: looks every few seconds, and shows each result as it comes. The page's last result stays meanwhile. */
export class Following {
  private controller: AbortController | undefined;
  private busy: { phase: string; fraction: number } | undefined;

  constructor(
    private readonly services: Services,
    private readonly jobs: AnalysisJobs,
    private readonly tab: FollowingTab,
    private readonly every = 1000 * pageLookSeconds,
  ) {}

  get isOn(): boolean {
    return this.controller !== undefined;
  }

  /** Follows from now on. Resolves when that has ended, whatever its end. */
  async start(): Promise<void> {
    const { services, tab, every } = this;
    const subject = tab.subject();
    if (!subject) return;
    this.stop();
    const { signal } = (this.controller = new AbortController());
    this.update({ started: true }, { on: true });
    const { selection, scan } = subject;
    const spec = scan ?? followedPlaces(selection.arrays);
    const follow = new Follow(
      { selection, spec, all: scan !== undefined },
      {
        headers: (files) => services.workers.run('headers', { files, scan: spec }, { signal }),
        names: (asked) => services.workers.run('names', asked, { signal }),
      },
      disk,
    );
    const stopped = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    const stoppedOr =
      <T>(work: (value: T) => void) =>
      (value: T) =>
        void (signal.aborted || work(value));
    const onProgress = throttle((phase: string, fraction: number) => {
      if (!signal.aborted) this.show({ phase, fraction });
    }, stateInterval);
    try {
      await followUntil(follow, {
        compute: async (now) => {
          try {
            return await services.workers.run(
              'analyze',
              { selection: now, ...this.jobs.means() },
              { onProgress, signal },
            );
          } finally {
            onProgress.cancel();
            stoppedOr(() => this.show(undefined))(undefined);
          }
        },
        tell: stoppedOr((events: FollowEvent[]) => this.told(events, follow.selection)),
        show: stoppedOr((result: AnalysisResult) => this.show(undefined, result)),
        now: Date.now,
        pause: () => new Promise((resolve) => setTimeout(resolve, every)),
        stopped,
      });
    } catch (error) {
      if (signal.aborted) return;
      const { message } = explain(fileError(error, spec.roots.join(', ')), services.log);
      this.pause();
      this.told([{ at: Date.now(), what: 'waits', text: message }]);
    }
  }

  /** Follows no more; the page stays as it is. */
  pause(): void {
    this.stop();
    this.update({}, { on: false });
  }

  /** Ends without a word. */
  stop(): void {
    this.controller?.abort();
    this.controller = undefined;
    this.busy = undefined;
  }

  private told(events: readonly FollowEvent[], selection?: Selection): void {
    const subject = this.tab.subject();
    if (!subject || events.length === 0) return;
    for (const { text } of events) this.services.log.info(`Following: ${text}`);
    const { events: before, told } = subject.follow ?? neverFollowed;
    const settled = events.filter(({ what, model }) => what === 'settled' && !told.includes(model ?? ''));
    for (const { text } of settled) void showMessage.information(text);
    if (selection) this.tab.allow(selectedPaths(selection.arrays));
    this.update(selection ? { selection } : {}, {
      events: [...before, ...events].slice(-mostEvents),
      told: [...told, ...settled.map(({ model }) => model ?? '')],
    });
  }

  private show(busy: Following['busy'], result?: AnalysisResult): void {
    this.busy = busy;
    this.update({}, {}, result);
  }

  /** Shows a result; else the last one with what has changed beside it, or that there is none yet. */
  private update(change: Partial<AnalysisSubject>, follow: Partial<FollowState>, result?: AnalysisResult): void {
    const { tab, busy } = this;
    const before = tab.subject();
    if (!before) return;
    const subject = { ...before, ...change, follow: { ...neverFollowed, ...before.follow, ...follow } };
    tab.change(subject);
    const shown = tab.shown();
    if (result) tab.show({ status: 'done', subject, result, ...(shown.status === 'done' && { pair: shown.pair }) });
    else if (shown.status === 'done') tab.show({ ...shown, subject, busy, stale: undefined });
    else tab.show({ status: 'loading', subject, phase: busy?.phase ?? '', fraction: busy?.fraction ?? 0 });
  }
}

/** A subject of which no training is followed any more; what happened stays. */
export function notFollowed(subject: AnalysisSubject): AnalysisSubject {
  return subject.follow ? { ...subject, follow: { ...subject.follow, on: false } } : subject;
}
