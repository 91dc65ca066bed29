import { byteSize } from '../../src/facts/byteSize';
import { duration } from '../../src/facts/duration';
import type { Estimate } from '../../src/protocol/analysisRun';
import { count, counted } from '../../src/facts/numbers';

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
