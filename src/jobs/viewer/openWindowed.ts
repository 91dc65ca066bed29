import type { ByteSource } from '../../formats/byteSource';
import { keptInflated, type KeptInflated } from '../../formats/derived/keptInflated';
import type { StoredHeader } from '../../formats/header';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { openArray, type OpenedArray } from '../arrays/openArray';
import { fileMark } from '../files/fileMark';
import { splitAddress } from '../arrays/openStored';

/** Inflated bytes that a thread keeps of the archive member that is looked at, and the share of its budget that they are at the most. */
const keptBytes = 128 << 20;
const keptShare = 1 / 4;

/** An array of which parts are read. */
interface Windowed {
  name: string;
  header: StoredHeader;
  source: ByteSource;
  /** Gives back what is not kept for the next part. */
  close(): Promise<void>;
}

/** The deflated member that was looked at last, left open where it stands. */
let held: { key: string; array: OpenedArray; source: KeptInflated } | undefined;

/**
 * An array to read parts of. A deflated member is kept open in this thread, with what was inflated, until another one is looked at or its file
 * has changed.
 * @param budget bytes of memory that are allowed.
 * @param inflating hears the share of what is inflated before a part can be read.
 * @throws the errors of openArray.
 */
export async function openWindowed(
  address: ArrayAddress,
  budget: number,
  inflating: (fraction: number) => void,
): Promise<Windowed> {
  const key = await keyOf(address);
  if (held && held.key !== key) await letGo();
  if (!held) {
    const array = await openArray(address);
    if (!array.source.sequential) return array;
    held = { key, array, source: keptInflated(array.source, Math.min(keptBytes, keptShare * budget)) };
  }
  const { array, source } = held;
  source.onProgress = inflating;
  return { name: array.name, header: array.header, source, close: () => Promise.resolve() };
}

async function letGo(): Promise<void> {
  const { array } = held!;
  held = undefined;
  await array.close();
}

/** What tells the array, and whether its file is still the one that was opened. */
async function keyOf({ path, as }: ArrayAddress): Promise<string> {
  const { file } = await splitAddress(path);
  return JSON.stringify([path, as, await fileMark(file)]);
}
