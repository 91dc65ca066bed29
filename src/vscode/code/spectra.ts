import { l10n, type CancellationToken, type Disposable } from 'vscode';
import { LensError } from '../../facts/errors';
import type { SpectrumOutcome } from '../../protocol/arraySpectrum';
import { explain } from '../log';
import type { Services } from '../services';
import { readOptions, readResources } from '../settings';
import type { ArrayFacts } from './arrayFacts';

/** A spectrum, one sentence on why there is none, or nothing yet: it is still being computed. */
export type SpectrumAnswer =
  { status: 'done'; outcome: SpectrumOutcome } | { status: 'refused'; message: string } | { status: 'later' };

/** A hover waits for it, so that no more is read than a disk gives while one looks. */
const maxBytes = 64 * 2 ** 20;
/** Directions that are computed for somebody who only rests the pointer somewhere; more take many seconds. */
const mostDirections = 2048;
/** Milliseconds that a hover waits before it shows itself without a picture. */
const patience = 2500;
/** A spectrum is a number for each neuron at most: these are no burden. */
const mostKnown = 32;

interface Running {
  key: string;
  waiting: number;
  stop: AbortController;
  answer: Promise<SpectrumAnswer>;
}

/**
 * Spectra for hovers: kept by the state of their files, one computed at a time in a worker thread, and given up when nobody waits for it or
 * another is wanted. One that takes too long for a hover goes on and is there for the next.
 */
export class Spectra implements Disposable {
  private readonly known = new Map<string, SpectrumAnswer>();
  private running: Running | undefined;

  constructor(
    private readonly services: Pick<Services, 'workers' | 'log' | 'factorsFolder'>,
    private readonly patienceMilliseconds = patience,
  ) {}

  /** The spectrum of an array, rows being samples. @throws LensError `cancelled` when the token asks for it. */
  async of({ address, shape, state }: ArrayFacts, token: CancellationToken): Promise<SpectrumAnswer> {
    const directions = Math.min(...shape);
    if (shape.length === 2 && directions > mostDirections) {
      const count = directions.toLocaleString('en-US');
      return {
        status: 'refused',
        message: l10n.t('A spectrum of {0} directions takes a while; Inspect shows it.', count),
      };
    }
    const key = JSON.stringify([address, state, readOptions(this.services.log).rank]);
    const found = this.known.get(key);
    if (found) return found;
    const run = this.join(key, address);
    const cancelled = token.onCancellationRequested(() => {
      if (--run.waiting === 0) run.stop.abort();
    });
    let timer: NodeJS.Timeout | undefined;
    const later = new Promise<SpectrumAnswer>((resolve) => {
      timer = setTimeout(() => resolve({ status: 'later' }), this.patienceMilliseconds);
    });
    try {
      return await Promise.race([run.answer, later]);
    } finally {
      clearTimeout(timer);
      cancelled.dispose();
    }
  }

  /** Forgets all that are known; one that is being computed reaches who waits for it, and is not kept. */
  forget(): void {
    this.known.clear();
    this.running = undefined;
  }

  dispose(): void {
    this.running?.stop.abort();
  }

  private join(key: string, address: ArrayFacts['address']): Running {
    const { running } = this;
    if (running?.key === key && !running.stop.signal.aborted) {
      running.waiting += 1;
      return running;
    }
    running?.stop.abort();
    const stop = new AbortController();
    const run: Running = { key, waiting: 1, stop, answer: this.compute(address, stop.signal) };
    this.running = run;
    run.answer
      .then((answer) => this.running === run && this.keep(key, answer))
      .catch(() => undefined)
      .finally(() => {
        if (this.running === run) this.running = undefined;
      });
    return run;
  }

  private async compute(address: ArrayFacts['address'], signal: AbortSignal): Promise<SpectrumAnswer> {
    const { workers, log, factorsFolder } = this.services;
    try {
      const { rank } = readOptions(log);
      const spec = { array: address, rank, maxBytes, resources: readResources(log, factorsFolder) };
      return { status: 'done', outcome: await workers.run('spectrum', spec, { signal }) };
    } catch (error) {
      if (error instanceof LensError && error.code === 'cancelled') throw error;
      return { status: 'refused', message: explain(error, log).message };
    }
  }

  private keep(key: string, answer: SpectrumAnswer): void {
    // What was refused may be possible later, with more memory for one.
    if (answer.status !== 'done') return;
    this.known.set(key, answer);
    const [oldest] = this.known.keys();
    if (this.known.size > mostKnown && oldest !== undefined) this.known.delete(oldest);
  }
}
