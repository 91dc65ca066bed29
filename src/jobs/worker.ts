import { parentPort } from 'node:worker_threads';
import { LensError } from '../errors';
import type { FromWorker, ToWorker } from '../protocol/worker';
import { runJob } from './runJob';

/** The worker thread: passes messages to runJob and its answers back, and nothing else. */
const port = parentPort;
const between = 50;

port?.on('message', ({ id, job, spec }: ToWorker) => {
  const post = (message: FromWorker) => port.postMessage(message);
  let last = { phase: '', at: 0 };
  const progress = (phase: string, fraction: number) => {
    const now = performance.now();
    if (phase === last.phase && now - last.at < between) return;
    last = { phase, at: now };
    post({ type: 'progress', id, phase, fraction });
  };
  Promise.resolve()
    .then(() => runJob({ job, spec }, progress))
    .then((result) => post({ type: 'done', id, result }))
    .catch((error: unknown) => post({ type: 'failed', id, error: described(error) }));
});

function described(error: unknown): { code: string; message: string } {
  if (error instanceof LensError) return { code: error.code, message: error.message };
  if (error instanceof RangeError) {
    return { code: 'too-large', message: 'There is not enough memory for this; use fewer samples or fewer neurons.' };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { code: 'internal', message: `Something went wrong that should not: ${message}` };
}
