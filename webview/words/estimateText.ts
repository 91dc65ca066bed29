import { byteSize } from '../../src/facts/byteSize';
import type { Estimate } from '../../src/protocol/analysisRun';
import { count, counted } from '../../src/facts/numbers';

/** A time as people say it: `under a second`, `8 s`, `2 min`, `1 h 20 min`. */
export function duration(seconds: number): string {
  if (seconds < 1) return 'under a second';
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return `${minutes} min`;
  const rest = minutes % 60;
  return `${count(Math.floor(minutes / 60))} h${rest === 0 ? '' : ` ${rest} min`}`;
}

/** What an analysis will take, in one line: `66 pairs, 12 known; reads 1.2 GiB; about 2 min; 340 MiB of memory`. */
export function estimateText(estimate: Estimate, what: 'pair' | 'layer'): string {
  const { pairs, knownPairs, bytesToRead, seconds, memoryBytes } = estimate;
  const known = knownPairs === 0 ? '' : `, ${count(knownPairs)} known`;
  const time = seconds < 1 ? duration(seconds) : `about ${duration(seconds)}`;
  return [
    `${counted(pairs, what)}${known}`,
    `reads ${byteSize(bytesToRead)}`,
    time,
    `${byteSize(memoryBytes)} of memory`,
  ].join('; ');
}
