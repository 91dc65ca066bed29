/** What the system says of a file's content: times in milliseconds. */
export interface ContentTimes {
  /** When it was last written. */
  mtimeMs: number;
  /** When it last was written, renamed, or changed in another way. */
  ctimeMs: number;
}

/** Milliseconds for which a file must stay as it is before it is opened. */
export const restMs = 3000;
/** A file that was last written so long ago is at rest at the first look; clocks of file servers may differ by less. */
export const longAgoMs = 60_000;

/**
 * Whether nobody seems to write a file any more, so that it is worth a look at its header: it was moved to its place after it was written (which changes its
 * time of change, and not that of its content), it was written long ago, or it has been as it is for {@link restMs}.
 * @param since when it was first seen as it is now. @param now as `since` and the times: milliseconds since 1970.
 */
export function isAtRest({ mtimeMs, ctimeMs }: ContentTimes, since: number, now: number): boolean {
  return ctimeMs > mtimeMs || now - mtimeMs >= longAgoMs || now - since >= restMs;
}
