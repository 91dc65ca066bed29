import type { ArrayHeader } from '../../protocol/arrayFile';
import type { ArrayState, Asked, FromArray } from '../../protocol/arrayMessages';
import { LatestRun } from '../latestRun';
import { explain } from '../log';
import type { Services } from '../services';
import { readOptions, readResources } from '../settings';
import { progressInterval, throttle } from '../throttle';

type Shown = Extract<ArrayState, { status: 'done' }>;
type Kind = 'statistics' | 'spectrum';
type Message<K extends Kind> = Extract<FromArray, { type: K }>;

/** Arrays up to so many bytes are read through without being asked for. */
const unaskedBytes = 256 * 2 ** 20;
/** What is computed of all of an array: each at most once at a time, and not again while what is wanted is there. */
export interface WholeArrayJobs {
  statistics(shown: Shown, header: ArrayHeader, message: Message<'statistics'>): void;
  spectrum(shown: Shown, header: ArrayHeader, message: Message<'spectrum'>): void;
  /** Stops one at a person's wish: it ends as cancelled. */
  cancel(what: Kind): void;
  /** Stops all without a word. */
  stop(): void;
}

/** The jobs of one viewer. @param change is given each new state of one of them. */
export function wholeArrayJobs(services: Services, change: (change: Partial<Shown>) => void): WholeArrayJobs {
  const { workers, log, factorsFolder } = services;
  const runs = { statistics: new LatestRun(), spectrum: new LatestRun() };

  /** Does a job unless what it yields is there, is being computed, or is too much to be read unasked. */
  function compute<Request extends object, Outcome>(
    kind: Kind,
    job: {
      request: Request;
      present: Asked<Request, Outcome> | undefined;
      bytes: number;
      asked: boolean;
      run(options: { onProgress(phase: string, fraction: number): void; signal: AbortSignal }): Promise<Outcome>;
      show(state: Asked<Request, Outcome>): void;
    },
  ): void {
    const { request, present, show } = job;
    const same = present && JSON.stringify(present.request) === JSON.stringify(request);
    if (same && (present.status === 'loading' || present.status === 'done')) return;
    if (!job.asked && same) return;
    if (!job.asked && job.bytes > unaskedBytes) return show({ status: 'large', request, bytes: job.bytes });
    void runs[kind].start(async ({ signal, isLatest }) => {
      const tell = (state: Asked<Request, Outcome>) => {
        if (isLatest()) show(state);
      };
      const onProgress = throttle((phase: string, fraction: number) => {
        tell({ status: 'loading', request, phase, fraction });
      }, progressInterval);
      onProgress('', 0);
      try {
        const outcome = await job.run({ onProgress, signal });
        onProgress.cancel();
        tell({ status: 'done', request, outcome });
      } catch (error) {
        onProgress.cancel();
        if (isLatest()) tell({ status: 'failed', request, error: explain(error, log) });
      }
    });
  }

  return {
    statistics({ array, statistics }, { dataBytes }, { axis, asked }) {
      const { memoryBytes } = readResources(log, factorsFolder);
      compute('statistics', {
        request: { axis },
        present: statistics,
        bytes: dataBytes,
        asked,
        run: (options) => workers.run('summary', { array, axis, resources: { memoryBytes } }, options),
        show: (state) => change({ statistics: state }),
      });
    },
    spectrum({ array, spectrum }, { dataBytes }, { recipe, asked }) {
      const resources = readResources(log, factorsFolder);
      const { rank } = readOptions(log);
      compute('spectrum', {
        request: { recipe },
        present: spectrum,
        bytes: dataBytes,
        asked,
        run: (options) => workers.run('spectrum', { array, recipe, rank, resources }, options),
        show: (state) => change({ spectrum: state }),
      });
    },
    cancel: (what) => runs[what].cancel(),
    stop() {
      runs.statistics.dispose();
      runs.spectrum.dispose();
    },
  };
}
