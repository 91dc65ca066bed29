import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { readSbatchAnswer, scancelArguments, type SlurmJobId } from '../../cluster/sbatchAnswer';
import { LensError } from '../../facts/errors';
import { exists } from '../files/exists';
import { findProgram } from './findProgram';

/** How programs of Slurm are found and ended. */
export interface SlurmPrograms {
  /** The absolute path of sbatch, beside which the others lie; that of the PATH where it is absent. */
  sbatch?: string | undefined;
  /** Ends a program that still runs. */
  signal?: AbortSignal | undefined;
  /** Milliseconds after which squeue, which changes nothing, is waited for no longer. */
  patience?: number | undefined;
}

/** Longer than squeue itself waits for a controller that does not answer. */
const usualPatience = 120_000;

/** Bytes of an answer that are read at most: a list of 10,000 tasks has less. */
const mostBytes = 2 ** 24;

/**
 * Submits a job by sbatch, started without a shell, and yields the number that it is given.
 * @param args as sbatchArguments yields them.
 * @throws LensError `no-scheduler` where sbatch is not there, `not-submitted` with what it said where it refused, or where no number is in its answer.
 */
export async function startSbatch(args: readonly string[], programs: SlurmPrograms = {}): Promise<SlurmJobId> {
  const answer = await startSlurm('sbatch', args, programs);
  const job = readSbatchAnswer(answer);
  if (!job) {
    const found = answer.trim() === '' ? 'nothing' : `"${answer.trim().slice(0, 200)}"`;
    const otherwise = 'see squeue whether the job is there before it is submitted again';
    throw new LensError('not-submitted', `sbatch answered ${found} and no number of a job; ${otherwise}.`);
  }
  return job;
}

/** Cancels an array, or some of its tasks (`3,7-9`); that it has ended already is no error. @throws LensError `no-scheduler`, `not-cancelled`. */
export async function startScancel(job: SlurmJobId, programs: SlurmPrograms = {}, tasks?: string): Promise<void> {
  await startSlurm('scancel', scancelArguments(job, tasks), programs);
}

/**
 * What a program of Slurm prints. @throws LensError `no-scheduler`, and with what the program said `not-submitted`, `not-cancelled` or `scheduler-failed`.
 */
export async function startSlurm(
  name: 'sbatch' | 'scancel' | 'squeue',
  args: readonly string[],
  { sbatch, signal, patience = usualPatience }: SlurmPrograms = {},
): Promise<string> {
  const program =
    sbatch === undefined ? await findProgram(name) : name === 'sbatch' ? sbatch : join(dirname(sbatch), name);
  if (program === undefined || !(await exists(program))) {
    const where = program === undefined ? 'the PATH' : dirname(program);
    throw new LensError(
      'no-scheduler',
      `${name} of Slurm is not in ${where}; go where jobs are submitted, as on a login node.`,
    );
  }
  return new Promise((resolve, reject) => {
    execFile(
      program,
      args,
      { signal, maxBuffer: mostBytes, encoding: 'utf8', windowsHide: true, timeout: name === 'squeue' ? patience : 0 },
      (error, out, err) => {
        if (!error) return resolve(out);
        if (signal?.aborted) return reject(error);
        if (error.killed && typeof error.code !== 'string')
          return reject(new LensError(codes[name], `${name} did not answer.`));
        const said = err
          .trim()
          .split('\n')
          .filter((line) => line.trim() !== '');
        const reason =
          said.length > 0 ? said.map((line) => line.replace(/^\w+: (?:error: )?/, '')).join('; ') : error.message;
        reject(new LensError(codes[name], `${name} did not do it: ${reason.replace(/\.+$/, '')}.`));
      },
    );
  });
}

const codes = { sbatch: 'not-submitted', scancel: 'not-cancelled', squeue: 'scheduler-failed' } as const;
