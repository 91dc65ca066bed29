import { EventEmitter, type Disposable, type Memento } from 'vscode';
import type { RecentComparison } from '../../protocol/inline';
import { parseRecent, samePair, withNewest, without, type ComparedPair } from './recentList';
import { variableName } from '../variables/variableFiles';

const key = 'recentComparisons';

/** The comparisons that were looked at last, newest first; kept for the workspace between sessions. */
export class RecentComparisons implements Disposable {
  private readonly changes = new EventEmitter<void>();
  private known: RecentComparison[];

  /** Fires after each change of the list. */
  readonly onDidChange = this.changes.event;

  constructor(private readonly memento: Memento) {
    this.known = parseRecent(memento.get(key));
  }

  /** The list, newest first. */
  get list(): RecentComparison[] {
    return this.known;
  }

  /** Puts a comparison in front; an earlier one of the same arrays gives its place up. */
  async add(comparison: RecentComparison): Promise<void> {
    // Values of kernel variables are gone when their comparison is closed.
    if ([comparison.a, comparison.b].some(({ path }) => variableName(path) !== undefined)) return;
    const [first] = this.known;
    // A panel tells of its state more than once.
    if (first && samePair(first, comparison) && first.svcca === comparison.svcca) return;
    await this.set(withNewest(this.known, comparison));
  }

  /** Whether a comparison is in the list. */
  has(pair: ComparedPair): boolean {
    return this.known.some((one) => samePair(one, pair));
  }

  /** Takes a comparison out, as one whose files are gone. */
  async remove(pair: ComparedPair): Promise<void> {
    await this.set(without(this.known, pair));
  }

  dispose(): void {
    this.changes.dispose();
  }

  private async set(list: RecentComparison[]): Promise<void> {
    this.known = list;
    this.changes.fire();
    await this.memento.update(key, list);
  }
}
