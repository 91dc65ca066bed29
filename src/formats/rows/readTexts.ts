import { LensError } from '../../facts/errors';
import type { ArrayBytes } from '../derived/rows';
import { byteBlocks } from './fileOrder';
import { elementCount } from '../header';
import { textsOf } from '../values/textsOf';

/** Bytes that numpy gives each text of an array, above which they are no labels and no ids. */
const longestText = 1 << 20;

/**
 * All texts of a text array in the order of its file, read in blocks: equal ones are held once, and the zeros that fill them up not at all.
 * @throws LensError `long-texts` for texts that have more than 1 MiB each; FileChangedError from the source.
 */
export async function readTexts({ name, header, source }: ArrayBytes): Promise<string[]> {
  const { shape, dtype, descr } = header;
  if (dtype.itemsize > longestText) {
    throw new LensError(
      'long-texts',
      `${name} holds texts of up to ${dtype.itemsize.toLocaleString('en-US')} bytes each (dtype ${descr}), which are read up to ${longestText.toLocaleString('en-US')}; save shorter ones.`,
    );
  }
  const whole = { outer: 1, width: 1, inner: elementCount(shape) };
  const texts: string[] = [];
  const distinct = new Map<string, string>();
  for await (const { bytes } of byteBlocks(source, header, whole, [0, 1])) {
    for (const text of textsOf(bytes, dtype)) {
      const known = distinct.get(text);
      if (known === undefined) distinct.set(text, text);
      texts.push(known ?? text);
    }
  }
  return texts;
}
