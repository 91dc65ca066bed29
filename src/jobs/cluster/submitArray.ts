import { arrayRanges } from '../../cluster/arrayRanges';
import { withArray, type Submission } from '../../cluster/submission';
import { LensError } from '../../facts/errors';
import type { Selection } from '../../protocol/selection';
import { describeError } from '../describeError';
import { makeFolder, requireWritable } from '../files/folders';
import { readSubmissionOf, writeSubmission } from '../shards/submissionFile';
import { keepPlan, planFolder } from '../shards/planFiles';
import { replaceFile } from '../shards/replaceFile';
import { copyProgram } from './copyProgram';
import type { PlannedArray } from './plannedArray';
import { startSbatch, type SlurmPrograms } from './startSbatch';

/** Writes what the tasks of an array need into the results folder: the plan, the program, the script and the folder of logs. @throws LensErrors. */
export async function writeArray(selection: Selection, { job, script, scriptPath }: PlannedArray): Promise<void> {
  await requireWritable(job.results);
  await keepPlan(job.results, selection, job.count);
  await copyProgram(job.results, job.version);
  await makeFolder(job.logs);
  replaceFile(scriptPath, script);
}

/**
 * Writes what an array needs, submits it, and keeps its number beside the plan. Nobody is asked here: that was done before.
 * @throws LensErrors: `file-unwritable`, `results-unwritable`, those of startSbatch; `submission-unkept` with the number of an array that was taken where that
 * could not be written down.
 */
export async function submitArray(
  selection: Selection,
  planned: PlannedArray,
  programs: SlurmPrograms = {},
): Promise<Submission> {
  const { job, shards, args, throttle } = planned;
  await writeArray(selection, planned);
  const taken = await startSbatch(args, programs);
  const folder = planFolder(job.results, job.id);
  const array = {
    ...taken,
    scheduler: 'slurm' as const,
    array: arrayRanges(shards),
    throttle,
    when: new Date().toISOString(),
  };
  const submission = withArray(await readSubmissionOf(folder), array);
  try {
    writeSubmission(folder, submission);
  } catch (error) {
    throw new LensError(
      'submission-unkept',
      `Slurm has taken the array as job ${taken.job}, which could not be written down: ${describeError(error).message} The job runs; scancel ${taken.job} would end it.`,
    );
  }
  return submission;
}
