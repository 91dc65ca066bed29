import { parentPort, workerData, type TransferListItem } from 'node:worker_threads';
import { Hdf5Failure } from '../../formats/hdf5/library';
import { BrokenLibraryError, loadLibrary, type LoadedLibrary } from './loadLibrary';
import type { FromHdf5Thread, Hdf5Question, Hdf5ThreadData, ToHdf5Thread } from './messages';
import { objectsAt, pathsOfFile } from './objectsOfFile';
import { openFiles, type OpenHdf5 } from './openFiles';
import { readAllTexts, readAttributes, readElements } from './readElements';

/** The thread of the HDF5 library: it answers one question after the other, and is ended from outside where one takes too long. */
const { binary, reading } = workerData as Hdf5ThreadData;
const milliseconds = new Int32Array(reading);

const started = loadLibrary(binary).then((library) => ({ library, open: openFiles(library, spent) }));

// Who asks does not count the time that the library takes to begin.
started.then(
  () => post({ started: true }),
  () => undefined,
);

/** Parts of a millisecond that are not told yet. */
let rest = 0;

function spent(time: number): void {
  rest += time;
  Atomics.add(milliseconds, 0, Math.floor(rest));
  rest %= 1;
}

parentPort?.on('message', ({ file, question }: ToHdf5Thread) => {
  started
    .then(({ library, open }) => post({ answer: answerTo(library, open(file), question) }))
    .catch((error: unknown) => {
      const failure = error instanceof Error ? error.message : String(error);
      // What is no failure of a file leaves the library as it should not be.
      post({ failure, broken: !(error instanceof Hdf5Failure) || error instanceof BrokenLibraryError });
    });
});

function answerTo(library: LoadedLibrary, file: OpenHdf5, question: Hdf5Question): unknown {
  switch (question.ask) {
    case 'paths':
      return pathsOfFile(library, file);
    case 'objects':
      return objectsAt(library, file, question.paths);
    case 'attributes':
      return readAttributes(library, file, question.path);
    case 'read':
      return readElements(library, file, question.path, question.box);
    case 'texts':
      return readAllTexts(library, file, question.path);
  }
}

function post(message: FromHdf5Thread): void {
  const bytes = 'answer' in message && message.answer instanceof Uint8Array ? message.answer.buffer : undefined;
  const transfer: TransferListItem[] = bytes instanceof ArrayBuffer ? [bytes] : [];
  parentPort?.postMessage(message, transfer);
}
