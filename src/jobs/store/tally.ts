import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';

/** How much there is of something in a folder. */
export interface Amount {
  bytes: number;
  files: number;
}

/** After so many milliseconds a folder is looked at anew: what was written by processes that were ended before they noted it is found then. */
const validFor = 7 * 24 * 3_600_000;

/**
 * What a folder holds as a file of lines, so that nobody has to look at all of it to know: `counted <when> <bytes> <files>` by who looked, then
 * `+<bytes> <files>` by each who wrote since, in this process or another. It may be a little wrong, as when two write while a third looks; who removes
 * something looks first.
 */
export class Tally {
  constructor(private readonly path: string) {}

  /** What there is; undefined when that is not known: nobody has looked, it was long ago, or the file is damaged. */
  async read(): Promise<Amount | undefined> {
    const text = await readFile(this.path, 'utf8').catch(() => '');
    const [head = '', ...lines] = text.split('\n');
    const [, when, bytes, files] = (/^counted (\d+) (\d+) (\d+)$/.exec(head) ?? []).map(Number);
    const age = Date.now() - (when ?? NaN);
    if (!(age >= 0 && age < validFor)) return undefined;
    const amount = { bytes: bytes!, files: files! };
    for (const line of lines) {
      const added = /^\+(\d+) (\d+)$/.exec(line);
      if (!added) continue;
      amount.bytes += Number(added[1]);
      amount.files += Number(added[2]);
    }
    return amount;
  }

  /** Notes what was written. Where it cannot, the next who looks at the folder finds it. */
  add({ bytes, files }: Amount): void {
    try {
      // Begins a line of its own: after one that a stopped process left unfinished, too.
      appendFileSync(this.path, `\n+${bytes} ${files}`);
    } catch {
      // The folder is not there yet, or cannot be written to.
    }
  }

  /** Notes what somebody has found who looked at everything. Readers see the old file or the new one. */
  async set({ bytes, files }: Amount): Promise<void> {
    const draft = `${this.path}.${randomUUID()}.draft`;
    try {
      await writeFile(draft, `counted ${Date.now()} ${bytes} ${files}`);
      await rename(draft, this.path);
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }
}
