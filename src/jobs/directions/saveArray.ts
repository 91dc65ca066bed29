import { encode, npyHeaderBytes } from '../../formats/npy/writeNpy';
import type { NewFile } from '../files/newFiles';

/** What people can do where files are in the way of those that go into a folder together. */
export const otherFolder = 'choose another folder';

/** Makes a float64 .npy file of an array's elements, which come in chunks, and yields its path. @throws what `file` and the chunks throw. */
export function saveArray(
  file: NewFile,
  path: string,
  shape: readonly number[],
  chunks: Iterable<Float64Array> | AsyncIterable<Float64Array>,
): Promise<string> {
  return file(path, async (write) => {
    await write(npyHeaderBytes(shape, 'f8'));
    for await (const chunk of chunks) await write(encode(chunk, 'f8'));
    return path;
  });
}
