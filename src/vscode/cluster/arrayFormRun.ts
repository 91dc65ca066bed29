import { l10n, Uri, window } from 'vscode';
import { readArrayForm, type ArrayAsked } from '../../cluster/readArrayForm';
import { usualThrottle } from '../../cluster/shardJob';
import { arrayRanges } from '../../cluster/arrayRanges';
import { duration } from '../../facts/duration';
import { largestOf } from '../../facts/extremes';
import { programVersion } from '../../facts/programVersion';
import { arrayQueue } from '../../jobs/cluster/arrayQueue';
import { planArray, type PlannedArray } from '../../jobs/cluster/planArray';
import {
  slurmArray,
  submitArray,
  writePrepared,
  type ArraySpec,
  type PreparedArray,
} from '../../jobs/cluster/prepareArray';
import { keepPlan } from '../../jobs/shards/planFiles';
import type { ArrayForm, ArrayPreview, ClusterForm, ClusterPlace } from '../../protocol/clusterPage';
import type { Selection } from '../../protocol/selection';
import { LatestRun } from '../latestRun';
import { explain } from '../log';
import type { Services } from '../services';
import { readSlurm } from '../settings';
import { sbatchHere } from './slurm';
import { arraysIn, sharedPlace, submittedPlan, type SubmittedPlan } from './submittedPlan';

/** Milliseconds that a changed form waits for the next change before its plan is made. */
const planDelay = 400;

/** What a form has come to: an array to be submitted, unless nothing is missing. */
interface Ready {
  selection: Selection;
  asked: ArrayAsked;
  spec: ArraySpec;
  planned: PlannedArray;
  prepared: PreparedArray | undefined;
  earlier: SubmittedPlan | undefined;
}

/** The form of an array: its preview, made from headers, and its submission, which people are asked about once more. */
export class ArrayFormRun {
  private readonly runs = new LatestRun();
  private shown: ClusterForm | undefined;
  private ready: Ready | undefined;

  constructor(
    private readonly services: Services,
    private readonly show: (cluster: ClusterForm) => void,
  ) {}

  /** Shows a form, and soon after what comes of it. */
  preview(selection: Selection, form: ArrayForm): void {
    this.ready = undefined;
    const read = readArrayForm(form);
    if (read.problems) {
      this.runs.dispose();
      const message = l10n.t('Put right the fields that are marked, then it is planned.');
      return this.tell({ form, problems: read.problems, preview: { status: 'failed', message } });
    }
    void this.runs.start(async ({ signal, isLatest }) => {
      this.tell({ form, problems: {}, preview: { status: 'loading' } });
      await new Promise((resolve) => setTimeout(resolve, planDelay));
      if (!isLatest()) return;
      try {
        const ready = await this.plan(selection, read.asked, signal);
        if (!isLatest()) return;
        this.ready = ready;
        const preview = { status: 'done' as const, preview: previewOf(ready, await sbatchHere(this.services.log)) };
        if (isLatest()) this.tell({ form, problems: {}, before: thereOf(ready), preview });
      } catch (error) {
        const { message } = explain(error, this.services.log);
        if (isLatest()) this.tell({ form, problems: {}, preview: { status: 'failed', message } });
      }
    });
  }

  /** Asks for another results folder, and yields the form with it. */
  async chooseResults(form: ArrayForm): Promise<ArrayForm | undefined> {
    const [chosen] =
      (await window.showOpenDialog({
        title: l10n.t('Folder of Results'),
        openLabel: l10n.t('Keep Results Here'),
        canSelectFiles: false,
        canSelectFolders: true,
        ...(form.results.startsWith('/') && { defaultUri: Uri.file(form.results) }),
      })) ?? [];
    return chosen?.scheme === 'file' ? { ...form, results: chosen.fsPath } : undefined;
  }

  /** Asks, and submits what the form shows; yields where it is kept, undefined where nothing was submitted. */
  async submit(): Promise<ClusterPlace | undefined> {
    const { ready, shown } = this;
    if (!ready?.prepared || !shown || shown.submitting || !(await isMeant(ready.prepared))) return undefined;
    if (this.ready !== ready) return undefined;
    const { prepared, spec, earlier } = ready;
    this.tell({ ...shown, submitting: true, failure: undefined });
    try {
      const sbatch = await sbatchHere(this.services.log);
      const { size } = await arrayQueue(arraysIn(earlier?.submission), { sbatch });
      if (size > 0) {
        const failure = l10n.t(
          'Job {0} of this analysis waits or runs: it is not submitted twice.',
          earlier!.submission.job,
        );
        return void this.tell({ ...shown, submitting: undefined, failure });
      }
      await writePrepared(spec, prepared);
      const { job } = await submitArray(prepared, { sbatch });
      this.services.log.info(`Submitted as job ${job}: ${prepared.args.join(' ')}`);
      return { results: spec.results, plan: prepared.job.id };
    } catch (error) {
      const { message } = explain(error, this.services.log);
      return void this.tell({ ...shown, submitting: undefined, failure: message });
    }
  }

  /** Where what is there already is kept, as the form shows it. */
  async there(): Promise<ClusterPlace | undefined> {
    const { ready } = this;
    if (!ready || thereOf(ready) === undefined) return undefined;
    const { selection, spec, earlier } = ready;
    const { id } = earlier?.plan ?? (await keepPlan(spec.results, selection, spec.count));
    return { results: spec.results, plan: id };
  }

  /** Stops what is planned. */
  dispose(): void {
    this.runs.dispose();
    this.ready = this.shown = undefined;
  }

  private tell(cluster: ClusterForm): void {
    this.shown = cluster;
    this.show(cluster);
  }

  private async plan(selection: Selection, asked: ArrayAsked, signal: AbortSignal): Promise<Ready> {
    const { results, cpus, memoryMib } = asked;
    const earlier = await submittedPlan(results, selection);
    // What was submitted before is completed by the same shards.
    const shards = asked.shards ?? earlier?.plan.shards;
    const planned = await planArray({ selection, results: sharedPlace(results) }, { shards, cpus, memoryMib }, (spec) =>
      this.services.workers.run('plan', spec, { signal }),
    );
    const spec = arraySpec(selection, results, planned);
    const prepared = planned.shards.length > 0 ? await preparedArray(spec, asked, planned, this.services) : undefined;
    return { selection, asked, spec, planned, prepared, earlier };
  }
}

/** What an array of a plan is made of. */
export function arraySpec(selection: Selection, results: string, planned: PlannedArray): ArraySpec {
  return { selection, results, count: planned.plan.shards.length, planned, version: programVersion ?? 'source' };
}

/** The array as it would be submitted. @throws LensError `usage`. */
export function preparedArray(
  spec: ArraySpec,
  { slurm }: Pick<ArrayAsked, 'slurm'>,
  { minutes }: PlannedArray,
  { log }: Services,
): Promise<PreparedArray> {
  const { time = minutes, throttle = usualThrottle } = slurm;
  return slurmArray(spec, { ...slurm, time, throttle }, { named: readSlurm(log).node, own: process.execPath });
}

function thereOf({ earlier, prepared }: Ready): string | undefined {
  if (!prepared) return l10n.t('All of it is in this folder already.');
  return earlier && l10n.t('This analysis was submitted with this folder before, as job {0}.', earlier.submission.job);
}

function previewOf({ planned, prepared, spec }: Ready, sbatch = 'sbatch'): ArrayPreview {
  const { plan, shards, memoryMib, cpus, minutes } = planned;
  const some = new Set(shards);
  const own = plan.shards.filter(({ index }) => some.has(index));
  const most = (of: (shard: (typeof own)[number]) => number) => largestOf([0, ...own.map(of)]);
  const sum = (of: (shard: (typeof own)[number]) => number) => own.reduce((total, shard) => total + of(shard), 0);
  return {
    pairs: plan.pairs,
    knownPairs: plan.knownPairs,
    shards: spec.count,
    tasks: shards.length,
    seconds: sum(({ seconds }) => seconds),
    longestSeconds: most(({ seconds }) => seconds),
    bytesToRead: sum(({ bytesToRead }) => bytesToRead),
    memoryBytes: most(({ memoryBytes }) => memoryBytes),
    memoryMib,
    usual: {
      shards: String(spec.count),
      cpus: String(cpus),
      memory: String(memoryMib),
      time: String(minutes),
      throttle: String(usualThrottle),
    },
    scriptPath: prepared?.scriptPath ?? '',
    script: prepared?.script ?? '',
    command: prepared ? [sbatch, ...prepared.args] : [],
  };
}

/** Whether people mean an array to be submitted, which is named to them. */
export async function isMeant({ job, shards, args, scriptPath }: PreparedArray): Promise<boolean> {
  const submit = l10n.t('Submit');
  const question =
    shards.length === 1
      ? l10n.t('Submit a task to Slurm?')
      : l10n.t('Submit {0} tasks to Slurm?', shards.length.toLocaleString('en-US'));
  const of = (option: string) => args.find((arg) => arg.startsWith(`${option}=`))?.slice(option.length + 1) ?? '';
  const partition = of('--partition');
  const time = of('--time');
  const limit = /^\d+$/.test(time) ? duration(60 * Number(time)) : time;
  const detail = [
    l10n.t('Shards {0} of {1}', arrayRanges(shards), job.count.toLocaleString('en-US')),
    l10n.t('Each: cores {0}, memory {1} MiB, at most {2}', job.cpus, job.memoryMib.toLocaleString('en-US'), limit),
    ...(partition === '' ? [] : [l10n.t('Partition: {0}', partition)]),
    l10n.t('Results: {0}', job.results),
    l10n.t('Script: {0}', scriptPath),
  ].join('\n');
  return (await window.showInformationMessage(question, { modal: true, detail }, submit)) === submit;
}
