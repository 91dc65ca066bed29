import { Worker } from 'node:worker_threads';
import type { FromWorker } from '../../protocol/jobs';
import { heldInProcess } from '../heldBytes';
import { draftsElsewhere, removeDrafts } from '../files/drafts';
import type { WorkerData } from '../worker';

/** Process to host: what its worker tells, and that it tells nothing any more. */
export type FromProcess = FromWorker | { type: 'lost'; why: string };

/**
 * The process of jobs that are too large for the host's own, or compute with a library of the machine: it starts the worker that
 * its first argument names, which computes with the library that a second one names, passes messages on in both directions, and ends at once when its host
 * has ended. Its own thread does nothing else, and so hears of that.
 */
const [program, library] = process.argv.slice(2) as [string, string?];
/** Its host ends it, and its workers with it, when it has waited long enough, which is before that. */
const idleAfter = 30 * 60_000;
const workerData: WorkerData = { heldBytes: heldInProcess, library, idleAfter };
const worker = new Worker(program, { workerData });
const drafts = draftsElsewhere();
const send = (message: FromProcess): void => void process.send?.(message, undefined, undefined, () => undefined);

process.on('message', (message) => worker.postMessage(message));
process.on('disconnect', () => {
  removeDrafts();
  // Exiting would wait for what the worker calls.
  process.kill(process.pid, 'SIGKILL');
});
worker.on('message', (message: FromWorker) => {
  if (message.type === 'draft') drafts.note(message.path, message.there);
  send(message);
});
worker.on('error', (error) => send({ type: 'lost', why: error.message }));
worker.on('exit', (code) => send({ type: 'lost', why: `exit code ${code}` }));
