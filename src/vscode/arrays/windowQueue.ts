import type { FromArray, WindowMessage } from '../../protocol/arrayMessages';
import type { WindowOutcome, WindowSpec } from '../../protocol/window';
import type { ArrayAddress } from '../../protocol/arrayAddress';
import { progressInterval, throttle } from '../throttle';

/** What a page asks for of the elements. */
export type WindowRequest = Extract<FromArray, { type: 'window' }>;

/** What reads windows, and what is told of an error. */
interface WindowReader {
  read(
    spec: WindowSpec,
    onProgress: (phase: string, fraction: number) => void,
    signal: AbortSignal,
  ): Promise<WindowOutcome>;
  explain(error: unknown): { code: string; message: string };
  /** What is said of a window that was given up before it was begun. */
  cancelled: string;
}

/** The windows that a page asks for, read one after the other and answered each. */
export class WindowQueue {
  private readonly waiting: { request: WindowRequest; array: ArrayAddress }[] = [];
  private current: AbortController | undefined;
  private open = true;

  constructor(
    private readonly reading: WindowReader,
    private readonly send: (message: WindowMessage) => void,
  ) {}

  /** Reads a window of an array as soon as those before it are read. */
  ask(request: WindowRequest, array: ArrayAddress): void {
    this.waiting.push({ request, array });
    if (!this.current) void this.work();
  }

  /** Stops what is being read and forgets what waits; all of it is answered as cancelled. */
  cancel(): void {
    const error = { code: 'cancelled', message: this.reading.cancelled };
    for (const { request } of this.waiting.splice(0)) {
      this.post({ type: 'window', id: request.id, status: 'failed', error });
    }
    this.current?.abort();
  }

  /** Stops for good: the page is gone, and nobody is answered. */
  dispose(): void {
    this.open = false;
    this.cancel();
  }

  private post(message: WindowMessage): void {
    if (this.open) this.send(message);
  }

  private async work(): Promise<void> {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      this.current = new AbortController();
      await this.answer(next.request, next.array, this.current.signal);
    }
    this.current = undefined;
  }

  private async answer(
    { id, ranges, axes, texts }: WindowRequest,
    array: ArrayAddress,
    signal: AbortSignal,
  ): Promise<void> {
    const onProgress = throttle((_phase: string, fraction: number) => {
      this.post({ type: 'window', id, status: 'loading', fraction });
    }, progressInterval);
    try {
      const outcome = await this.reading.read({ array, ranges, axes, texts }, onProgress, signal);
      onProgress.cancel();
      this.post({ type: 'window', id, status: 'done', outcome });
    } catch (error) {
      onProgress.cancel();
      this.post({ type: 'window', id, status: 'failed', error: this.reading.explain(error) });
    }
  }
}
