import { EventEmitter, type Disposable } from 'vscode';
import type { ArrayAddress } from '../../protocol/arrayAddress';

/**
 * The array that an array viewer shows, member of an archive included, which VS Code's tabs do not tell. The viewer in front reports it when it comes
 * to the front with another array than was reported last, and whenever it shows something anew.
 */
export class CurrentArray implements Disposable {
  private readonly changes = new EventEmitter<ArrayAddress | undefined>();
  private current: ArrayAddress | undefined;

  /** Fires with every report. */
  readonly onDidChange = this.changes.event;

  /** What was reported last; it says what is shown only while a tab of its file is in front. */
  get address(): ArrayAddress | undefined {
    return this.current;
  }

  /** Tells what is shown now; undefined when nothing is. */
  report(address: ArrayAddress | undefined): void {
    this.current = address;
    this.changes.fire(address);
  }

  dispose(): void {
    this.changes.dispose();
  }
}
