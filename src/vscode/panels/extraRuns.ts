import { l10n } from 'vscode';
import type { RunOptions } from '../../jobs/workerClient';
import type { ComparisonRequest, ComparisonState } from '../../protocol/panel';
import type { Extra } from '../../protocol/extra';
import type { DirectionsRequest, TrustRequest } from '../../protocol/pairExtras';
import { LatestRun } from '../latestRun';
import { explain } from '../log';
import type { Services } from '../services';
import { readResources } from '../settings';
import { progressInterval, throttle } from '../throttle';

/** What a comparison shows beside its report. */
export type ShownExtras = Pick<Extract<ComparisonState, { status: 'done' }>, 'trust' | 'directions'>;

/** What is computed on request beside a report: one run of each kind at a time, each with its own progress and end. */
export class ExtraRuns {
  private readonly runs = { trust: new LatestRun(), directions: new LatestRun() };

  /** @param show hears of each state that one of them reaches. */
  constructor(
    private readonly services: Services,
    private readonly show: (change: ShownExtras) => void,
  ) {}

  /** How far the scores of a pair can be trusted. Resolves when the run has ended, whatever its end. */
  trust(pair: ComparisonRequest, request: TrustRequest): Promise<void> {
    const spec = { ...this.specOf(pair), request };
    return this.start(
      this.runs.trust,
      request,
      (options) => this.services.workers.run('trust', spec, options),
      (trust) => this.show({ trust }),
    );
  }

  /** The directions of a pair. Resolves when the run has ended, whatever its end. */
  directions(pair: ComparisonRequest, request: DirectionsRequest): Promise<void> {
    const spec = { ...this.specOf(pair), request };
    return this.start(
      this.runs.directions,
      request,
      (options) => this.services.workers.run('directions', spec, options),
      (directions) => this.show({ directions }),
    );
  }

  /** Stops one of them, or both, which then end as cancelled and say so. */
  cancel(what?: keyof ShownExtras): void {
    for (const kind of ['trust', 'directions'] as const)
      if (what === undefined || what === kind) this.runs[kind].cancel();
  }

  /** Stops both for good: the report that they were about is gone. */
  drop(): void {
    this.runs.trust.dispose();
    this.runs.directions.dispose();
  }

  private specOf(pair: ComparisonRequest) {
    return { ...pair, resources: readResources(this.services.log, this.services.factorsFolder) };
  }

  private start<Request, Outcome>(
    runs: LatestRun,
    request: Request,
    work: (options: RunOptions) => Promise<Outcome>,
    show: (extra: Extra<Request, Outcome>) => void,
  ): Promise<void> {
    return runs.start(async ({ signal, isLatest }) => {
      const onProgress = throttle((phase: string, fraction: number) => {
        if (isLatest()) show({ status: 'loading', request, phase, fraction });
      }, progressInterval);
      onProgress(l10n.t('Starting'), 0);
      try {
        const outcome = await work({ onProgress, signal });
        onProgress.cancel();
        if (isLatest()) show({ status: 'done', request, outcome });
      } catch (error) {
        onProgress.cancel();
        if (isLatest()) show({ status: 'failed', request, error: explain(error, this.services.log) });
      }
    });
  }
}
