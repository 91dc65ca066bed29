import { duration } from '../facts/duration';
import { LensError } from '../facts/errors';
import type { Environment } from './arrayIndex';

/** Seconds of work that nobody is asked about on a login node. */
export const mostLoginSeconds = 60;

/** Whether a process runs where work is submitted, and not done: sbatch is there, and no job of Slurm is what it runs in. */
export function isLoginNode(environment: Environment, hasSbatch: boolean): boolean {
  return hasSbatch && (environment.SLURM_JOB_ID ?? '') === '';
}

/** What is asked before long work on a login node. */
export function loginQuestion(seconds: number): string {
  return `This seems to be a login node (sbatch is here, and this is no job), and the work will take about ${duration(seconds)}. Do it here?`;
}

/** The refusal of such work where nobody can be asked. */
export function loginRefusal(seconds: number): LensError {
  const where = 'this seems to be a login node (sbatch is here, and this is no job)';
  const otherwise =
    'give --here to do it here, or submit it with cca-lens submit CHOICE.ccalens.json --results FOLDER --slurm';
  return new LensError('login-node', `The work will take about ${duration(seconds)}, and ${where}; ${otherwise}.`);
}
