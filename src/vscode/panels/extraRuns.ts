import { l10n } from 'vscode';
import type { Jobs } from '../../protocol/jobs';
import type { ComparisonRequest } from '../../protocol/panel';
import type { ExtraName, ExtraOf, PairExtras, ShownExtras } from '../../protocol/pairExtras';
import { LatestRun } from '../latestRun';
import { explain } from '../log';
import type { Services } from '../services';
import { readResources } from '../settings';
import { progressInterval, throttle } from '../throttle';

/** What is computed on request beside a report: one run of each kind at a time, each with its own progress and end. */
export class ExtraRuns {
  private readonly runs = new Map<ExtraName, LatestRun>();

  /** @param show hears of each state that one of them reaches. */
  constructor(
    private readonly services: Services,
    private readonly show: (change: ShownExtras) => void,
  ) {}

  /** Asks for one of them. Resolves when the run has ended, whatever its end. */
  start<Name extends ExtraName>(
    name: Name,
    pair: ComparisonRequest,
    request: PairExtras[Name]['request'],
  ): Promise<void> {
    const { services } = this;
    const runs = this.runs.get(name) ?? new LatestRun();
    this.runs.set(name, runs);
    const show = (extra: ExtraOf<ExtraName>) => this.show({ [name]: extra });
    return runs.start(async ({ signal, isLatest }) => {
      const onProgress = throttle((phase: string, fraction: number) => {
        if (isLatest()) show({ status: 'loading', request, phase, fraction } as ExtraOf<Name>);
      }, progressInterval);
      onProgress(l10n.t('Starting'), 0);
      try {
        const resources = readResources(services.log, services.factorsFolder);
        const spec = { ...pair, resources, request } as Jobs[Name]['spec'];
        const outcome = await services.workers.run(name, spec, { onProgress, signal });
        onProgress.cancel();
        if (isLatest()) show({ status: 'done', request, outcome } as ExtraOf<Name>);
      } catch (error) {
        onProgress.cancel();
        if (isLatest()) show({ status: 'failed', request, error: explain(error, services.log) } as ExtraOf<Name>);
      }
    });
  }

  /** Stops one of them, or all, which then end as cancelled and say so. */
  cancel(what?: ExtraName): void {
    for (const [name, runs] of this.runs) if (what === undefined || what === name) runs.cancel();
  }

  /** Stops all for good: the report that they were about is gone. */
  drop(): void {
    for (const runs of this.runs.values()) runs.dispose();
  }
}
