import { setTimeout as delay } from 'node:timers/promises';
import { collectGarbage } from '../jobs/collectGarbage';
import { endPools } from '../jobs/pool/workerPool';
import { allTold } from './output';

/** Milliseconds that threads get to end. They need a few, also under load. */
const patience = 20_000;

/**
 * Ends the process with a code, for certain. Left to its natural end, Node waits there for the engine's background work (compiling), which may
 * itself wait for this thread to collect garbage, and the two wait for ever: once in some hundred runs (nodejs/node#54918). So, once what was said is taken and
 * the threads are gone, garbage is collected here, after which nothing has a reason to ask for it, and the process exits without that wait.
 */
export async function endProcess(code: number): Promise<never> {
  await allTold();
  // The timer also keeps the event loop from running empty, which would be the natural end.
  const late = delay(patience, true);
  // Exiting would wait for such a thread, too: a run whose answer is out and whose code is lost is better than one that holds a machine.
  if (await Promise.race([endPools().then(() => false), late])) process.kill(process.pid, 'SIGKILL');
  collectGarbage();
  process.exit(code);
}
