import { isRecord } from '../facts/isRecord';
import type { SlurmJobId } from './sbatchAnswer';

/** An array that a scheduler has taken. */
export interface SubmittedArray extends SlurmJobId {
  scheduler: 'slurm';
  /** Its tasks (`1-8`), and how many run at the same time at most. */
  array: string;
  throttle: number;
  /** When it was taken (ISO 8601, UTC). */
  when: string;
}

/** What `plans/<id>/submission.json` holds: the array that was submitted last, and those before it, the first first. */
export interface Submission extends SubmittedArray {
  earlier: SubmittedArray[];
}

/** A submission with an array that was taken after it. */
export function withArray(before: Submission | undefined, array: SubmittedArray): Submission {
  if (!before) return { ...array, earlier: [] };
  const { earlier, ...last } = before;
  return { ...array, earlier: [...earlier, last] };
}

/** Every array of a submission, the first first. */
export function arraysOf({ earlier, ...last }: Submission): SubmittedArray[] {
  return [...earlier, last];
}

/** A submission as a file holds it; undefined for any other text. */
export function readSubmission(text: string): Submission | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const { earlier = [] } = value;
  const last = arrayOf(value);
  const before = Array.isArray(earlier) ? earlier.map(arrayOf) : [undefined];
  return last && before.every((array) => array !== undefined) ? { ...last, earlier: before } : undefined;
}

/** An array of unknown origin; undefined where it is none, or has what no scheduler would answer: its number and cluster are handed to programs. */
function arrayOf(value: unknown): SubmittedArray | undefined {
  if (!isRecord(value)) return undefined;
  const { scheduler, job, cluster, array, throttle, when } = value;
  if (scheduler !== 'slurm' || typeof job !== 'string' || !/^\d+$/.test(job)) return undefined;
  if (cluster !== undefined && (typeof cluster !== 'string' || !/^\w[\w.-]*$/.test(cluster))) return undefined;
  if (typeof array !== 'string' || typeof throttle !== 'number' || typeof when !== 'string') return undefined;
  return { scheduler, job, ...(cluster !== undefined && { cluster }), array, throttle, when };
}
