/** A time as people say it: `under a second`, `8 s`, `2 min`, `1 h 20 min`. */
export function duration(seconds: number): string {
  if (seconds < 1) return 'under a second';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60).toLocaleString('en-US')} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/** Seconds of work before which nothing is said of what is left: a rate that begins is none yet. */
const settled = 3;

/**
 * What is left of work by the rate at which its part `done` (0 to 1) was done in so many seconds: `, about 2 min left`; empty while too little is known,
 * and of the last second.
 */
export function timeLeft(done: number, seconds: number): string {
  if (seconds < settled || !(done > 0)) return '';
  const left = (seconds * (1 - done)) / done;
  return left < 1 ? '' : `, about ${duration(left)} left`;
}
