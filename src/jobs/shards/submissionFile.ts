import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readSubmission, type Submission } from '../../cluster/submission';
import { replaceFile } from './replaceFile';

const name = 'submission.json';

/** What was submitted of a plan, by the plan's folder; undefined where nothing was, or what is there cannot be understood. */
export async function readSubmissionOf(folder: string): Promise<Submission | undefined> {
  const text = await readFile(join(folder, name), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : readSubmission(text);
}

/** Keeps what was submitted of a plan. @throws LensError `results-unwritable`. */
export function writeSubmission(folder: string, submission: Submission): void {
  replaceFile(join(folder, name), `${JSON.stringify(submission, null, 1)}\n`);
}
