import { access, mkdir, open, type FileHandle } from 'node:fs/promises';
import { LensError } from '../../errors';
import { encode, npyHeaderBytes } from '../../npy/writeNpy';
import { fileName } from '../arrays/fileBytes';

/** Makes a folder that may be there already. @throws LensError `file-unwritable`. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch {
    throw new LensError('file-unwritable', `The folder ${fileName(folder)} cannot be made; choose another.`);
  }
}

/** Makes sure that no file of these paths is there yet, before the first of several is written. @throws LensError `file-exists`. */
export async function requireFree(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const taken = await access(path).then(
      () => true,
      () => false,
    );
    if (taken) throw exists(path);
  }
}

/**
 * Writes a float64 array in chunks under a name that must be free, and yields the path.
 * @throws LensError `file-exists`, `file-unwritable`; what the chunks throw.
 */
export async function saveArray(
  path: string,
  shape: readonly number[],
  chunks: Iterable<Float64Array> | AsyncIterable<Float64Array>,
): Promise<string> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'wx');
    await file.write(npyHeaderBytes(shape, 'f8'));
    for await (const chunk of chunks) await file.write(encode(chunk, 'f8'));
    return path;
  } catch (error) {
    if (error instanceof LensError || !(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'EEXIST') throw exists(path);
    throw new LensError('file-unwritable', `${fileName(path)} cannot be written; choose another folder.`);
  } finally {
    await file?.close();
  }
}

function exists(path: string): LensError {
  return new LensError('file-exists', `${fileName(path)} exists already; choose another folder.`);
}
