import { open } from 'node:fs/promises';
import type { OpenedFile, Opening } from '../../../src/jobs/files/writeDraft';

/** Opens files some of whose members are others, which are given the real ones. */
export function opening(instead: (file: OpenedFile) => Partial<OpenedFile>): Opening {
  return async (path) => {
    const file = await open(path, 'r+');
    const real: OpenedFile = {
      write: (bytes, offset, length) => file.write(bytes, offset, length),
      sync: () => file.sync(),
      stat: () => file.stat(),
      close: () => file.close(),
    };
    return { ...real, ...instead(real) };
  };
}

/** Files of which a write takes no more than so many bytes. */
export function takingFew(most: number): Opening {
  return opening(({ write }) => ({ write: (bytes, offset, length) => write(bytes, offset, Math.min(length, most)) }));
}

/** Files on a disk that is full once so many bytes are written: the write before takes a part, as on Linux. */
export function fullAfter(room: number): Opening {
  return opening(({ write }) => {
    let left = room;
    return {
      async write(bytes, offset, length) {
        if (left === 0) throw failure('ENOSPC');
        const found = await write(bytes, offset, Math.min(length, left));
        left -= found.bytesWritten;
        return found;
      },
    };
  });
}

/** An error as the system gives it. */
export function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
