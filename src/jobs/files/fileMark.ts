import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';

/**
 * What tells whether a file is as it was: its size, when its content, and when its content, name or links last changed, and its number in its file
 * system; `gone` where there is none. The one answer to this question, wherever something is known of a file.
 */
export type FileMark = string;

/** The mark of a file that is not there. */
export const gone: FileMark = 'gone';

/**
 * The mark that the system's words on a file make. A program that writes a file anew can give it its old size and time of modification, but not its old
 * time of change (ctime); and one that is put in its place has another number, where a file system keeps no such time. A change of permissions or a
 * further hard link changes that time too: then nothing has happened to the numbers, and they are read once more, since no file system tells the one from the
 * other. The device is no part of it: its number is another one after each mounting, and marks are kept for longer than that.
 */
export function markOf({
  size,
  mtimeNs,
  ctimeNs,
  ino,
}: Pick<BigIntStats, 'size' | 'mtimeNs' | 'ctimeNs' | 'ino'>): FileMark {
  return [size, mtimeNs, ctimeNs, ino].join(' ');
}

/** The mark of a file as it is now. A file that cannot be looked at counts as gone. */
export async function fileMark(path: string): Promise<FileMark> {
  try {
    return markOf(await stat(path, { bigint: true }));
  } catch {
    return gone;
  }
}

/** Whether a mark that was kept is that of a file as it is now; one that an earlier version kept, without the number, where all that it tells is the same. */
export function isSameMark(kept: FileMark, now: FileMark): boolean {
  return now === kept || (kept.split(' ').length === 3 && now.startsWith(`${kept} `));
}
