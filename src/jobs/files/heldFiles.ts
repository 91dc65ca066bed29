import type { BigIntStats } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { markOf, type FileMark } from './fileMark';

/** A file that is open, for as many as read it. */
export interface OpenFile {
  readonly handle: FileHandle;
  readonly byteLength: number;
  readonly mark: FileMark;
  /** All of its bytes as they were under that mark, once somebody has read them: of small files (see fileBytes.ts). */
  whole?: Promise<Uint8Array> | undefined;
}

interface HeldFile extends OpenFile {
  path: string;
  device: bigint;
  users: number;
}

/** Handles of files that nobody reads just now, which are kept at the most: far fewer than any system lets a program have. */
export const mostWaiting = 32;
/** Bytes of small files as wholes that are kept with them, in each thread. */
export const mostWaitingBytes = 8 * 2 ** 20;
/** Milliseconds for which a thread that does one task after the other keeps them after each. */
const lingering = 200;

/** Files by path, the least recently used first, while somebody holds files. */
const held = new Map<string, HeldFile>();
/** Paths whose files are being opened, while somebody holds files. */
const opening = new Map<string, Promise<unknown>>();
let holders = 0;

/**
 * Does work, while which the handles of files that are given back stay open for those who open the same files again: a job goes over its files many
 * times, and each is opened once by a thread. Afterwards none of them is open.
 */
export async function holdingFiles<T>(work: () => Promise<T>): Promise<T> {
  holders++;
  try {
    return await work();
  } finally {
    holders--;
    await letGo(holders > 0 ? mostWaiting : 0);
  }
}

let staying = false;
let leaving: NodeJS.Timeout | undefined;

/** The same for a thread that has more such work in a moment, most often with the same files: they stay open for a little while after it. */
export async function holdingFilesForMore<T>(work: () => Promise<T>): Promise<T> {
  if (!staying) holders++;
  staying = true;
  clearTimeout(leaving);
  try {
    return await holdingFiles(work);
  } finally {
    clearTimeout(leaving);
    leaving = setTimeout(() => {
      staying = false;
      holders--;
      void letGo(holders > 0 ? mostWaiting : 0);
    }, lingering);
  }
}

/**
 * The file of a path: the one that is held, if the path still leads to that very file, as it was when it was opened (`found`: what the system says of it
 * now); else it is opened by `open`. Several who ask for it at one moment have one. @throws what `open` throws.
 */
export async function openOrHeld(
  path: string,
  found: BigIntStats,
  open: () => Promise<{ handle: FileHandle; opened: BigIntStats }>,
): Promise<OpenFile> {
  await opening.get(path)?.catch(() => undefined);
  const file = openAlready(path, found);
  if (file) return file;
  const anew = open().then(({ handle, opened }) => openAnew(path, handle, opened));
  if (holders === 0) return anew;
  opening.set(path, anew);
  try {
    return await anew;
  } finally {
    if (opening.get(path) === anew) opening.delete(path);
  }
}

function openAlready(path: string, found: BigIntStats): HeldFile | undefined {
  const file = held.get(path);
  if (!file || file.mark !== markOf(found) || file.device !== found.dev) return undefined;
  file.users++;
  // A Map keeps the order of insertion: putting it again makes it the most recently used.
  held.delete(path);
  held.set(path, file);
  return file;
}

/** A file that was opened just now, held if somebody holds files. */
function openAnew(path: string, handle: FileHandle, opened: BigIntStats): HeldFile {
  const file: HeldFile = {
    handle,
    byteLength: Number(opened.size),
    mark: markOf(opened),
    path,
    device: opened.dev,
    users: 1,
  };
  if (holders === 0) return file;
  // What was held under this path is another file by now: it is closed when nobody reads it any more.
  const before = held.get(path);
  held.delete(path);
  held.set(path, file);
  if (before?.users === 0) void before.handle.close();
  return file;
}

/** Gives a file back that somebody opened. */
export async function giveBack(open: OpenFile): Promise<void> {
  const file = open as HeldFile;
  file.users--;
  if (file.users > 0) return;
  if (held.get(file.path) !== file) return file.handle.close();
  await letGo(holders > 0 ? mostWaiting : 0);
}

/** Closes all but so many of the files that nobody reads, and forgets what those hold that is too much together; the least recently used first. */
async function letGo(most: number): Promise<void> {
  const waiting = [...held.values()].filter(({ users }) => users === 0);
  const closing = waiting.slice(0, Math.max(0, waiting.length - most));
  for (const { path } of closing) held.delete(path);
  let bytes = 0;
  for (const file of waiting.slice(closing.length).reverse()) {
    if (file.whole && (bytes += file.byteLength) > mostWaitingBytes) file.whole = undefined;
  }
  await Promise.all(closing.map(({ handle }) => handle.close()));
}
