import type { SelectedArray, Selection } from '../../protocol/analysis';
import { mostNamed, type NamedFiles } from '../../protocol/staleFiles';

/** Which files of a selection may be opened: those for which nobody has to be asked, and those that people have chosen or said yes to. */
export class AllowedFiles {
  private readonly allowed = new Set<string>();

  /** @param mayOpen whether a file may be opened although nobody has asked for it; every file, where the selection is of what people have chosen. */
  constructor(private readonly mayOpen: (path: string) => boolean = () => true) {}

  /** The files that a selection names, whether they are included or not, and that may not be opened; undefined when there are none. */
  outside(selection: Selection): NamedFiles | undefined {
    const found = this.pathsOutside(selection);
    return found.length === 0 ? undefined : { names: found.slice(0, mostNamed), count: found.length };
  }

  /** From now on all files that a selection names may be opened. */
  allowAll(selection: Selection): void {
    this.allow(this.pathsOutside(selection));
  }

  /** From now on these may be opened. */
  allow(paths: readonly string[]): void {
    for (const path of paths) this.allowed.add(path);
  }

  private pathsOutside({ arrays, classes }: Selection): string[] {
    const paths = [...pathsOf(arrays), ...(classes ? [classes.labels, classes.names ?? ''] : [])];
    return [...new Set(paths)].filter((path) => path !== '' && !this.allowed.has(path) && !this.mayOpen(path));
  }
}

/** Every path that some arrays name: their files, batches that follow, and ids. */
export function pathsOf(arrays: readonly SelectedArray[]): string[] {
  return arrays.flatMap(({ path, more = [], ids }) => [path, ...more, ...(ids === undefined ? [] : [ids])]);
}
