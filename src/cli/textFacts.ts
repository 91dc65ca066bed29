import { openArray } from '../jobs/arrays/openArray';
import { isText } from '../npy/dtype';
import { elementCount } from '../npy/header';
import { headerNotices } from '../npy/headerNotices';
import { textsOf } from '../npy/textsOf';
import type { ArrayAddress } from '../protocol/worker';
import type { Notice } from '../similarity/report';

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

/** The first elements of an array of texts; undefined for one of numbers. @throws the errors of openArray. */
export async function textFacts(address: ArrayAddress): Promise<TextFacts | undefined> {
  const array = await openArray(address);
  try {
    const { header, source, name } = array;
    const { shape, dtype, descr, dataOffset } = header;
    if (!isText(dtype)) return undefined;
    const count = Math.min(shown, elementCount(shape));
    const bytes = await source.slice(dataOffset, dataOffset + count * dtype.itemsize);
    const warnings = headerNotices(array, name);
    return { path: address.path, shape, dtype: descr, texts: textsOf(bytes, dtype), warnings };
  } finally {
    await array.close();
  }
}
