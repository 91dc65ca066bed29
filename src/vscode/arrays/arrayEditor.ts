import { Disposable, l10n, Uri, type WebviewPanel } from 'vscode';
import { LensError } from '../../errors';
import type { ArrayFile, ArrayMember, ArrayState, FromArray, WindowMessage } from '../../protocol/array';
import type { FromPanel } from '../../protocol/panel';
import type { ArrayAddress } from '../../protocol/worker';
import { arrayName, folderOf, splitMember } from '../arrayNames';
import { SimilarityFeed } from '../inline/similarityFeed';
import { LatestRun } from '../latestRun';
import { explain } from '../log';
import { PanelPage } from '../panels/panelPage';
import type { LensParts } from '../services';
import type { WarmWorkers } from '../warmWorkers';
import { followFile } from './followFile';
import { wholeArrayJobs, type WholeArrayJobs } from './wholeArrayJobs';
import { WindowQueue } from './windowQueue';

type Shown = Extract<ArrayState, { status: 'done' }>;

/** Milliseconds after which a file that is being written, or gone, is looked at again. */
const lookAgain = 1000;

/** One viewer of a .npy or .npz file: what its headers say, the part of an array that is in sight, and what is computed of all of it. */
export class ArrayEditor {
  private readonly page: PanelPage<ArrayState>;
  private readonly reading = new LatestRun();
  private readonly windows: WindowQueue;
  private readonly whole: WholeArrayJobs;
  private readonly feed: SimilarityFeed;
  private readonly following: Disposable;
  private readonly name: string;
  private as: ArrayAddress['as'];
  /** What was asked to be shown, until it is. */
  private wanted: ArrayAddress | undefined;
  private revision = 0;
  private timer: NodeJS.Timeout | undefined;

  /** Takes over the webview panel of a viewer; nothing is read before `load`. `closed` hears of its end. */
  constructor(
    panel: WebviewPanel,
    readonly uri: Uri,
    private readonly parts: LensParts,
    private readonly readers: WarmWorkers,
    closed: () => void,
  ) {
    const { services } = parts;
    this.name = arrayName({ path: uri.fsPath });
    const owner = {
      folder: () => Uri.file(folderOf({ path: uri.fsPath })),
      receive: (message: FromPanel) => this.receive(message),
      closed: () => {
        this.dispose();
        closed();
      },
    };
    this.page = new PanelPage<ArrayState>(panel, 'array', services, owner, { status: 'loading', name: this.name });
    this.windows = new WindowQueue(
      {
        read: (spec, onProgress, signal) => readers.run('window', spec, { onProgress, signal }),
        explain: (error) => this.explainWindow(error),
        cancelled: l10n.t('Reading was cancelled.'),
      },
      (message: WindowMessage) => void panel.webview.postMessage(message),
    );
    this.whole = wholeArrayJobs(services, (change) => this.change(change));
    this.feed = new SimilarityFeed(parts, (inline) => this.change({ inline }));
    this.following = Disposable.from(
      followFile(uri.fsPath, () => void this.load()),
      // Where a file system tells of no changes, looking at the viewer again is reason to look at the file again.
      panel.onDidChangeViewState(() => {
        this.report();
        if (panel.visible && this.shown) void this.load();
      }),
    );
  }

  /**
   * Reads the headers and shows the array that is wanted, else the one that was shown. A file that has not changed since stays as it is shown;
   * one that cannot be read any more is waited for. Resolves when the headers were read.
   */
  load(wanted?: ArrayAddress): Promise<void> {
    clearTimeout(this.timer);
    this.wanted = wanted ?? this.wanted;
    if (wanted?.as) this.as = wanted.as;
    return this.reading.start(async ({ signal, isLatest }) => {
      const { log } = this.parts.services;
      const before = this.shown;
      try {
        const file = await this.readHeaders(signal);
        if (!isLatest()) return;
        const member = memberOf(file, this.wanted ? nameOf(this.wanted) : (before?.member ?? ''));
        this.wanted = undefined;
        if (before && before.member === member?.name && same(before.file, file)) {
          if (before.trouble) this.change({ trouble: undefined });
          return;
        }
        if (before && !file.archive && file.members[0]?.error) throw remembered(file.members[0].error);
        this.show(file, member);
      } catch (error) {
        if (!isLatest() || (error instanceof LensError && error.code === 'cancelled')) return;
        const told = explain(error, log);
        if (!before) return this.tell({ status: 'failed', name: this.name, error: told });
        this.change({ trouble: troubleOf(told, this.name) });
        this.timer = setTimeout(() => void this.load(), lookAgain);
      }
    });
  }

  private async readHeaders(signal: AbortSignal): Promise<ArrayFile> {
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
    return this.readers.run('arrayFile', { path: uri.fsPath, as: this.as }, { signal });
  }

  private show(file: ArrayFile, member: ArrayMember | undefined): void {
    const { uri, name } = this;
    const path = file.archive && member ? `${uri.fsPath}::${member.name}` : uri.fsPath;
    const array: ArrayAddress = { path, ...(this.as ? { as: this.as } : {}) };
    this.windows.cancel();
    this.whole.stop();
    this.revision++;
    const shown = { name, path: uri.fsPath, file, member: member?.name ?? '', array, revision: this.revision };
    this.tell({ status: 'done', ...shown });
    this.feed.follow(member?.header?.real ? array : undefined);
    this.report();
  }

  /** Tells the side bar what is shown here, while this is the viewer in front. */
  private report(): void {
    const { panel } = this.page;
    if (this.shown && 'active' in panel && panel.active) this.parts.services.inline.current.report(this.shown.array);
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
    if (message.type === 'array') this.answer(message.message);
  }

  private answer(message: FromArray): void {
    const { shown } = this;
    if (!shown) return;
    const header = shown.file.members.find(({ name }) => name === shown.member)?.header;
    switch (message.type) {
      case 'member': {
        const member = shown.file.members.find(({ name }) => name === message.name);
        if (member && member.name !== shown.member) this.show(shown.file, member);
        return;
      }
      case 'window':
        return this.windows.ask(message, shown.array);
      case 'statistics':
        return header && this.whole.statistics(shown, header, message);
      case 'spectrum':
        return header && this.whole.spectrum(shown, header, message);
      case 'cancel':
        return message.what === 'window' ? this.windows.cancel() : this.whole.cancel(message.what);
      case 'bfloat16':
        return void this.load({ ...shown.array, as: 'bfloat16' });
    }
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
  return splitMember(path).member.slice(2);
}

/** The member of a name, with or without its ending; else the first that can be read. */
function memberOf({ members }: ArrayFile, name: string): ArrayMember | undefined {
  return (
    members.find((member) => member.name === name) ??
    members.find((member) => `${member.name}.npy` === name) ??
    members.find(({ header }) => header) ??
    members[0]
  );
}

/** Whether the headers say what they said. A file read as another type has another header. */
function same(one: ArrayFile, other: ArrayFile): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function remembered({ code, message }: { code: string; message: string }): LensError {
  return new LensError(code, message);
}

function troubleOf({ code, message }: { code: string; message: string }, name: string): string {
  if (code === 'file-not-found') return l10n.t('{0} is gone; what is shown is what was read of it before.', name);
  return l10n.t('{0} Until then this is what was read before.', message);
}
