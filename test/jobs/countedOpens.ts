import { stat, type FileHandle } from 'node:fs/promises';
import { handlePrototype } from './faultyReads';

/** What was opened while some work was done in this thread. */
export interface Opens<T> {
  outcome: T;
  /** How often each of the files was, in their order. */
  counts: number[];
  /** The most handles that were open at the same time. */
  most: number;
  /** Those that are still open. */
  left: number;
}

/** Does work and counts how often each of some files is opened for it: whatever is opened to be read is looked at first, by its handle. */
export async function countedOpens<T>(paths: readonly string[], work: () => Promise<T>): Promise<Opens<T>> {
  const prototype = await handlePrototype();
  const original = prototype.stat;
  const seen = new Map<FileHandle, number>();
  const isOpen = ({ fd }: FileHandle): boolean => fd >= 0;
  let most = 0;
  prototype.stat = async function (this: FileHandle, ...args: unknown[]) {
    const found = (await Reflect.apply(original, this, args)) as { ino: bigint };
    seen.set(this, Number(found.ino));
    most = Math.max(most, [...seen.keys()].filter(isOpen).length);
    return found;
  } as typeof original;
  try {
    const outcome = await work();
    const inodes = await Promise.all(paths.map(async (path) => (await stat(path)).ino));
    return {
      outcome,
      counts: inodes.map((ino) => [...seen.values()].filter((own) => own === ino).length),
      most,
      left: [...seen.keys()].filter(isOpen).length,
    };
  } finally {
    prototype.stat = original;
  }
}
