import { inTurn } from './inTurn';
import { manySamples } from './largePair';
import { ours, type Bench } from './programs';
import { isTiming, markdownTable, peakText, timingText } from './table';

/** CCA of very many samples with one worker thread and with two. */
export async function workersTable(bench: Bench): Promise<string> {
  const { files, title } = manySamples(bench, 1 / 8, 'samples');
  const counts = ['1', '2'];
  const timings = await inTurn(
    counts.map((count) =>
      ours(bench, ['compare', ...files, '--measures', 'cca', '--workers', count], `${count} workers`),
    ),
    bench.runs,
  );
  const [one] = timings;
  const rows = timings.map((timing, i) => [
    counts[i]!,
    timingText(timing),
    peakText(timing),
    isTiming(one) && isTiming(timing) ? (one.computation / timing.computation).toFixed(2) : '–',
  ]);
  return `CCA alone, ${title}.\n\n${markdownTable(['workers', 's (computation / whole)', 'peak MiB', 'speed-up'], rows)}`;
}
