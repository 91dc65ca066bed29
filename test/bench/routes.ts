import type { ComparisonReport } from '../../src/facts/report';
import { inTurn } from './inTurn';
import { largestDifference, numbersOfReport } from './keyNumbers';
import { pairFiles } from './pairs';
import { ours, type Bench } from './programs';
import { isTiming, markdownTable, peakText, timingText } from './table';

const routes = ['gram', 'cholesky-qr', 'qr'];

/** The whole report of one pair by each route, which the hidden option --route forces, and how far their results are from Householder QR's. */
export async function routeTable(bench: Bench): Promise<string> {
  const [neurons, samples] = bench.quick ? [100, 1000] : [500, 10_000];
  const files = pairFiles(neurons, samples);
  const timings = await inTurn(
    routes.map((route) => ours(bench, ['compare', ...files, '--route', route], `route ${route}`)),
    bench.runs,
  );
  const householder = timings[routes.indexOf('qr')];
  const rows = timings.map((timing, i) => {
    const report = isTiming(timing) ? (timing.output as ComparisonReport) : undefined;
    const apart =
      report && isTiming(householder)
        ? largestDifference(numbersOfReport(report), numbersOfReport(householder.output as ComparisonReport))
        : undefined;
    return [
      routes[i]!,
      report?.route.name ?? '–',
      timingText(timing),
      peakText(timing),
      apart ? `${apart.value.toExponential(0)} (${apart.name})` : '–',
    ];
  });
  const head = ['asked for', 'taken', 's (computation / whole)', 'peak MiB', 'difference from qr'];
  return `Whole report, ${neurons} x ${samples.toLocaleString('en')}.\n\n${markdownTable(head, rows)}`;
}
