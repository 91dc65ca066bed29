import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { kubernetesManifest, type KubernetesWishes } from '../../cluster/kubernetesManifest';
import { sbatchArguments, type SlurmWishes } from '../../cluster/sbatchArguments';
import { sbatchScript, type NodeChoice } from '../../cluster/sbatchScript';
import type { ShardJob } from '../../cluster/shardJob';
import { arrayRanges } from '../../cluster/arrayRanges';
import { readSubmission, withArray, type Submission, type SubmittedArray } from '../../cluster/submission';
import { LensError } from '../../facts/errors';
import { splitMember } from '../../facts/address';
import { selectionPaths } from '../../analysis/selection/selectionPaths';
import type { Selection } from '../../protocol/selection';
import { describeError } from '../describeError';
import { makeFolder } from '../files/folders';
import { choiceFile, keepPlan, planFolder, planId } from '../shards/planFiles';
import { replaceFile } from '../shards/replaceFile';
import { copyProgram, programPlace } from './copyProgram';
import type { PlannedArray } from './planArray';
import { startSbatch, type SlurmPrograms } from './startSbatch';

/** What an array is made of. */
export interface ArraySpec {
  selection: Selection;
  /** The results folder. */
  results: string;
  /** Shards of the plan in all, of which the array may have some. */
  count: number;
  planned: Pick<PlannedArray, 'cpus' | 'memoryMib' | 'shards'>;
  version: string;
}

/** An array of Slurm that is ready to be submitted. */
export interface PreparedArray {
  job: ShardJob;
  /** The plan's folder, with the script `job.sh`. */
  folder: string;
  scriptPath: string;
  script: string;
  /** Of sbatch. */
  args: string[];
  shards: readonly number[];
  throttle: number;
}

/** The file of a plan's folder that says what was submitted. */
const submissionFile = 'submission.json';

/**
 * Makes all that an array of Slurm needs in the results folder: the plan, the copied program, the folder of logs and the script. Nothing is made where something is
 * refused, and nothing is submitted. @throws LensError `usage` for what Slurm would not take as it is meant, `file-unwritable`, `results-unwritable`.
 */
export async function prepareSlurm(spec: ArraySpec, wishes: SlurmWishes, node: NodeChoice): Promise<PreparedArray> {
  const prepared = await slurmArray(spec, wishes, node);
  await writePrepared(spec, prepared);
  return prepared;
}

/** An array of Slurm as prepareSlurm makes it, before anything is written. @throws LensError `usage`. */
export async function slurmArray(spec: ArraySpec, wishes: SlurmWishes, node: NodeChoice): Promise<PreparedArray> {
  const { job, folder } = await jobOf(spec);
  const scriptPath = join(folder, 'job.sh');
  const script = sbatchScript(job, node);
  const args = sbatchArguments(job, wishes, spec.planned.shards, scriptPath);
  return { job, folder, scriptPath, script, args, shards: spec.planned.shards, throttle: wishes.throttle };
}

/** Writes what such an array needs. @throws LensError `file-unwritable`, `results-unwritable`. */
export async function writePrepared(spec: ArraySpec, { job, scriptPath, script }: PreparedArray): Promise<void> {
  await makeReady(spec, job);
  replaceFile(scriptPath, script);
}

/**
 * The same for Kubernetes: the manifest `job.json` in the plan's folder, which people hand to kubectl.
 * @returns its path and text. @throws the same.
 */
export async function prepareKubernetes(
  spec: ArraySpec,
  wishes: KubernetesWishes,
): Promise<{ path: string; text: string }> {
  const { job, folder } = await jobOf(spec);
  const path = join(folder, 'job.json');
  const text = `${JSON.stringify(kubernetesManifest(job, wishes, filesOf(spec.selection)), null, 2)}\n`;
  await makeReady(spec, job);
  replaceFile(path, text);
  return { path, text };
}

/** The files that an analysis reads. */
export function filesOf(selection: Selection): string[] {
  return selectionPaths(selection).map((path) => splitMember(path).file);
}

/** Submits an array, and writes down in the plan's folder that it was. @throws LensErrors of startSbatch; `results-unwritable`, which says that it was submitted. */
export async function submitArray(
  { args, folder, shards, throttle }: PreparedArray,
  programs: SlurmPrograms = {},
): Promise<SubmittedArray> {
  const taken = await startSbatch(args, programs);
  const array: SubmittedArray = {
    scheduler: 'slurm',
    ...taken,
    array: arrayRanges(shards),
    throttle,
    when: new Date().toISOString(),
  };
  const text = `${JSON.stringify(withArray(await submissionOf(folder), array), null, 1)}\n`;
  try {
    replaceFile(join(folder, submissionFile), text);
  } catch (error) {
    const { job } = taken;
    const found = `Slurm has taken the array as job ${job}, which could not be written down`;
    throw new LensError(
      'results-unwritable',
      `${found}: ${describeError(error).message} It runs; scancel ${job} ends it.`,
    );
  }
  return array;
}

/** What was submitted of a plan, by its folder; undefined where nothing was. */
export async function submissionOf(folder: string): Promise<Submission | undefined> {
  const text = await readFile(join(folder, submissionFile), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : readSubmission(text);
}

async function jobOf({ selection, results, count, planned, version }: ArraySpec) {
  const id = planId(selection, count);
  const folder = planFolder(results, id);
  const job: ShardJob = {
    id,
    count,
    version,
    program: await programPlace(results, version),
    choice: join(folder, choiceFile),
    results: resolve(results),
    logs: join(folder, 'logs'),
    cpus: planned.cpus,
    memoryMib: planned.memoryMib,
  };
  return { job, folder };
}

async function makeReady({ selection, results, count, version }: ArraySpec, { logs }: ShardJob): Promise<void> {
  await keepPlan(results, selection, count);
  await copyProgram(results, version);
  await makeFolder(logs);
}
