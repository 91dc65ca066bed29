import type { JobName, Jobs, RunMessage } from '../protocol/worker';
import { compareArrays, type Progress } from './compareArrays';
import { compareMatrix } from './compareMatrix';
import { convertArray } from './convertArray';
import type { Engine } from './engine';
import { inspectArray } from './inspectArray';
import { makeSample } from './makeSample';
import { writeDirections } from './writeDirections';

/** Does one job with an engine and yields its result; `progress` hears how far it is. @throws the job's LensErrors. */
export function runJob<N extends JobName>(
  message: { job: N; spec: Jobs[N]['spec'] },
  progress: Progress,
  engine: Engine,
): Promise<Jobs[N]['result']>;
export function runJob(
  message: Pick<RunMessage, 'job' | 'spec'>,
  progress: Progress,
  engine: Engine,
): Promise<unknown> {
  const { job, spec } = message as RunMessage;
  switch (job) {
    case 'compare':
      return compareArrays(spec, progress, engine);
    case 'matrix':
      return compareMatrix(spec, progress, engine);
    case 'inspect':
      return inspectArray(spec.array, progress);
    case 'convert':
      return convertArray(spec, progress);
    case 'directions':
      return writeDirections(spec, progress, engine);
    case 'sample':
      return makeSample(spec.folder, (fraction) => progress('training', fraction));
    default: {
      const unknown: never = job;
      throw new Error(`There is no job ${String(unknown)}.`);
    }
  }
}
