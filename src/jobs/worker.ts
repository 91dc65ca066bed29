import { parentPort, workerData } from 'node:worker_threads';
import { useKernels } from '../linalg/activeKernels';
import type { FromWorker, ToWorker } from '../protocol/jobs';
import { collectGarbage } from './collectGarbage';
import type { Progress } from './progress';
import { guardStreams } from '../formats/zip/inflatedMember';
import { describeError } from './describeError';
import { threadEngine } from './engine';
import { heldInThread } from './heldBytes';
import { onDrafts } from './files/drafts';
import { loadKernels, lostKernels } from './loadKernels';
import { endPools } from './pool/workerPool';
import { runJob } from './runJob';
import { makeUnended } from './threadGate';

/** What a worker may be started with. */
export interface WorkerData {
  /** Bytes of factors that it keeps between jobs. */
  heldBytes: number;
  /** The library of the machine that is to compute, for a process that may be ended while it does. */
  library?: string | undefined;
  /** Milliseconds without work after which its pool's workers end, where that is not usual. */
  idleAfter?: number | undefined;
}

/** The worker thread: passes messages to runJob and its answers back, and keeps kernels and engine between jobs. */
const port = parentPort;
const between = 50;
/** Partial results are large, and drawn whole each time: at most so often, and for a three-hundredth of the time here, as others pass them on and draw them. */
const betweenPartials = 500;
const partialShare = 1 / 300;
const { heldBytes, library, idleAfter } = (workerData as WorkerData | null) ?? { heldBytes: heldInThread };
const engine = threadEngine(heldBytes, idleAfter);
guardStreams(makeUnended);
const ready = loadKernels(undefined, library).then(({ kernels }) => useKernels(kernels));
const post = (message: FromWorker) => port?.postMessage(message);
let told = false;

// Should this thread be ended, whoever has started it removes what it leaves.
onDrafts((path, there) => post({ type: 'draft', path, there }));

/** Tells once that the thread, or its pool, has to do without WebAssembly or a library. */
function tellLost(): void {
  const notice = lostKernels();
  if (notice && !told) post({ type: 'notice', notice });
  told ||= notice !== undefined;
}

async function end(): Promise<never> {
  await endPools();
  collectGarbage();
  process.exit();
}

port?.on('message', (message: ToWorker) => {
  if (message.type === 'end') return void end();
  const { id, job, spec } = message;
  let last = { phase: '', at: 0 };
  let nextPartial = 0;
  const progress: Progress = (phase, fraction, partial) => {
    const now = performance.now();
    const whole = partial !== undefined && now >= nextPartial;
    if (!whole && now - last.at < between && (phase === last.phase || partial !== undefined)) return;
    last = { phase, at: now };
    post({ type: 'progress', id, phase, fraction, ...(whole ? { partial: partial() } : {}) });
    if (whole) nextPartial = now + Math.max(betweenPartials, (performance.now() - now) / partialShare);
  };
  ready
    .then(() => runJob({ job, spec }, progress, engine))
    .finally(tellLost)
    .then((result) => post({ type: 'done', id, result }))
    .catch((error: unknown) => post({ type: 'failed', id, error: describeError(error) }));
});
