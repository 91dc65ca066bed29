import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { LensError } from '../../facts/errors';
import { Hdf5Failure } from '../../formats/hdf5/library';
import { endWorker } from '../endWorker';
import type { FromHdf5Thread, Hdf5File, Hdf5Question, Hdf5ThreadData, ToHdf5Thread } from './messages';
import { stopwatch, type Clock } from './stopwatch';

/** How often it is looked at whether an answer takes too long, in milliseconds. */
const glance = 50;
/** Milliseconds after which a thread without questions is ended, and its memory given back. */
const idleAfter = 30_000;

/** How much longer than others the first answer of a thread may take, while which its code is compiled. */
const coldFactor = 2;

/** What a thread is made of, and what its time is measured by; others in tests. */
export interface Hdf5Manner {
  program: string;
  binary: string;
  clock?: Clock | undefined;
}

interface Running {
  worker: Worker;
  /** The milliseconds that it has spent reading files. */
  reading: Int32Array;
  /** Done when the library can be asked. @throws Error where it cannot. */
  started: Promise<void>;
  /** It has answered before: what it runs is compiled. */
  warm: boolean;
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

  /**
   * The answer to a question. @param allowed milliseconds that it may take (see stopwatch).
   * @throws Hdf5Failure where there is none; LensError where the library cannot be had.
   */
  async ask(file: Hdf5File, question: Hdf5Question, allowed: number): Promise<unknown> {
    this.waiting++;
    clearTimeout(this.timer);
    const answer = this.last.then(() => this.answer({ file, question }, allowed));
    this.last = answer.catch(() => undefined);
    try {
      return await answer;
    } finally {
      if (--this.waiting === 0) this.timer = setTimeout(() => void this.end(), idleAfter).unref();
    }
  }

  /** Ends the thread, in whatever it does; done when it has ended. */
  async end(): Promise<void> {
    clearTimeout(this.timer);
    const { worker } = this.running ?? {};
    this.running = undefined;
    if (worker) await endWorker(worker);
  }

  private async answer(asked: ToHdf5Thread, allowed: number): Promise<unknown> {
    const running = (this.running ??= this.start());
    const { worker, reading } = running;
    worker.ref();
    let timer: NodeJS.Timeout | undefined;
    try {
      await running.started;
      const most = running.warm ? allowed : coldFactor * allowed;
      const took = stopwatch(() => Atomics.load(reading, 0), this.manner.clock);
      const late = new Promise<never>((_, reject) => {
        timer = setInterval(() => {
          if (took() > most)
            reject(new Error(`the HDF5 library had not read it after ${(most / 1000).toFixed(1)} s, and was ended`));
        }, glance);
      });
      const told = next(worker);
      worker.postMessage(asked);
      const message = await Promise.race([told, late]);
      running.warm = true;
      if ('answer' in message) return message.answer;
      if ('failure' in message && !message.broken) throw new Hdf5Failure(message.failure);
      throw new Error('failure' in message ? message.failure : 'the HDF5 library stopped');
    } catch (error) {
      if (error instanceof Hdf5Failure) throw error;
      if (this.running === running) this.running = undefined;
      // It reads the file until it has ended.
      await endWorker(worker);
      throw new Hdf5Failure(error instanceof Error ? error.message : String(error));
    } finally {
      clearInterval(timer);
      worker.unref();
    }
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
    return { worker, reading: new Int32Array(reading), started: next(worker).then(() => undefined), warm: false };
  }
}

/** The next message of a thread. @throws Error where it ends before. */
function next(worker: Worker): Promise<FromHdf5Thread> {
  return new Promise((resolve, reject) => {
    const settle = (): void => {
      worker.off('message', receive);
      worker.off('error', lose);
      worker.off('exit', lose);
    };
    const receive = (message: FromHdf5Thread): void => {
      settle();
      resolve(message);
    };
    const lose = (error: unknown): void => {
      settle();
      reject(new Error(`the HDF5 library stopped${error instanceof Error ? `: ${error.message}` : ''}`));
    };
    worker.on('message', receive);
    worker.on('error', lose);
    worker.on('exit', lose);
  });
}

/** The bundled program: beside the running bundle, or in the project's dist when its source runs. */
function usualManner(): Hdf5Manner {
  const name = 'hdf5Thread.js';
  const folder = existsSync(join(__dirname, name)) ? __dirname : join(dirname(dirname(dirname(__dirname))), 'dist');
  return { program: join(folder, name), binary: join(folder, 'hdf5.wasm.br') };
}
