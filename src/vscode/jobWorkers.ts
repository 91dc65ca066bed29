import { join } from 'node:path';
import { LensError } from '../facts/errors';
import { heavyCode } from '../jobs/heavyJob';
import { processRunner } from '../jobs/runners/processRunner';
import { WorkerClient, type RunOptions } from '../jobs/workerClient';
import type { JobName, Jobs } from '../protocol/jobs';
import type { Resources } from '../protocol/resources';
import { WarmWorkers, type Workers } from './warmWorkers';

/**
 * Memory that a job may be expected to take in the extension host, in bytes: what takes more has a process of its own, so that the editor's stays below
 * 300 MB (of which it has 125 before anything is compared). A pair of 250 neurons a side takes as much with two workers.
 */
export const threadBytes = 100 * 2 ** 20;

/** Whether jobs plan their memory before they take it, so that those that take much leave the host. */
const plans: Record<JobName, boolean> = {
  analyze: true,
  compare: true,
  directions: true,
  matrix: true,
  spectrum: true,
  summary: true,
  trust: true,
  writeDirections: true,
  writeProjections: true,
  arrayFile: false,
  window: false,
  convert: false,
  sample: false,
  scan: false,
  estimate: false,
  arraysAsRead: false,
};

/** Jobs of a window: in threads of the extension host, and those that take much memory in a process. */
export class JobWorkers implements Workers {
  constructor(
    private readonly threads: Workers,
    private readonly processes: Workers,
  ) {}

  /** The job's result. Aborting the signal ends what it runs in. @throws LensError carried over from there; `cancelled`, `worker-stopped`. */
  async run<N extends JobName>(job: N, spec: Jobs[N]['spec'], options?: RunOptions): Promise<Jobs[N]['result']> {
    if (!plans[job]) return this.threads.run(job, spec, options);
    const resources: Resources = { ...(spec as { resources?: Resources }).resources, threadBytes };
    try {
      // Only its plan tells how much it takes, and that is made where files are read.
      return await this.threads.run(job, { ...spec, resources }, options);
    } catch (error) {
      if (!(error instanceof LensError && error.code === heavyCode)) throw error;
    }
    return this.processes.run(job, spec, options);
  }

  /** Ends what is idle at once and what is busy after its job: what they hold in memory is gone. */
  forget(): void {
    this.threads.forget();
    this.processes.forget();
  }

  /** Ends everything; jobs that are still going are rejected with `cancelled` at once. Done when all has ended. */
  async dispose(): Promise<void> {
    await Promise.all([this.threads.dispose(), this.processes.dispose()]);
  }
}

/** Those that run the programs of a folder, that of the bundles. `onNotice` hears what there is to tell of them, each a sentence. */
export function jobWorkers(folder: string, onNotice?: (sentence: string) => void): JobWorkers {
  const worker = join(folder, 'worker.js');
  const apart = processRunner(join(folder, 'jobProcess.js'), worker);
  return new JobWorkers(
    new WarmWorkers(() => new WorkerClient(worker, onNotice)),
    new WarmWorkers(() => new WorkerClient(apart, onNotice)),
  );
}
