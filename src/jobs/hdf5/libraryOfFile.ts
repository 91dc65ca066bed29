import type { Hdf5Library, Hdf5Object } from '../../formats/hdf5/library';
import { Hdf5Client } from './hdf5Client';
import type { Hdf5File, Hdf5Question } from './messages';

/** Milliseconds that an answer may take: what takes longer goes round in a circle, or was made to. More where much is asked for. */
const patience = {
  always: 400,
  perMegabyteOfPaths: 1_000,
  perUnpackedMegabyte: 40,
  perText: 0.1,
};
/** Objects that are asked for at a time. */
const together = 200;

/** The HDF5 library for one file. */
interface LibraryOfFile extends Hdf5Library {
  /** Done when no question is open: till then the thread may read from the file. */
  idle(): Promise<void>;
}

/** The client of this thread. */
let client: Hdf5Client | undefined;

/**
 * What the HDF5 library says of a file, and reads of it.
 * @param unchanged throws where the file is closed, or no longer what it was; asked before each question and after it.
 */
export function libraryOfFile(file: Hdf5File, unchanged: () => Promise<void>): LibraryOfFile {
  const open = new Set<Promise<unknown>>();
  const ask = async <T>(question: Hdf5Question, more = 0): Promise<T> => {
    await unchanged();
    const answer = (client ??= new Hdf5Client()).ask(file, question, patience.always + more);
    open.add(answer);
    try {
      return (await answer) as T;
    } finally {
      open.delete(answer);
      await unchanged();
    }
  };
  const megabytes = (bytes: number): number => bytes / 2 ** 20;
  return {
    async objects() {
      // A file of a terabyte has no more paths than one of gigabytes.
      const more = patience.perMegabyteOfPaths * Math.min(64, megabytes(file.byteLength));
      const paths = await ask<string[]>({ ask: 'paths' }, more);
      const found: Hdf5Object[] = [];
      for (let i = 0; i < paths.length; i += together)
        found.push(...(await ask<Hdf5Object[]>({ ask: 'objects', paths: paths.slice(i, i + together) })));
      return found;
    },
    attributes: (path) => ask({ ask: 'attributes', path }),
    read: (path, box, unpacked) => ask({ ask: 'read', path, box }, patience.perUnpackedMegabyte * megabytes(unpacked)),
    texts: (path, count) => ask({ ask: 'texts', path }, patience.perText * count),
    idle: async () => void (await Promise.allSettled(open)),
  };
}
