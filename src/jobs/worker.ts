import { parentPort } from 'node:worker_threads';
import { useKernels } from '../linalg/kernels';
import type { FromWorker, ToWorker } from '../protocol/worker';
import { describeError } from './describeError';
import { threadEngine } from './engine';
import { loadKernels } from './loadKernels';
import { runJob } from './runJob';

/** The worker thread: passes messages to runJob and its answers back, and keeps kernels and engine between jobs. */
const port = parentPort;
const between = 50;
const engine = threadEngine();
const ready = loadKernels().then(({ kernels }) => useKernels(kernels));

port?.on('message', ({ id, job, spec }: ToWorker) => {
  const post = (message: FromWorker) => port.postMessage(message);
  let last = { phase: '', at: 0 };
  const progress = (phase: string, fraction: number) => {
    const now = performance.now();
    if (phase === last.phase && now - last.at < between) return;
    last = { phase, at: now };
    post({ type: 'progress', id, phase, fraction });
  };
  ready
    .then(() => runJob({ job, spec }, progress, engine))
    .then((result) => post({ type: 'done', id, result }))
    .catch((error: unknown) => post({ type: 'failed', id, error: describeError(error) }));
});
