import { join } from 'node:path';
import { LensError } from '../facts/errors';
import { heavyCode } from '../jobs/heavyJob';
import { findLibrary, noLibrary } from '../jobs/native/findLibrary';
import { processRunner } from '../jobs/runners/processRunner';
import { WorkerClient, type RunOptions } from '../jobs/workerClient';
import { restsInLittle } from '../jobs/memoryPlan';
import type { JobName, Jobs, WarmUpSpec } from '../protocol/jobs';
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
  shard: true,
  compare: true,
  directions: true,
  matrix: true,
  rows: true,
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
  headers: false,
  names: false,
  estimate: false,
  kept: false,
  plan: false,
  watch: false,
  arraysAsRead: false,
  warmUp: false,
};

/** Jobs that look for arrays. */
const looking = new Set<JobName>(['scan', 'headers', 'names']);

/** Jobs that compute little, or what is looked at beside other things: no library of the machine has a part in them. */
const withoutLibrary = new Set<JobName>(['spectrum', 'summary']);

/** How jobs are done away from the extension host. */
export interface Apart {
  /** Processes that compute with WebAssembly alone, or with the library of a path beside it. */
  processes(library?: string): Workers;
  /** The path of the library that a setting means; undefined where none is found. @throws LensError `native-library`. */
  find(native: string): Promise<string | undefined>;
  /** Hears what there is to tell, each a sentence. */
  tell(sentence: string): void;
  /** Hears that a job was done with arrays, or refused. */
  worked?(): void;
}

/** Jobs of a window: in threads of the extension host; those that take much memory, or compute with a library of the machine, in a process. */
export class JobWorkers implements Workers {
  private readonly plain: Workers;
  /** Processes with a library, and the setting that named it. */
  private native: { choice: string; workers: Workers | undefined } | undefined;
  /** All of them that were made: in those that were dropped jobs may still be under way. */
  private readonly made: Workers[] = [];
  private disposed = false;
  /** Jobs that are under way. */
  private running = 0;

  constructor(
    private readonly threads: Workers,
    private readonly apart: Apart,
  ) {
    this.plain = apart.processes();
  }

  /**
   * The job's result. Aborting the signal ends what it runs in. @throws LensError carried over from there; `cancelled`, also after all was ended;
   * `worker-stopped`.
   */
  async run<N extends JobName>(job: N, spec: Jobs[N]['spec'], options?: RunOptions): Promise<Jobs[N]['result']> {
    this.running++;
    try {
      return await this.begin(job, spec, options);
    } finally {
      this.running--;
      // A folder that was looked through may hold none.
      if (!looking.has(job)) this.apart.worked?.();
    }
  }

  /**
   * Has ready what comparisons with these means run in (see WarmWorkers.warm): a thread of the host without workers of its own, which is for small pairs, and
   * a process with all, unless those would take much of the machine's memory while they rest. Nothing while a job is under way, which would wait for it: its
   * end is told, and this asked for again.
   */
  async warm({ resources }: WarmUpSpec): Promise<void> {
    if (this.disposed || this.running > 0) return;
    this.threads.warm({ resources: { ...resources, workers: 1 } });
    if (!restsInLittle(resources)) return;
    const native = await this.withLibrary(resources.native).catch(() => undefined);
    if (!this.disposed) (native ?? this.plain).warm({ resources });
  }

  private async begin<N extends JobName>(
    job: N,
    spec: Jobs[N]['spec'],
    options: RunOptions | undefined,
  ): Promise<Jobs[N]['result']> {
    this.requireOpen();
    if (!plans[job]) return this.threads.run(job, spec, options);
    const { resources } = spec as { resources?: Resources };
    const native = withoutLibrary.has(job) ? undefined : await this.withLibrary(resources?.native);
    try {
      if (native) return await native.run(job, spec, options);
    } catch (error) {
      if (!isOf(error, 'worker-stopped')) throw error;
      // It may have been the library: that is left alone until another is set, or the window is opened again.
      native?.forget();
      if (native && this.native?.workers === native) this.native.workers = undefined;
      this.apart.tell(
        'WebAssembly computes alone from now on: a process that computes with the native library stopped.',
      );
    }
    this.requireOpen();
    try {
      // Only its plan tells how much it takes, and that is made where files are read.
      return await this.threads.run(job, { ...spec, resources: { ...resources, threadBytes } }, options);
    } catch (error) {
      if (!isOf(error, heavyCode)) throw error;
    }
    this.requireOpen();
    return this.plain.run(job, spec, options);
  }

  /** Ends what is idle at once and what is busy after its job: what they hold in memory is gone. */
  forget(): void {
    for (const workers of this.all()) workers.forget();
  }

  /** Ends everything; jobs that are still going are rejected with `cancelled` at once. Done when all has ended. */
  async dispose(): Promise<void> {
    this.disposed = true;
    await Promise.all(this.all().map((workers) => workers.dispose()));
  }

  /** Nothing would end what is started after all was ended. */
  private requireOpen(): void {
    if (this.disposed) throw new LensError('cancelled', 'The computation was cancelled.');
  }

  private all(): Workers[] {
    return [this.threads, this.plain, ...this.made];
  }

  /** Processes with the library that is wanted, which is told before the first is started; undefined where there is none. */
  private async withLibrary(choice: string | undefined): Promise<Workers | undefined> {
    if (this.native?.choice === choice) return this.native?.workers;
    this.native?.workers?.forget();
    this.native = undefined;
    if (choice === undefined) return undefined;
    let told = `ccaLens.nativeLibrary: ${noLibrary}`;
    const library = await this.apart.find(choice).catch((error: unknown) => {
      told = `${error instanceof Error ? error.message : String(error)} WebAssembly computes alone.`;
      return undefined;
    });
    this.requireOpen();
    // Another run may have asked meanwhile.
    if (this.hasChoice(choice)) return this.withLibrary(choice);
    if (library !== undefined) told = `Computing with the library ${library} (ccaLens.nativeLibrary), in a process.`;
    this.apart.tell(told);
    const workers = library === undefined ? undefined : this.apart.processes(library);
    if (workers) this.made.push(workers);
    this.native = { choice, workers };
    return workers;
  }

  private hasChoice(choice: string): boolean {
    return this.native?.choice === choice;
  }
}

function isOf(error: unknown, code: string): boolean {
  return error instanceof LensError && error.code === code;
}

/**
 * Those that run the programs of a folder, that of the bundles. `tell` hears what there is to tell of them, each a sentence; `ofWorkspace` tells the folders
 * in which no library is looked for; `worked` hears of jobs that were done with arrays.
 */
export function jobWorkers(
  folder: string,
  tell: (sentence: string) => void = () => undefined,
  ofWorkspace: () => string[] = () => [],
  worked?: () => void,
): JobWorkers {
  const worker = join(folder, 'worker.js');
  const apart = (library?: string) => processRunner(join(folder, 'jobProcess.js'), worker, library);
  return new JobWorkers(new WarmWorkers(() => new WorkerClient(worker, tell)), {
    processes: (library) => new WarmWorkers(() => new WorkerClient(apart(library), tell)),
    find: (native) => findLibrary(native, ofWorkspace()),
    tell,
    ...(worked && { worked }),
  });
}
