import { open, type FileHandle } from 'node:fs/promises';

/** What became of the reads of files while some work was done. */
export interface Reads {
  /** How many there were. */
  count: number;
  /** File handles that were read or looked at, and are still open. */
  open: number;
}

/** Called in the place of the read number `nth` (from 1), which is done when this yields undefined. */
export type BeforeRead = (nth: number, handle: FileHandle) => unknown;

/**
 * Does work while every read of a file by position goes through `before`: the one door by which this project's jobs read is FileHandle.read. Yields
 * what the work yields, or its error, and what was read.
 */
export async function withReads<T>(
  before: BeforeRead,
  work: () => Promise<T>,
): Promise<Reads & { outcome: T | Error }> {
  const prototype = await handlePrototype();
  const { read, stat } = prototype;
  const seen = new Set<FileHandle>();
  let count = 0;
  prototype.read = async function (this: FileHandle, ...args: unknown[]) {
    seen.add(this);
    const instead: unknown = await before(++count, this);
    return instead ?? (Reflect.apply(read, this, args) as unknown);
  } as typeof read;
  prototype.stat = function (this: FileHandle, ...args: unknown[]) {
    seen.add(this);
    return Reflect.apply(stat, this, args) as unknown;
  } as typeof stat;
  try {
    const outcome = await work().catch((error: unknown) => error as Error);
    return { outcome, count, open: [...seen].filter(({ fd }) => fd >= 0).length };
  } finally {
    Object.assign(prototype, { read, stat });
  }
}

/** What all file handles inherit their methods from. */
export async function handlePrototype(): Promise<FileHandle> {
  const handle = await open(process.execPath);
  await handle.close();
  return Object.getPrototypeOf(handle) as FileHandle;
}

/** The error of a disk that fails. */
export function diskError(): Error {
  return Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', errno: -5, syscall: 'read' });
}

/**
 * The program of a worker thread that runs `program` and whose reads stall for ever from the `nth` on, which it tells as the progress `stalled`
 * of the first job.
 */
export function stallingProgram(program: string, nth: number): string {
  return `
const { open } = require('node:fs/promises');
const { parentPort } = require('node:worker_threads');
open(__filename).then(async (handle) => {
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  const { read } = prototype;
  let count = 0;
  prototype.read = function (...args) {
    if (++count < ${nth}) return read.apply(this, args);
    if (count === ${nth}) parentPort.postMessage({ type: 'progress', id: 1, phase: 'stalled', fraction: 0 });
    return new Promise(() => {});
  };
  require(${JSON.stringify(program)});
});
`;
}
