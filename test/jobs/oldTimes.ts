import { existsSync, statSync, utimesSync, writeFileSync } from 'node:fs';

/** Seconds since 1970: to come, so that no time of change is later. */
const time = 4e9;

/**
 * Writes a file whose times of access and modification are always the same; over another file once more for as long as its time of change is the same, too, since
 * file systems count that in ticks.
 */
export function writeWithOldTimes(path: string, bytes: string | Uint8Array): void {
  const changed = () => (existsSync(path) ? statSync(path, { bigint: true }).ctimeNs : undefined);
  const before = changed();
  do {
    writeFileSync(path, bytes);
    utimesSync(path, time, time);
  } while (changed() === before);
}
