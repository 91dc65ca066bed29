import { openArray } from '../jobs/arrays/openArray';
import { isText } from '../formats/values/dtype';
import { elementCount } from '../formats/header';
import { headerNotices } from '../formats/headerNotices';
import { textsOf } from '../formats/values/textsOf';
import type { ArrayAddress } from '../protocol/arrayAddress';
import type { Notice } from '../facts/reportParts';

/** What is shown of an array of texts. */
export interface TextFacts {
  path: string;
  shape: number[];
  dtype: string;
  /** The first of them, in the order of the file. */
  texts: string[];
  warnings: Notice[];
}

const shown = 8;
/** Bytes of a text that are read; numpy gives each of an array the room of the longest. */
const shownBytes = 4096;

/** The first elements of an array of texts, long ones as far as they are shown, ending with an ellipsis; undefined for one of numbers. @throws the errors of openArray. */
export async function textFacts(address: ArrayAddress): Promise<TextFacts | undefined> {
  const array = await openArray(address);
  try {
    const { header, source, name } = array;
    const { shape, dtype, descr, dataOffset } = header;
    if (!isText(dtype)) return undefined;
    const count = Math.min(shown, elementCount(shape));
    const itemsize = Math.min(dtype.itemsize, shownBytes);
    const texts: string[] = [];
    for (let i = 0; i < count; i++) {
      const start = dataOffset + i * dtype.itemsize;
      const bytes = await source.slice(start, start + itemsize);
      // What is filled up to here may go on.
      const cut = itemsize < dtype.itemsize && bytes.subarray(-4).some((byte) => byte !== 0);
      const part = cut && dtype.kind === 'bytes' ? wholeCharacters(bytes) : bytes;
      const [text] = textsOf(part, { ...dtype, itemsize: part.length });
      texts.push(cut ? `${text!}…` : text!);
    }
    const warnings = headerNotices(array, name);
    return { path: address.path, shape, dtype: descr, texts, warnings };
  } finally {
    await array.close();
  }
}

/** Without a last character of UTF-8 that may have been cut. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  const longest = 4;
  const last = bytes.findLastIndex((byte) => (byte & 0xc0) !== 0x80);
  return bytes.length - last > longest ? bytes : bytes.subarray(0, bytes[last]! < 0x80 ? bytes.length : last);
}
