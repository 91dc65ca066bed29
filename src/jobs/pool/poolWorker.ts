import { parentPort, workerData, type TransferListItem } from 'node:worker_threads';
import { guardStreams } from '../../formats/zip/inflatedMember';
import { useKernels } from '../../linalg/activeKernels';
import { measureKernels } from '../../similarity/measures';
import { collectGarbage, collectMuch } from '../collectGarbage';
import { describeError } from '../describeError';
import { holdingFilesForMore } from '../files/heldFiles';
import { kernelsOf, lostKernels } from '../loadKernels';
import { makeUnended } from '../threadGate';
import type { FromPoolWorker, PoolWorkerData, ToPoolWorker } from './messages';
import { runTask } from './tasks';

/** A worker of the pool: passes tasks to runTask and its answers back, the large arrays of a result without copying. */
const { kernels } = workerData as PoolWorkerData;
useKernels(kernelsOf(kernels));
guardStreams(makeUnended);

parentPort?.on('message', (message: ToPoolWorker) => {
  if (message === 'end') {
    collectGarbage();
    process.exit();
  }
  const { task, spec } = message;
  const post = (message: FromPoolWorker, transfer: TransferListItem[] = []) =>
    parentPort?.postMessage(message, transfer);
  holdingFilesForMore(() =>
    runTask(task, spec as never, (part: unknown) => post({ type: 'told', part }), measureKernels),
  )
    .finally(() => {
      const lost = lostKernels();
      if (lost) post({ type: 'plain', notice: lost });
    })
    .then((result) => post({ type: 'done', result }, buffersOf(result)))
    .catch((error: unknown) => post({ type: 'failed', error: describeError(error) }))
    .finally(() => collectMuch());
});

/** The buffers of all Float64Arrays in a result. What a result shares with the task's argument is this thread's own copy. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (value instanceof Float64Array) {
    if (value.buffer instanceof ArrayBuffer && value.byteLength > 0) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const part of Object.values(value)) buffersOf(part, found);
  }
  return [...found];
}
