import { once } from 'node:events';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { createGunzip } from 'node:zlib';
import { endWorker } from '../../src/jobs/endWorker';
import { makeUnended } from '../../src/jobs/threadGate';

/**
 * Run in a process of its own by threadGate.test.ts: ends threads, and threads of threads, that do nothing but make streams of zlib, at once and a little
 * later. Prints how many.
 */
const rounds = 100;

async function main(): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const worker = start(1 + (round % 2));
    await once(worker, 'message');
    for (let turn = 0; turn < round % 7; turn++) await new Promise(setImmediate);
    await endWorker(worker);
  }
  console.log(rounds);
}

function start(depth: number): Worker {
  return new Worker(__filename, { workerData: depth });
}

function work(depth: number): void {
  if (depth > 1) return void start(depth - 1).on('message', (said) => parentPort!.postMessage(said));
  parentPort!.postMessage('makes');
  for (;;) makeUnended(() => createGunzip());
}

if (isMainThread) void main();
else work(workerData as number);
