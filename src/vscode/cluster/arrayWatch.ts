import { l10n, window } from 'vscode';
import { arrayRanges } from '../../cluster/arrayRanges';
import type { Submission } from '../../cluster/submission';
import { againOf, shardStandings } from '../../cluster/shardStandings';
import { waitingReasons, type QueuedTask } from '../../cluster/squeueAnswer';
import { programVersion } from '../../facts/programVersion';
import { arrayQueue } from '../../jobs/cluster/arrayQueue';
import { submissionOf } from '../../jobs/cluster/prepareArray';
import { startScancel } from '../../jobs/cluster/startSbatch';
import { plansIn, type KeptPlan } from '../../jobs/shards/planFiles';
import type { AnalysisResult } from '../../facts/analyses';
import type { KeptOutcome, WatchOutcome } from '../../protocol/analysisRun';
import type { ClusterPlace, ClusterWatch } from '../../protocol/clusterPage';
import type { Selection } from '../../protocol/selection';
import { LatestRun, type RunContext } from '../latestRun';
import { explain } from '../log';
import type { Services } from '../services';
import { readResources } from '../settings';
import { sbatchHere } from './slurm';
import { submitAgain } from './submitAgain';
import { arraysIn, sharedPlace } from './submittedPlan';

/** Milliseconds between two looks at a results folder, and how many times as long as a look took at least. */
const lookInterval = 3000;
const restShare = 5;
/** Milliseconds between two questions to squeue, which a whole cluster asks. */
const queueInterval = 10_000;
/** Failures that are told one by one. */
const mostFailures = 5;

/** Who shows what is watched. */
export interface WatchOwner {
  /** Whether anybody sees it: else nothing is looked at. */
  isSeen(): boolean;
  /** `partial`: what there is of the result, where some of it can be shown. */
  show(watch: ClusterWatch, partial: AnalysisResult | undefined): void;
  /** All of it is there. */
  done(result: AnalysisResult): void;
}

/** What is known of an analysis that is watched. */
interface Known {
  plan: KeptPlan;
  submission?: Submission | undefined;
  queue?: Map<number, QueuedTask> | undefined;
  /** Why the queue is not known. */
  unanswered?: string | undefined;
  outcome?: WatchOutcome | undefined;
  kept?: KeptOutcome | undefined;
  again: number[];
}

/** Watches the results folder of an analysis that a cluster computes, and its queue, until all is there. Nothing is computed, and nothing submitted unasked. */
export class ArrayWatch {
  private readonly runs = new LatestRun();
  private wake: () => void = () => undefined;
  private known: Known | undefined;
  private watch: ClusterWatch | undefined;
  private askedAt = 0;
  /** What went wrong with what people asked for last; it stays until they ask for something else. */
  private failure: string | undefined;

  constructor(
    private readonly services: Services,
    private readonly owner: WatchOwner,
  ) {}

  /** Watches from now on, in the place of what was watched before. */
  start(selection: Selection, place: ClusterPlace): void {
    this.known = this.failure = undefined;
    this.askedAt = 0;
    this.watch = {
      ...place,
      shards: 0,
      pairs: 0,
      missingPairs: 0,
      standings: none,
      reasons: [],
      failures: [],
      again: 0,
    };
    this.owner.show(this.watch, undefined);
    void this.runs.start((context) => this.look(selection, place, context));
  }

  /** Looks now. */
  lookNow(): void {
    this.askedAt = 0;
    this.wake();
  }

  /** Asks, and cancels the arrays that wait or run. */
  async cancel(): Promise<void> {
    const { known, watch } = this;
    const arrays = arraysIn(known?.submission);
    if (!known || !watch || arrays.length === 0) return;
    const end = l10n.t('Cancel Job');
    const question = l10n.t('Cancel job {0} of Slurm?', arrays.map(({ job }) => job).join(', '));
    const detail = l10n.t('Its tasks that wait or run end. What they have computed stays in {0}.', watch.results);
    if ((await window.showWarningMessage(question, { modal: true, detail }, end)) !== end) return;
    await this.doing('cancel', async () => {
      const sbatch = await sbatchHere(this.services.log);
      for (const array of arrays) await startScancel(array, { sbatch });
    });
  }

  /** Asks, and submits the shards that lack something, and neither run nor wait. */
  async again(): Promise<void> {
    const { known } = this;
    if (!known || known.again.length === 0) return;
    const submit = l10n.t('Submit');
    const shards = arrayRanges(known.again);
    const question = l10n.t('Submit what is missing to Slurm again (shards {0})?', shards);
    const detail = l10n.t('What is there is not computed again. Results: {0}', this.watch!.results);
    if ((await window.showInformationMessage(question, { modal: true, detail }, submit)) !== submit) return;
    await this.doing('submit', () => submitAgain(known.plan, this.watch!.results, known.again, this.services));
  }

  /** Stops watching; what runs goes on. */
  dispose(): void {
    this.runs.dispose();
    this.wake();
    this.known = this.watch = undefined;
  }

  private async doing(what: 'cancel' | 'submit', work: () => Promise<void>): Promise<void> {
    const { watch } = this;
    if (!watch || watch.doing) return;
    this.failure = undefined;
    this.tell({ ...watch, doing: what, problem: undefined });
    try {
      await work();
    } catch (error) {
      this.failure = explain(error, this.services.log).message;
    }
    if (this.watch) this.tell({ ...this.watch, doing: undefined, problem: this.failure });
    this.lookNow();
  }

  private async look(selection: Selection, place: ClusterPlace, context: RunContext): Promise<void> {
    for (;;) {
      const began = performance.now();
      if (this.owner.isSeen() && !this.watch?.doing) {
        const result = await this.lookOnce(selection, place, context);
        if (!context.isLatest()) return;
        if (result) return this.owner.done(result);
      }
      const rest = Math.max(lookInterval, restShare * (performance.now() - began));
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, rest);
        this.wake = () => (clearTimeout(timer), resolve());
      });
      if (!context.isLatest()) return;
    }
  }

  /** The whole result, where all of it is there. */
  private async lookOnce(
    selection: Selection,
    place: ClusterPlace,
    { signal, isLatest }: RunContext,
  ): Promise<AnalysisResult | undefined> {
    const { services } = this;
    const plan = this.known?.plan ?? (await plansIn(place.results)).find(({ id }) => id === place.plan);
    if (!isLatest()) return undefined;
    if (!plan) {
      const problem = l10n.t(
        '{0} does not hold this analysis (plan {1}) any more, or cannot be read.',
        place.results,
        place.plan,
      );
      this.tell({ ...this.watch!, problem });
      return undefined;
    }
    const known = (this.known ??= { plan, again: [] });
    known.submission = await submissionOf(plan.folder);
    if (this.askedAt === 0 || performance.now() - this.askedAt >= queueInterval) await this.askQueue(known);
    const resources = readResources(services.log, services.factorsFolder);
    const spec = {
      selection,
      // Results of a cluster are of WebAssembly.
      resources: { ...resources, native: undefined },
      results: sharedPlace(place.results),
      shards: plan.shards,
      plan: plan.folder,
      seen: known.outcome?.mark,
    };
    let problem: string | undefined;
    try {
      known.outcome = await services.workers.run('watch', spec, { signal });
    } catch (error) {
      if (isLatest()) problem = explain(error, services.log).message;
    }
    if (!isLatest() || !this.watch) return undefined;
    known.kept = known.outcome?.kept ?? known.kept;
    const { kept } = known;
    if (kept?.missing === 0 && kept.result) return kept.result;
    if (kept && programVersion !== undefined && plan.version !== programVersion) problem ??= otherVersion(plan);
    this.tell(watchOf(this.watch, known, this.failure ?? known.unanswered ?? problem));
    return undefined;
  }

  /** What Slurm has in its queue, or why that is not known. */
  private async askQueue(known: Known): Promise<void> {
    const { log } = this.services;
    known.queue = known.unanswered = undefined;
    const sbatch = await sbatchHere(log);
    if (sbatch === undefined) {
      known.unanswered = l10n.t(
        'Slurm is not found here, or the workspace is not trusted: results alone are looked at.',
      );
      return;
    }
    try {
      known.queue = await arrayQueue(arraysIn(known.submission), { sbatch });
    } catch (error) {
      known.unanswered = explain(error, log).message;
    }
    this.askedAt = performance.now();
  }

  private tell(watch: ClusterWatch): void {
    this.watch = watch;
    const { kept } = this.known ?? {};
    this.owner.show(watch, kept?.result);
  }
}

const none = { done: 0, running: 0, waiting: 0, failed: 0, stopped: 0, missing: 0 };

function otherVersion({ version }: KeptPlan): string {
  return l10n.t(
    'It was submitted by CCA Lens {0}, and this is {1}, which takes only results of its own: submit it again, or see it by the copied program.',
    version,
    programVersion ?? '',
  );
}

/** What people see of what is known; fills in which shards may be submitted again. */
function watchOf(before: ClusterWatch, known: Known, problem: string | undefined): ClusterWatch {
  const { plan, submission, queue, outcome, kept } = known;
  const states = new Map((outcome?.states ?? []).map((state) => [state.index, state]));
  const all = Array.from({ length: plan.shards }, (_, at) => at + 1);
  const standings = shardStandings(plan.shards, kept?.missingShards ?? all, states, queue ?? new Map());
  // What neither runs nor waits is known only from the queue.
  known.again = kept && queue ? againOf(standings) : [];
  const counts = Object.fromEntries(Object.entries(standings).map(([name, shards]) => [name, shards.length]));
  return {
    ...before,
    job: submission?.job,
    shards: plan.shards,
    pairs: kept?.pairs ?? 0,
    missingPairs: kept?.missing ?? 0,
    standings: counts as ClusterWatch['standings'],
    reasons: waitingReasons(queue?.values() ?? []),
    failures: standings.failed.slice(0, mostFailures).map((shard) => {
      const { host, message = '' } = states.get(shard)!;
      return { shard, host, message };
    }),
    queued: queue?.size,
    again: known.again.length,
    looked: Date.now(),
    problem,
  };
}
