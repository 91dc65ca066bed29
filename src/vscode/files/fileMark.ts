import { stat } from 'node:fs/promises';

/** What tells whether a file is as it was: its size and when content, name or place last changed; `gone` where there is none. */
export type FileMark = string;

/** The mark of a file that is not there. */
export const gone: FileMark = 'gone';

/**
 * The mark of a file as it is now. A copy that keeps size and time of modification is told by the time of its change of place (ctime). A file that
 * cannot be looked at counts as gone.
 */
export async function fileMark(path: string): Promise<FileMark> {
  try {
    const { size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [size, mtimeNs, ctimeNs].join(' ');
  } catch {
    return gone;
  }
}
