import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';

/** How many cores all programs together keep busy over the next seconds, this one waiting: 0 on an idle machine. (A load average also counts what waits for devices.) */
export async function busyCores(seconds: number): Promise<number> {
  const before = times();
  await delay(1000 * seconds);
  const after = times();
  const total = after.total - before.total;
  return total > 0 ? cpus().length * (1 - (after.idle - before.idle) / total) : 0;
}

/** Milliseconds of all cores so far. */
function times(): { total: number; idle: number } {
  const sums = { total: 0, idle: 0 };
  for (const core of cpus()) {
    sums.idle += core.times.idle;
    for (const part of Object.values(core.times)) sums.total += part;
  }
  return sums;
}
