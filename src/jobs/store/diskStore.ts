import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { makeFolders } from '../files/makeFolders';
import { KeptFiles, type Looks } from './keptFiles';

/** Raised whenever what is stored changes its meaning: older files are then not understood, and go with time. */
const format = 1;
const ending = '.factors';
const digestBytes = 32;

/**
 * Values by key in a folder of files, at most `maxBytes` together, the least recently used going first. A cache: a file that is damaged, half
 * written or of another format counts as not there and is removed, and a disk that cannot be written to only means that nothing is kept.
 */
export class DiskStore {
  private readonly files: KeptFiles;

  /** @param looks what looks at the folder (see KeptFiles). */
  constructor(
    folder: string,
    private readonly maxBytes: number,
    looks?: Looks,
  ) {
    this.files = new KeptFiles(folder, ending, maxBytes, looks);
  }

  /** What was put under the key; undefined when there is nothing sound. */
  async get(key: string): Promise<unknown> {
    for (const path of this.files.placesOf(nameOf(key))) {
      const bytes = await readFile(path).catch(() => undefined);
      const stored = bytes && understood(bytes, key);
      if (stored) {
        const now = new Date();
        await utimes(path, now, now).catch(() => undefined);
        return owned(stored.value);
      }
      // Not to be understood: computed anew.
      if (bytes) await rm(path, { force: true }).catch(() => undefined);
    }
    return undefined;
  }

  /** Keeps a value: plain objects, numbers, strings and typed arrays. Readers see the file whole or not at all. */
  async put(key: string, value: unknown): Promise<void> {
    const payload = serialize({ format, key, value });
    const size = payload.length + digestBytes;
    if (size > this.maxBytes) return;
    const path = this.files.pathOf(nameOf(key));
    const folder = dirname(path);
    const draft = join(folder, `${randomUUID()}.draft`);
    try {
      await makeFolders(folder);
      await writeFile(draft, Buffer.concat([digest(payload), payload]));
      await rename(draft, path);
      this.files.wrote(size, 1);
      await this.files.settle();
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }
}

function nameOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 40);
}

/** What a file holds, if it is whole, of this format and of the key. */
function understood(bytes: Uint8Array, key: string): { value: unknown } | undefined {
  const payload = bytes.subarray(digestBytes);
  if (!digest(payload).equals(bytes.subarray(0, digestBytes))) return undefined;
  try {
    const stored = deserialize(payload) as { format: number; key: string; value: unknown };
    return stored.format === format && stored.key === key ? stored : undefined;
  } catch {
    return undefined;
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
