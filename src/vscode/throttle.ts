/** Progress is told of at most this often, in milliseconds: more cannot be read and would queue up behind the drawing. */
export const progressInterval = 100;

/** A function that is called at most once per interval, the last call never lost; `cancel` drops a call that still waits. */
interface Throttled<A extends unknown[]> {
  (...args: A): void;
  cancel(): void;
}

/** Limits how often `action` runs: at once for the first call, then at most every `milliseconds` with the latest arguments. */
export function throttle<A extends unknown[]>(action: (...args: A) => void, milliseconds: number): Throttled<A> {
  let timer: NodeJS.Timeout | undefined;
  let waiting: A | undefined;
  const pause = () => {
    timer = setTimeout(() => {
      timer = undefined;
      if (!waiting) return;
      const args = waiting;
      waiting = undefined;
      action(...args);
      pause();
    }, milliseconds);
  };
  const throttled = (...args: A) => {
    if (timer) waiting = args;
    else {
      action(...args);
      pause();
    }
  };
  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
    waiting = undefined;
  };
  return Object.assign(throttled, { cancel });
}
