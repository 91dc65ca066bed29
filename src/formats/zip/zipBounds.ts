import type { ZipEntry } from './zipEntry';

/** Bytes of a local header without the name and the extra field, which may be longer there than in the directory. */
const leastHeader = 30;

/**
 * Sets for each member as far as where it may reach, and what it surely lies over: no archive that was saved has members that share bytes, and those
 * that have are made to unpack into far more than they hold. Python's zipfile refuses those that reach too far as "overlapped".
 * @param directoryStart where the directory begins, behind all members.
 */
export function setBounds(entries: readonly ZipEntry[], directoryStart: number): void {
  const inOrder = [...entries].sort((x, y) => x.offset - y.offset);
  let furthest: ZipEntry | undefined;
  inOrder.forEach((entry, i) => {
    const next = inOrder[i + 1];
    entry.limit = next?.offset ?? directoryStart;
    entry.next = next?.name;
    if (furthest && leastEnd(furthest) > entry.offset) {
      furthest.over ??= entry.name;
      entry.over ??= furthest.name;
    }
    if (!furthest || leastEnd(entry) > leastEnd(furthest)) furthest = entry;
  });
}

function leastEnd({ offset, packedBytes }: ZipEntry): number {
  return offset + leastHeader + packedBytes;
}
