import { commands, EventEmitter, type Disposable, type Memento } from 'vscode';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { parseAddress } from '../parseRequest';

/** The context key under which what needs a pinned reference shows. */
const hasReference = 'ccaLens.hasReference';
const key = 'pinnedReference';

/** The array that all others are compared with until it is unpinned; kept for the workspace between sessions. */
export class PinnedReference implements Disposable {
  private readonly changes = new EventEmitter<ArrayAddress | undefined>();
  private pinned: ArrayAddress | undefined;

  /** Fires with the new reference, undefined when it was unpinned. */
  readonly onDidChange = this.changes.event;

  constructor(private readonly memento: Memento) {
    this.pinned = parseAddress(memento.get(key));
    this.tell();
  }

  /** The reference; undefined while none is pinned. */
  get address(): ArrayAddress | undefined {
    return this.pinned;
  }

  /** Pins an array in place of the one before; undefined unpins. */
  async pin(address: ArrayAddress | undefined): Promise<void> {
    this.pinned = address;
    this.tell();
    this.changes.fire(address);
    await this.memento.update(key, address);
  }

  dispose(): void {
    this.changes.dispose();
  }

  private tell(): void {
    void commands.executeCommand('setContext', hasReference, this.pinned !== undefined);
  }
}
