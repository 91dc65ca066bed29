import { LensError } from '../../facts/errors';
import type { RunOptions } from '../../jobs/workerClient';

/** Work that is under way, and who waits for it. */
interface Running<T> {
  answer: Promise<T>;
  stop: AbortController;
  waiting: Set<NonNullable<RunOptions['onProgress']>>;
}

/**
 * Answers by key: kept ones at once, and one that several ask for at the same time (the side bar and the foot of a viewer) computed once. Work that
 * nobody waits for any more is aborted. The least recently used of more than `most` answers goes.
 */
export class SharedAnswers<T> {
  private readonly kept = new Map<string, T>();
  private readonly running = new Map<string, Running<T>>();

  constructor(private readonly most: number) {}

  /** What is known; undefined when it would have to be computed. */
  known(key: string): T | undefined {
    const answer = this.kept.get(key);
    if (answer !== undefined) this.keep(key, answer);
    return answer;
  }

  /** The answer, by `compute` unless it is known or under way. @throws LensError `cancelled` when the signal is aborted, and what `compute` throws. */
  async ask(key: string, compute: (options: RunOptions) => Promise<T>, options: RunOptions = {}): Promise<T> {
    const known = this.known(key);
    if (known !== undefined) return known;
    const { signal, onProgress = () => undefined } = options;
    const running = this.running.get(key) ?? this.start(key, compute);
    // A function of its own: one listener may wait twice.
    const listener: typeof onProgress = (...progress) => onProgress(...progress);
    running.waiting.add(listener);
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        signal?.removeEventListener('abort', giveUp);
        running.waiting.delete(listener);
      };
      const giveUp = () => {
        leave();
        if (running.waiting.size === 0) this.abort(key, running);
        reject(new LensError('cancelled', 'The computation was cancelled.'));
      };
      if (signal?.aborted) return giveUp();
      signal?.addEventListener('abort', giveUp);
      running.answer.then(resolve, reject).finally(leave);
    });
  }

  /** Forgets all answers; those that are still computed reach who waits for them, and are not kept. */
  forget(): void {
    this.kept.clear();
    this.running.clear();
  }

  private start(key: string, compute: (options: RunOptions) => Promise<T>): Running<T> {
    const stop = new AbortController();
    const waiting: Running<T>['waiting'] = new Set();
    const onProgress: RunOptions['onProgress'] = (...progress) => waiting.forEach((hear) => hear(...progress));
    const answer = compute({ signal: stop.signal, onProgress });
    const running: Running<T> = { answer, stop, waiting };
    this.running.set(key, running);
    // Work that was forgotten meanwhile is for those alone who wait for it.
    const end = () => this.running.get(key) === running && this.running.delete(key);
    answer.then((found) => {
      if (end()) this.keep(key, found);
    }, end);
    return running;
  }

  private abort(key: string, running: Running<T>): void {
    // Out of the list first: who asks now begins anew.
    if (this.running.get(key) === running) this.running.delete(key);
    running.stop.abort();
  }

  private keep(key: string, answer: T): void {
    this.kept.delete(key);
    this.kept.set(key, answer);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.most) break;
      this.kept.delete(oldest);
    }
  }
}
