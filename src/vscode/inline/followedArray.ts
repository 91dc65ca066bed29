import { memberPath, splitMember } from '../../facts/address';
import { isArrayName, isContainerName } from '../../facts/formats';
import { Disposable, EventEmitter, TabInputCustom, TabInputText, window, type Tab, type Uri } from 'vscode';
import { listMembers } from '../../jobs/arrays/openArray';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { arraysShown } from '../arraysShown';
import type { CurrentArray } from './currentArray';
import { sameArray } from './sameArray';

/**
 * The array that the side bar follows: that of the tab in front, or of the last one that was, as long as it is open. Of an archive it is the
 * member that the array viewer shows, else the first.
 */
export class FollowedArray implements Disposable {
  private readonly changes = new EventEmitter<ArrayAddress | undefined>();
  private readonly subscriptions: Disposable;
  private followed: ArrayAddress | undefined;
  private looks = 0;
  private reported = false;

  /** Fires with the array when it is another one, or a viewer has reported it: its file may have been read anew. */
  readonly onDidChange = this.changes.event;

  constructor(private readonly current: CurrentArray) {
    this.subscriptions = Disposable.from(
      window.tabGroups.onDidChangeTabs(() => void this.look()),
      window.tabGroups.onDidChangeTabGroups(() => void this.look()),
      current.onDidChange(() => {
        this.reported = true;
        void this.look();
      }),
    );
    void this.look();
  }

  /** The array; undefined while no array is open. */
  get address(): ArrayAddress | undefined {
    return this.followed;
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changes.dispose();
  }

  private async look(): Promise<void> {
    const look = ++this.looks;
    const file = this.fileInFront();
    const address = file === undefined ? undefined : await this.arrayOf(file);
    // Another look has begun meanwhile, and knows better.
    if (look !== this.looks) return;
    // Tabs tell of much else, as of a text that has become dirty: who computes for the array is not to begin again for that.
    const tell = this.reported || !sameArray(address, this.followed);
    this.reported = false;
    this.followed = address;
    if (address) arraysShown.tell();
    if (tell) this.changes.fire(address);
  }

  private fileInFront(): string | undefined {
    const { activeTabGroup, all } = window.tabGroups;
    const active = fileOf(activeTabGroup.activeTab);
    if (active !== undefined || !this.followed) return active;
    const { file } = splitMember(this.followed.path);
    return all.some(({ tabs }) => tabs.some((tab) => fileOf(tab) === file)) ? file : undefined;
  }

  private async arrayOf(file: string): Promise<ArrayAddress> {
    const { address } = this.current;
    if (address && splitMember(address.path).file === file) return address;
    if (!isContainerName(file)) return { path: file };
    const [first] = await listMembers(file).catch(() => []);
    return { path: first === undefined ? file : memberPath(file, first) };
  }
}

function fileOf(tab: Tab | undefined): string | undefined {
  const input = tab?.input;
  if (!(input instanceof TabInputCustom || input instanceof TabInputText)) return undefined;
  const uri: Uri = input.uri;
  return uri.scheme === 'file' && isArrayName(uri.path) ? uri.fsPath : undefined;
}
