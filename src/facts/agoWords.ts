import { counted } from './numbers';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** From this many days on, a date says more than a count of weeks. */
const mostDays = 60;

/**
 * How long ago a moment was, in words of one unit: `just now`, `5 min ago`, `3 hours ago`, `2 days ago`, `4 weeks ago`, then its date. Whole units that
 * have passed; a moment to come, as by another machine's clock, is just now.
 * @param then milliseconds since 1970, as `now`.
 */
export function agoWords(then: number, now: number): string {
  const passed = now - then;
  if (passed < minute) return 'just now';
  if (passed < hour) return `${Math.floor(passed / minute)} min ago`;
  if (passed < day) return ago(passed / hour, 'hour');
  const days = passed / day;
  if (days < 14) return ago(days, 'day');
  return days < mostDays ? ago(days / 7, 'week') : localDay(then);
}

/** The date of a moment in local time, to the minute: `2026-11-30 07:45`. */
export function localMoment(moment: number): string {
  const date = new Date(moment);
  return `${localDay(moment)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

function localDay(moment: number): string {
  const date = new Date(moment);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function ago(passed: number, unit: string): string {
  return `${counted(Math.floor(passed), unit)} ago`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
