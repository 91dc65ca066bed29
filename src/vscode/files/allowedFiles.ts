import { mostNamed, type NamedFiles } from '../../facts/namedFiles';

/** Which files may be opened: those for which nobody has to be asked, and those that people have chosen or said yes to. */
export class AllowedFiles {
  private readonly allowed = new Set<string>();
  private asked: readonly string[] = [];

  /** @param mayOpen whether a file may be opened although nobody has asked for it; every file, where people have chosen them all. */
  constructor(private readonly mayOpen: (path: string) => boolean = () => true) {}

  /** Those of some files that may not be opened, each once, for people to be asked; undefined when there are none. */
  outside(paths: readonly string[]): NamedFiles | undefined {
    this.asked = [...new Set(paths)].filter((path) => !this.allowed.has(path) && !this.mayOpen(path));
    const count = this.asked.length;
    return count === 0 ? undefined : { names: this.asked.slice(0, mostNamed), count };
  }

  /** From now on those may be opened that people were asked about last, and none that was named since. */
  allowAsked(): void {
    this.allow(this.asked);
  }

  /** From now on these may be opened. */
  allow(paths: readonly string[]): void {
    for (const path of paths) this.allowed.add(path);
  }
}
