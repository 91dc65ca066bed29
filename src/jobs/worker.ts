import { parentPort } from 'node:worker_threads';
import { useKernels } from '../linalg/kernels';
import type { FromWorker, ToWorker } from '../protocol/worker';
import type { Progress } from './compare/compareArrays';
import { describeError } from './describeError';
import { threadEngine } from './engine';
import { loadKernels } from './loadKernels';
import { runJob } from './runJob';

/** The worker thread: passes messages to runJob and its answers back, and keeps kernels and engine between jobs. */
const port = parentPort;
const between = 50;
/** Partial results are large, and drawn whole each time. */
const betweenPartials = 500;
const engine = threadEngine();
const ready = loadKernels().then(({ kernels }) => useKernels(kernels));

port?.on('message', ({ id, job, spec }: ToWorker) => {
  const post = (message: FromWorker) => port.postMessage(message);
  let last = { phase: '', at: 0 };
  let lastPartial = 0;
  const progress: Progress = (phase, fraction, partial) => {
    const now = performance.now();
    const whole = partial !== undefined && now - lastPartial >= betweenPartials;
    if (!whole && now - last.at < between && (phase === last.phase || partial !== undefined)) return;
    last = { phase, at: now };
    if (whole) lastPartial = now;
    post({ type: 'progress', id, phase, fraction, ...(whole ? { partial: partial() } : {}) });
  };
  ready
    .then(() => runJob({ job, spec }, progress, engine))
    .then((result) => post({ type: 'done', id, result }))
    .catch((error: unknown) => post({ type: 'failed', id, error: describeError(error) }));
});
