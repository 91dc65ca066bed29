import type { RunMessage, JobName, Jobs } from '../protocol/jobs';
import { analyze } from './analyses/analyze';
import { computeShard } from './analyses/computeShard';
import { estimate } from './analyses/estimate';
import { keptAnalysis } from './analyses/keptAnalysis';
import { planShards } from './analyses/planShards';
import { watchAnalysis } from './analyses/watchAnalysis';
import { arraysAsRead } from './analyses/arraysAsRead';
import { arraySpectrum } from './arraySpectrum';
import { compareArrays } from './compare/compareArrays';
import type { Progress } from './progress';
import { compareMatrix } from './compare/compareMatrix';
import { convertArray } from './convertArray';
import type { Engine } from './engine';
import { holdingFiles } from './files/heldFiles';
import { directionsOfPair } from './directions/directionsOfPair';
import { summarizeArray } from './summary/summarizeArray';
import { compareRows } from './rows/compareRows';
import { withKernelsNotice } from './kernelsNotice';
import { makeSample } from './makeSample';
import { readHeaders } from './scan/readHeaders';
import { nameArrays, scanArrays } from './scan/scanArrays';
import { readArrayFile } from './viewer/readArrayFile';
import { readArrayWindow } from './viewer/readArrayWindow';
import { trustPair } from './trust/trustPair';
import { warmUp } from './warmUp';
import { writeDirections } from './directions/writeDirections';
import { writeProjections } from './directions/writeProjections';

/**
 * Does one job with an engine and yields its result; `progress` hears how far it is. What computes scores also says where it had to do without
 * WebAssembly. Files that it goes over many times are held open until it ends. @throws the job's LensErrors.
 */
export function runJob<N extends JobName>(
  message: { job: N; spec: Jobs[N]['spec'] },
  progress: Progress,
  engine: Engine,
): Promise<Jobs[N]['result']>;
export async function runJob(
  message: Pick<RunMessage, 'job' | 'spec'>,
  progress: Progress,
  engine: Engine,
): Promise<unknown> {
  const result = await holdingFiles(() => resultOf(message as RunMessage, progress, engine));
  return withKernelsNotice(message.job, result as Jobs[JobName]['result']);
}

function resultOf({ job, spec }: RunMessage, progress: Progress, engine: Engine): Promise<unknown> {
  switch (job) {
    case 'compare':
      return compareArrays(spec, progress, engine);
    case 'rows':
      return compareRows(spec, progress, engine);
    case 'matrix':
      return compareMatrix(spec, progress, engine);
    case 'summary':
      return summarizeArray(spec, progress);
    case 'arrayFile':
      return readArrayFile(spec);
    case 'window':
      return readArrayWindow(spec, progress);
    case 'spectrum':
      return arraySpectrum(spec, progress, engine);
    case 'convert':
      return convertArray(spec, progress);
    case 'writeDirections':
      return writeDirections(spec, progress, engine);
    case 'sample':
      return makeSample(spec.folder, (fraction) => progress('training', fraction));
    case 'scan':
      return scanArrays(spec, progress);
    case 'headers':
      return readHeaders(spec.files, spec.scan, () => undefined);
    case 'names':
      return nameArrays(spec);
    case 'estimate':
      return estimate(spec, engine);
    case 'analyze':
      return analyze(spec, progress, engine);
    case 'shard':
      return computeShard(spec, progress, engine);
    case 'kept':
      return keptAnalysis(spec, progress, engine);
    case 'plan':
      return planShards(spec, engine);
    case 'watch':
      return watchAnalysis(spec, progress, engine);
    case 'arraysAsRead':
      return arraysAsRead(spec);
    case 'trust':
      return trustPair(spec, progress, engine);
    case 'directions':
      return directionsOfPair(spec, progress, engine);
    case 'warmUp':
      return warmUp(spec, engine);
    case 'writeProjections':
      return writeProjections(spec, progress, engine);
    default: {
      const unknown: never = job;
      throw new Error(`There is no job ${String(unknown)}.`);
    }
  }
}
