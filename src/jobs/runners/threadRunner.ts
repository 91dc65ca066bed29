import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { ToWorker } from '../../protocol/jobs';
import { endWorker } from '../endWorker';
import type { StartRunner } from './runner';

/** Jobs in a worker thread of this process. @param program path of the bundled worker. @throws Error where that is missing. */
export function threadRunner(program: string): StartRunner {
  return ({ message, lost, ended }) => {
    requireProgram(program);
    const worker = new Worker(program);
    worker.on('message', message);
    worker.on('error', (error) => lost(error.message));
    worker.on('exit', (code) => {
      lost(`exit code ${code}`);
      ended();
    });
    return {
      post: (given) => worker.postMessage(given),
      end: (idle) => endWorker(worker, idle ? ({ type: 'end' } satisfies ToWorker) : undefined),
    };
  };
}

/** @throws Error, as a part of a sentence, where there is no such program. */
export function requireProgram(program: string): void {
  if (!existsSync(program)) throw new Error('its program file is missing');
}
