import { l10n } from 'vscode';
import type { ScanOutcome, ScanSpec } from '../../protocol/scan';
import { isOfPairs, type AnalysisResult } from '../../facts/analyses';
import type { MatrixResult } from '../../facts/analyses/matrix';
import type { AnalysisSetup, AnalysisState, AnalysisSubject, ComparisonRequest, ShownPair } from '../../protocol/panel';
import { LatestRun, type RunContext } from '../latestRun';
import { explain } from '../log';
import { pairAsRead } from '../pairAsRead';
import type { Services } from '../services';
import { readResources, readResultsPlace } from '../settings';
import { throttle } from '../throttle';

/** Milliseconds between two states with progress, each of which may hold a whole matrix. */
const stateInterval = 200;
/** Milliseconds that a changed selection waits for the next change before it is estimated. */
const estimateDelay = 300;

/** Seconds that people wait for a result that they have not asked to be computed. */
const moments = 5;

type Show = (state: AnalysisState) => void;
type ShownEstimate = NonNullable<AnalysisSetup['estimate']>;

/** The jobs of an analysis page, with their progress as states. */
export class AnalysisJobs {
  private readonly estimates = new LatestRun();
  private readonly pairs = new LatestRun();
  private waiting: NodeJS.Timeout | undefined;

  constructor(private readonly services: Services) {}

  /** What folders hold. @throws LensError `cancelled` and what the worker throws. */
  async scan(spec: ScanSpec, { signal }: RunContext, show: Show): Promise<ScanOutcome> {
    const { services } = this;
    const onProgress = throttle((phase: string, fraction: number) => {
      show({ status: 'scanning', phase, fraction });
    }, stateInterval);
    this.dispose();
    onProgress(l10n.t('Starting'), 0);
    services.log.info(`Looking through ${spec.roots.join(', ')}`);
    try {
      return await services.workers.run('scan', spec, { onProgress, signal });
    } finally {
      onProgress.cancel();
    }
  }

  /** The result of the analysis. @throws LensError `cancelled` and what the worker throws. */
  async analyze(subject: AnalysisSubject, { signal }: RunContext, show: Show): Promise<AnalysisResult> {
    const { services } = this;
    let partial: MatrixResult | undefined;
    const showProgress = throttle((phase: string, fraction: number) => {
      show({ status: 'loading', subject, phase, fraction, partial });
    }, stateInterval);
    const onProgress = (phase: string, fraction: number, cells?: unknown) => {
      // Not every progress tells cells; those that are known stay in sight.
      if (cells !== undefined) partial = cells as MatrixResult;
      showProgress(phase, fraction);
    };
    onProgress(l10n.t('Starting'), 0);
    const { selection } = subject;
    services.log.info(`Analysis of ${selection.arrays.length} arrays: ${selection.analysis}, ${selection.measure}`);
    try {
      const result = await services.workers.run('analyze', { selection, ...this.means() }, { onProgress, signal });
      services.log.info(`Analysed: milliseconds ${JSON.stringify(result.timings)}, known before ${result.known}`);
      return result;
    } finally {
      showProgress.cancel();
    }
  }

  /** Whether the result of an analysis is known from before, pair by pair or layer by layer; or, of layers, takes but moments. */
  async isKnown({ selection }: AnalysisSubject, { signal }: RunContext): Promise<boolean> {
    try {
      const found = await this.services.workers.run('estimate', { selection, ...this.means() }, { signal });
      const known = found.knownPairs === found.pairs || (!isOfPairs(selection.analysis) && found.seconds <= moments);
      return found.problems.length === 0 && found.pairs > 0 && known;
    } catch {
      // The table says why.
      return false;
    }
  }

  /** Seconds that an analysis would take; 0 where that cannot be told, which the analysis itself then explains. */
  async seconds({ selection }: AnalysisSubject, { signal }: Pick<RunContext, 'signal'>): Promise<number> {
    const estimated = this.services.workers.run('estimate', { selection, ...this.means() }, { signal });
    const found = await estimated.catch(() => undefined);
    return found?.seconds ?? 0;
  }

  /** Tells what an analysis would take, once no other was asked for during a moment. */
  estimate({ selection }: AnalysisSubject, tell: (estimate: ShownEstimate) => void): void {
    const { services } = this;
    this.dispose();
    this.waiting = setTimeout(() => {
      void this.estimates.start(async ({ signal, isLatest }) => {
        try {
          const estimate = await services.workers.run('estimate', { selection, ...this.means() }, { signal });
          if (isLatest()) tell({ status: 'done', estimate });
        } catch (error) {
          if (isLatest()) tell({ status: 'failed', message: explain(error, services.log).message });
        }
      });
    }, estimateDelay);
  }

  /** A pair of the selection as it is read; of one that is not in it, undefined and a line in the log. */
  async pair({ selection }: AnalysisSubject, a: string, b: string): Promise<ComparisonRequest | undefined> {
    const pair = await pairAsRead(selection, a, b, this.services);
    if (!pair) this.services.log.warn('The page asked for a pair that is not in its selection.');
    return pair;
  }

  /** Tells the report of a pair of the selection, and what it comes to meanwhile; of the newest alone that is asked for. */
  reportOfPair(subject: AnalysisSubject, a: string, b: string, tell: (pair: ShownPair) => void): void {
    const { services } = this;
    void this.pairs.start(async ({ signal, isLatest }) => {
      tell({ a, b, status: 'loading' });
      try {
        const pair = await this.pair(subject, a, b);
        if (!pair) return;
        const spec = { ...pair, resources: readResources(services.log, services.factorsFolder) };
        const { report } = await services.workers.run('compare', spec, { signal });
        if (isLatest()) tell({ a, b, status: 'done', report });
      } catch (error) {
        if (isLatest()) tell({ a, b, status: 'failed', message: explain(error, services.log).message });
      }
    });
  }

  /** Stops an estimate that is waited for, and a pair's report. */
  dispose(): void {
    clearTimeout(this.waiting);
    this.estimates.dispose();
    this.pairs.dispose();
  }

  /** What jobs of analyses may use, and where results are kept. */
  means() {
    const { log, factorsFolder, resultsFolder } = this.services;
    return { resources: readResources(log, factorsFolder), results: readResultsPlace(log, resultsFolder) };
  }
}
