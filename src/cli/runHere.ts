import { useKernels } from '../linalg/activeKernels';
import { threadEngine } from '../jobs/engine';
import { loadKernels } from '../jobs/loadKernels';
import { runJob } from '../jobs/runJob';
import type { JobName, Jobs } from '../protocol/jobs';
import { clearProgress, isWatched, showProgress } from './output';

/**
 * A job's result. A command line has nothing else to do, so its own thread leads the job, and only the pool's threads are started beside it;
 * progress goes to standard error when that is a terminal. @throws the job's LensErrors.
 */
export async function runHere<N extends JobName>(job: N, spec: Jobs[N]['spec']): Promise<Jobs[N]['result']> {
  useKernels((await loadKernels()).kernels);
  const watched = isWatched();
  const between = 50;
  let last = 0;
  const progress = (phase: string, fraction: number): void => {
    if (!watched || performance.now() - last < between) return;
    last = performance.now();
    showProgress(phase, fraction);
  };
  try {
    return await runJob({ job, spec }, progress, threadEngine());
  } finally {
    if (watched) clearProgress();
  }
}
