import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LensError } from '../../facts/errors';
import { Hdf5Failure, type Hdf5Library } from '../../formats/hdf5/library';
import { endWorker } from '../endWorker';
import type { FromHdf5Thread, Hdf5File, Hdf5Question, Hdf5ThreadData, ToHdf5Thread } from './messages';

/** Milliseconds that the library may take for one answer, reading the file left out: what takes longer goes round in a circle, or was made to. */
const patience = 10_000;
/** How often it is looked at whether an answer takes too long. */
const glance = 250;
/** Milliseconds after which a thread without questions is ended, and its memory given back. */
const idleAfter = 30_000;

/** What threads are made of, and what they are given time by; others in tests. */
export interface Hdf5Manner {
  program: string;
  binary: string;
  patience: number;
}

interface Running {
  worker: Worker;
  /** The milliseconds that it has spent reading files. */
  reading: Int32Array;
}

/**
 * The HDF5 library, in a thread that is started at the first question, answers one after the other, and is ended in the middle of one that takes too long: the
 * next question starts another. It keeps no process alive that has nothing else to do.
 */
export class Hdf5Client {
  private running: Running | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly manner: Hdf5Manner = usualManner()) {}

  /** The answer to a question. @throws Hdf5Failure where there is none; LensError where the library cannot be had. */
  async ask(file: Hdf5File, question: Hdf5Question): Promise<unknown> {
    this.waiting++;
    clearTimeout(this.timer);
    const answer = this.last.then(() => this.answer({ file, question }));
    this.last = answer.catch(() => undefined);
    try {
      return await answer;
    } finally {
      if (--this.waiting === 0) this.timer = setTimeout(() => void this.end(), idleAfter).unref();
    }
  }

  /** Ends the thread, in whatever it does; done when it has ended. */
  async end(): Promise<void> {
    const { worker } = this.running ?? {};
    this.running = undefined;
    if (worker) await endWorker(worker);
  }

  private answer(asked: ToHdf5Thread): Promise<unknown> {
    const running = (this.running ??= this.start());
    const { worker, reading } = running;
    worker.ref();
    return new Promise<unknown>((resolve, reject) => {
      const begun = performance.now();
      const readBefore = Atomics.load(reading, 0);
      const settle = (): void => {
        clearInterval(timer);
        worker.off('message', receive);
        worker.off('error', lose);
        worker.off('exit', lose);
        worker.unref();
      };
      const fail = async (why: string): Promise<void> => {
        settle();
        if (this.running === running) this.running = undefined;
        // It still reads the file until it has ended.
        await endWorker(worker);
        reject(new Hdf5Failure(why));
      };
      const receive = (message: FromHdf5Thread): void => {
        if ('failure' in message) {
          if (message.broken) return void fail(message.failure);
          settle();
          return reject(new Hdf5Failure(message.failure));
        }
        settle();
        resolve(message.answer);
      };
      const lose = (error: unknown): void =>
        void fail(error instanceof Error ? `the HDF5 library stopped: ${error.message}` : 'the HDF5 library stopped');
      const timer = setInterval(
        () => {
          const own = performance.now() - begun - (Atomics.load(reading, 0) - readBefore);
          const { patience: allowed } = this.manner;
          if (own > allowed)
            void fail(`the HDF5 library had not read it after ${allowed / 1000} seconds, and was ended`);
        },
        Math.min(glance, this.manner.patience),
      );
      worker.on('message', receive);
      worker.on('error', lose);
      worker.on('exit', lose);
      worker.postMessage(asked);
    });
  }

  private start(): Running {
    const { program, binary } = this.manner;
    if (!existsSync(program) || !existsSync(binary))
      throw new LensError(
        'hdf5-missing',
        'HDF5 files cannot be read: a file of the program is missing; install it anew.',
      );
    const reading = new SharedArrayBuffer(4);
    const workerData: Hdf5ThreadData = { binary, reading };
    const worker = new Worker(program, { workerData, resourceLimits: { maxYoungGenerationSizeMb: 8 } });
    return { worker, reading: new Int32Array(reading) };
  }
}

/** The client of this thread. */
let client: Hdf5Client | undefined;

/** The HDF5 library for one file. */
interface LibraryOfFile extends Hdf5Library {
  /** Done when no question is open: till then the thread may read from the file. */
  idle(): Promise<void>;
}

/**
 * What the HDF5 library says of a file, and reads of it.
 * @param unchanged throws where the file is closed, or no longer what it was; asked before each question and after it.
 */
export function hdf5LibraryOf(file: Hdf5File, unchanged: () => Promise<void>): LibraryOfFile {
  const open = new Set<Promise<unknown>>();
  const ask = async <T>(question: Hdf5Question): Promise<T> => {
    await unchanged();
    const answer = (client ??= new Hdf5Client()).ask(file, question);
    open.add(answer);
    try {
      return (await answer) as T;
    } finally {
      open.delete(answer);
      await unchanged();
    }
  };
  return {
    objects: () => ask({ ask: 'objects' }),
    attributes: (path) => ask({ ask: 'attributes', path }),
    read: (path, box) => ask({ ask: 'read', path, box }),
    texts: (path) => ask({ ask: 'texts', path }),
    idle: async () => void (await Promise.allSettled(open)),
  };
}

/** The bundled program: beside the running bundle, or in the project's dist when its source runs. */
function usualManner(): Hdf5Manner {
  const name = 'hdf5Thread.js';
  const folder = existsSync(join(__dirname, name)) ? __dirname : join(dirname(dirname(dirname(__dirname))), 'dist');
  return { program: join(folder, name), binary: join(folder, 'hdf5.wasm.br'), patience };
}
