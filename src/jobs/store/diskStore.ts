import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';

/** Raised whenever what is stored changes its meaning: older files are then not understood, and go with time. */
const format = 1;
const ending = '.factors';
const digestBytes = 32;

/**
 * Values by key in a folder of files, at most `maxBytes` together, the least recently used going first. A cache: a file that is damaged, half
 * written or of another format counts as not there and is removed, and a disk that cannot be written to only means that nothing is kept.
 */
export class DiskStore {
  constructor(
    private readonly folder: string,
    private readonly maxBytes: number,
  ) {}

  /** What was put under the key; undefined when there is nothing sound. */
  async get(key: string): Promise<unknown> {
    const path = this.pathOf(key);
    try {
      const bytes = await readFile(path);
      const payload = bytes.subarray(digestBytes);
      if (digest(payload).equals(bytes.subarray(0, digestBytes))) {
        const stored = deserialize(payload) as { format: number; key: string; value: unknown };
        if (stored.format === format && stored.key === key) {
          const now = new Date();
          await utimes(path, now, now).catch(() => undefined);
          return owned(stored.value);
        }
      }
    } catch {
      // Not there, or not to be understood: computed anew.
    }
    await rm(path, { force: true }).catch(() => undefined);
    return undefined;
  }

  /** Keeps a value: plain objects, numbers, strings and typed arrays. Readers see the file whole or not at all. */
  async put(key: string, value: unknown): Promise<void> {
    const payload = serialize({ format, key, value });
    if (payload.length + digestBytes > this.maxBytes) return;
    const draft = join(this.folder, `${randomUUID()}.draft`);
    try {
      await mkdir(this.folder, { recursive: true });
      await writeFile(draft, Buffer.concat([digest(payload), payload]));
      await rename(draft, this.pathOf(key));
      await this.prune();
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  private async prune(): Promise<void> {
    const files: { path: string; bytes: number; used: number }[] = [];
    for (const name of await readdir(this.folder)) {
      if (!name.endsWith(ending) && !name.endsWith('.draft')) continue;
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => undefined);
      if (!found) continue;
      // A draft that nobody has touched for a minute is what a stopped process left behind.
      if (name.endsWith('.draft')) {
        if (Date.now() - found.mtimeMs > 60_000) await rm(path, { force: true });
      } else files.push({ path, bytes: found.size, used: found.mtimeMs });
    }
    files.sort((x, y) => y.used - x.used);
    let total = 0;
    for (const { path, bytes } of files) {
      total += bytes;
      if (total > this.maxBytes) await rm(path, { force: true });
    }
  }

  private pathOf(key: string): string {
    return join(this.folder, createHash('sha256').update(key).digest('hex').slice(0, 40) + ending);
  }
}

/** Arrays that were read are views of the whole file; each gets memory of its own, so that one can be held or sent without the others. */
function owned(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return (value as Float64Array).slice();
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, owned(part)]));
}

function digest(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
