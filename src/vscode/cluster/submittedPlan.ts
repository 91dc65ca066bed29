import { arraysOf, type Submission } from '../../cluster/submission';
import { submissionOf } from '../../jobs/cluster/prepareArray';
import { planId, plansIn, type KeptPlan } from '../../jobs/shards/planFiles';
import type { ResultsPlace } from '../../protocol/analysisRun';
import type { Selection } from '../../protocol/selection';

/** A plan that was submitted. */
export interface SubmittedPlan {
  plan: KeptPlan;
  submission: Submission;
}

/** The newest plan of an analysis in a results folder that was submitted; undefined where none was. */
export async function submittedPlan(results: string, selection: Selection): Promise<SubmittedPlan | undefined> {
  const own = (await plansIn(results)).filter(({ id, shards }) => id === planId(selection, shards));
  for (const plan of own.reverse()) {
    const submission = await submissionOf(plan.folder);
    if (submission) return { plan, submission };
  }
  return undefined;
}

/** A results folder as jobs take it. */
export function sharedPlace(folder: string): ResultsPlace {
  return { folder, maxBytes: Infinity, shared: true };
}

/** The arrays of a plan that Slurm may still know; none where nothing was submitted. */
export function arraysIn(submission: Submission | undefined) {
  return submission ? arraysOf(submission) : [];
}
