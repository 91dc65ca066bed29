import { useKernels } from '../linalg/activeKernels';
import { threadEngine, type Engine } from '../jobs/engine';
import { loadKernels } from '../jobs/loadKernels';
import { runJob } from '../jobs/runJob';
import { currentFolder, findLibrary, noLibrary } from '../jobs/native/findLibrary';
import { oneThreadEach } from '../jobs/native/oneThreadEach';
import type { Resources } from '../protocol/resources';
import type { JobName, Jobs } from '../protocol/jobs';
import { clearProgress, isWatched, showProgress, tell } from './output';

/** Kept from job to job: its threads, and what it knows of files. */
let engine: Engine | undefined;

/**
 * A job's result. A command line has nothing else to do, so its own thread leads the job, and only the pool's threads are started beside it;
 * progress goes to standard error when that is a terminal. @throws the job's LensErrors.
 */
export async function runHere<N extends JobName>(job: N, spec: Jobs[N]['spec']): Promise<Jobs[N]['result']> {
  const library = await libraryFor((spec as { resources?: Resources }).resources?.native);
  useKernels((await loadKernels(undefined, library)).kernels);
  const watched = isWatched();
  const between = 50;
  let last = 0;
  const progress = (phase: string, fraction: number): void => {
    if (!watched || performance.now() - last < between) return;
    last = performance.now();
    showProgress(phase, fraction);
  };
  try {
    engine ??= threadEngine();
    return await runJob({ job, spec }, progress, engine);
  } finally {
    if (watched) clearProgress();
  }
}

/** The libraries that this process has looked for. */
const looked = new Map<string, Promise<string | undefined>>();

/**
 * The library that a command line asks for, named once, before it is loaded, for all of its jobs; it may be ended as any process.
 * @throws LensError `native-library`.
 */
function libraryFor(choice: string | undefined): Promise<string | undefined> {
  if (choice === undefined) return Promise.resolve(undefined);
  const library = looked.get(choice) ?? lookedFor(choice);
  looked.set(choice, library);
  return library;
}

async function lookedFor(choice: string): Promise<string | undefined> {
  const library = await findLibrary(choice, currentFolder());
  tell(library === undefined ? `native: ${noLibrary}` : `native: loading ${library}`);
  Object.assign(process.env, oneThreadEach);
  return library;
}
