import { randomUUID } from 'node:crypto';
import { superblockOf, type Superblock } from '../../formats/hdf5/superblock';
import type { LoadedLibrary } from './loadLibrary';
import type { Hdf5File } from './messages';
import { positionalFile, type PositionalFile } from './positionalFile';

/** A file that the library has open. */
export interface OpenHdf5 {
  /** The library's number for it. */
  id: bigint;
  positional: PositionalFile;
  superblock: Superblock | undefined;
}

/** Files that are kept open: opening one reads what it begins with, and the library knows the rest of what it has read. */
const mostOpen = 4;

/**
 * The files of a library by their keys: each is opened once, and the least recently used closed where there are too many.
 * @param reading hears the milliseconds of each read.
 */
export function openFiles(
  library: LoadedLibrary,
  reading: (milliseconds: number) => void,
): (file: Hdf5File) => OpenHdf5 {
  const { module, call } = library;
  const open = new Map<string, OpenHdf5>();

  function close({ id, positional }: OpenHdf5): void {
    module.close_file(id);
    module.FS.unlink(positional.path);
  }

  function openAnew(file: Hdf5File): OpenHdf5 {
    // A name that no file can know: what a dataset names as the place of its data is looked for among these.
    const positional = positionalFile(module, randomUUID(), file, reading);
    try {
      const id = call(
        () => module.open(positional.path, module.H5F_ACC_RDONLY, false, -1, -1),
        (id) => id < 0n,
      );
      return { id, positional, superblock: superblockOf(positional) };
    } catch (error) {
      module.FS.unlink(positional.path);
      throw error;
    }
  }

  return (file) => {
    const found = open.get(file.key) ?? openAnew(file);
    found.positional.file = file;
    // A Map keeps the order of insertion: putting it again makes it the most recently used.
    open.delete(file.key);
    open.set(file.key, found);
    for (const [key, oldest] of open) {
      if (open.size <= mostOpen) break;
      open.delete(key);
      close(oldest);
    }
    return found;
  };
}
