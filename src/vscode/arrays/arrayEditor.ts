import { memberPath, splitMember } from '../../facts/address';
import { Disposable, l10n, Uri, type WebviewPanel } from 'vscode';
import { LensError } from '../../facts/errors';
import type { ArrayFile, ArrayFileSpec, ArrayMember } from '../../protocol/arrayFile';
import type { NoticePlace } from '../../facts/reportParts';
import type { ArrayState, FromArray, PlaceInArray, WindowMessage } from '../../protocol/arrayMessages';
import type { FromPanel } from '../../protocol/panel';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { arrayName, folderOf } from '../arrayNames';
import { sameArray } from '../inline/sameArray';
import { SimilarityFeed } from '../inline/similarityFeed';
import { LatestRun } from '../latestRun';
import { explain, sentenceOf } from '../log';
import { PanelPage } from '../panels/panelPage';
import { parseArrayMessage } from '../parseArrayMessage';
import type { LensParts } from '../lensParts';
import { readResources } from '../settings';
import type { Workers } from '../warmWorkers';
import { headerShown, isDescribed, memberOf, saysTheSame } from './shownMembers';
import { wholeArrayJobs, type WholeArrayJobs } from './wholeArrayJobs';
import { WindowQueue } from './windowQueue';

type Shown = Extract<ArrayState, { status: 'done' }>;

/**
 * Milliseconds after which a file that is being written, or gone, is looked at again; each time twice as many as before. What follows the file
 * tells of most changes sooner.
 */
const lookAgain = { first: 1000, most: 60_000 };

/** One viewer of a file of arrays: what its headers say, the part of an array that is in sight, and what is computed of all of it. */
export class ArrayEditor {
  private readonly page: PanelPage<ArrayState>;
  private readonly reading = new LatestRun();
  private readonly windows: WindowQueue;
  private readonly whole: WholeArrayJobs;
  private readonly feed: SimilarityFeed;
  private readonly following: Disposable;
  private readonly name: string;
  /** What is read as bfloat16: see {@link ArrayFileSpec}. */
  private chosen: Pick<ArrayFileSpec, 'as' | 'asked'> = {};
  /** What was asked to be shown, until it is. */
  private wanted: ArrayAddress | undefined;
  /** Where the table was asked to stand last, and how often that was asked. */
  private place: PlaceInArray | undefined;
  private places = 0;
  private revision = 0;
  private timer: NodeJS.Timeout | undefined;
  private delay = lookAgain.first;
  private visible: boolean;

  /** Takes over the webview panel of a viewer; nothing is read before `load`. `closed` hears of its end. */
  constructor(
    private readonly panel: WebviewPanel,
    readonly uri: Uri,
    private readonly parts: LensParts,
    private readonly readers: Workers,
    closed: () => void,
  ) {
    const { services } = parts;
    this.name = arrayName({ path: uri.fsPath });
    const owner = {
      folder: () => Uri.file(folderOf({ path: uri.fsPath })),
      files: () => [uri.fsPath],
      receive: (message: FromPanel) => this.receive(message),
      closed: () => {
        this.dispose();
        closed();
      },
    };
    this.page = new PanelPage<ArrayState>(panel, 'array', services, owner, { status: 'loading', name: this.name });
    this.windows = new WindowQueue(
      {
        read: (spec, onProgress, signal) => {
          const { memoryBytes } = readResources(services.log, services.factorsFolder);
          return readers.run('window', { ...spec, resources: { memoryBytes } }, { onProgress, signal });
        },
        explain: (error) => this.explainWindow(error),
        cancelled: l10n.t('Reading was cancelled.'),
      },
      (message: WindowMessage) => void panel.webview.postMessage(message),
    );
    this.whole = wholeArrayJobs(services, (change) => this.change(change));
    this.feed = new SimilarityFeed(parts, (inline) => this.change({ inline }));
    this.visible = panel.visible;
    const watched = services.watch.watch(() => void this.load());
    this.following = Disposable.from(
      watched,
      panel.onDidChangeViewState(() => this.viewed()),
    );
    // The old side of a change in git has the path of the file, and not its content.
    if (uri.scheme === 'file') watched.set([uri.fsPath]);
  }

  /**
   * Reads the headers and shows the array that is wanted, else the one that was shown. A file that has not changed since stays as it is shown;
   * one that cannot be read any more is waited for. `place`: where its table is to stand. Resolves when the headers were read.
   */
  load(wanted?: ArrayAddress, place?: NoticePlace): Promise<void> {
    clearTimeout(this.timer);
    if (place) this.place = { sample: place.sample, neuron: place.neuron, turned: place.turned, number: ++this.places };
    this.wanted = wanted ?? this.wanted;
    if (wanted?.as) this.chosen = { as: wanted.as, asked: nameOf(wanted) };
    return this.reading.start(async ({ signal, isLatest }) => {
      const { log } = this.parts.services;
      const before = this.shown;
      try {
        const name = this.wanted ? nameOf(this.wanted) : (before?.member ?? '');
        const file = await this.readHeaders(name, signal);
        if (!isLatest()) return;
        const member = memberOf(file, name);
        this.wanted = undefined;
        if (before && before.member === member?.name && saysTheSame(before.file, file)) {
          if (before.trouble) this.change({ trouble: undefined });
          if (this.place !== before.goTo) this.change({ goTo: this.place });
        } else if (before && !file.archive && file.members[0]?.error) {
          throw remembered(file.members[0].error);
        } else this.show(file, member);
        this.delay = lookAgain.first;
      } catch (error) {
        if (!isLatest() || (error instanceof LensError && error.code === 'cancelled')) return;
        if (!before) return this.tell({ status: 'failed', name: this.name, error: explain(error, log) });
        const trouble = troubleOf(sentenceOf(error), this.name);
        // Said and logged once, however often the file is looked at.
        if (trouble !== this.shown?.trouble) {
          explain(error, log);
          this.change({ trouble });
        }
        this.timer = setTimeout(() => void this.load(), this.delay);
        this.delay = Math.min(2 * this.delay, lookAgain.most);
      }
    });
  }

  private async readHeaders(member: string, signal: AbortSignal): Promise<ArrayFile> {
    const { uri } = this;
    if (uri.scheme !== 'file') {
      throw new LensError(
        'not-on-disk',
        l10n.t(
          '{0} is not in a folder of this machine (its scheme is {1}); save it to disk and open it from there.',
          this.name,
          uri.scheme,
        ),
      );
    }
    return this.readers.run('arrayFile', { path: uri.fsPath, ...this.chosen, member }, { signal });
  }

  private show(file: ArrayFile, member: ArrayMember | undefined): void {
    const { uri, name } = this;
    const array = this.addressOf(file, member);
    this.windows.cancel();
    this.whole.stop();
    this.revision++;
    const shown = {
      name,
      path: uri.fsPath,
      file,
      member: member?.name ?? '',
      array,
      revision: this.revision,
      goTo: this.place,
    };
    this.tell({ status: 'done', ...shown });
    this.follow();
    if (this.panel.active) this.parts.services.inline.current.report(array);
  }

  private addressOf({ archive }: ArrayFile, member: ArrayMember | undefined): ArrayAddress {
    const { fsPath } = this.uri;
    return {
      path: archive && member ? memberPath(fsPath, member.name) : fsPath,
      ...(member?.header?.as ? { as: member.header.as } : {}),
    };
  }

  /** Compares what is shown, as long as it is seen: what nobody sees is not computed, and each would take the memory that is there for one. */
  private follow(): void {
    const { shown, panel } = this;
    const header = shown && headerShown(shown);
    this.feed.follow(panel.visible && header?.real ? shown?.array : undefined);
  }

  /** The viewer has come into sight or to the front, or left it. */
  private viewed(): void {
    const { shown, panel } = this;
    if (panel.visible !== this.visible) {
      this.visible = panel.visible;
      this.follow();
    }
    const { current } = this.parts.services.inline;
    // The side bar begins anew with each report.
    if (shown && panel.active && !sameArray(shown.array, current.address)) current.report(shown.array);
    // Where a file system tells of no changes, looking at the viewer again is reason to look at the file again.
    if (shown && panel.visible) void this.load();
  }

  /** The state that is shown, once the headers are read. */
  private get shown(): Shown | undefined {
    const state = this.page.shown;
    return state.status === 'done' ? state : undefined;
  }

  private change(change: Partial<Shown>): void {
    if (this.shown) this.tell({ ...this.shown, ...change });
  }

  private tell(state: ArrayState): void {
    this.page.show(state);
    this.parts.services.states.fire({ panel: 'array', state });
  }

  private receive(message: FromPanel): void {
    if (message.type === 'again') void this.load();
    if (message.type === 'inline') this.feed.receive(message.message);
    if (message.type !== 'array') return;
    const asked = parseArrayMessage(message.message);
    if (asked) this.answer(asked);
    else this.parts.services.log.warn('The page of an array asked for something that there is not.');
  }

  private answer(message: FromArray): void {
    const { shown } = this;
    if (!shown) return;
    const header = headerShown(shown);
    switch (message.type) {
      case 'member': {
        const member = shown.file.members.find(({ name }) => name === message.name);
        if (member && member.name !== shown.member) this.choose(shown, member);
        return;
      }
      case 'window':
        return this.windows.ask(message, shown.array);
      case 'statistics':
        if (!header || (message.axis ?? -1) >= header.shape.length) return;
        return this.whole.statistics(shown, header, message);
      case 'spectrum':
        return header && this.whole.spectrum(shown, header, message);
      case 'cancel':
        return message.what === 'window' ? this.windows.cancel() : this.whole.cancel(message.what);
      case 'bfloat16':
        return void this.load({ ...shown.array, as: 'bfloat16' });
    }
  }

  /** Shows another member; one whose header was not read so far once it is. */
  private choose({ file }: Shown, member: ArrayMember): void {
    this.place = undefined;
    // One that is being waited for is replaced, else it would be shown in the end.
    if (isDescribed(member) && !this.wanted) return this.show(file, member);
    // A page that has just come back asks with each state until it is shown: that is no reason to begin again.
    if (!this.wanted || nameOf(this.wanted) !== member.name) void this.load(this.addressOf(file, member));
  }

  /** A file that was changed under a window is read anew. */
  private explainWindow(error: unknown): { code: string; message: string } {
    const told = explain(error, this.parts.services.log);
    if (told.code === 'file-changed' || told.code === 'file-not-found') void this.load();
    return told;
  }

  private dispose(): void {
    clearTimeout(this.timer);
    this.reading.dispose();
    this.windows.dispose();
    this.whole.stop();
    this.feed.dispose();
    this.following.dispose();
  }
}

function nameOf({ path }: ArrayAddress): string {
  return splitMember(path).member ?? '';
}

function remembered({ code, message }: { code: string; message: string }): LensError {
  return new LensError(code, message);
}

function troubleOf({ code, message }: { code: string; message: string }, name: string): string {
  if (code === 'file-not-found') return l10n.t('{0} is gone; what is shown is what was read of it before.', name);
  return l10n.t('{0} Until then this is what was read before.', message);
}
