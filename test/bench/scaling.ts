import { inTurn } from './inTurn';
import { pairFiles } from './pairs';
import { ours, type Bench } from './programs';
import { isTiming, markdownTable, peakText, secondsText, timingText } from './table';

/** Time of the whole report against the number of samples, neurons held, and against the number of neurons, samples held. */
export async function scalingTables(bench: Bench): Promise<string> {
  const small = bench.quick ? 0.1 : 1;
  const samples = [8000, 16_000, 32_000, 64_000, 128_000].map((n) => n * small);
  const neurons = [64, 128, 256, 512, 1024].map((d) => Math.ceil(bench.quick ? d / 4 : d));
  const [fixedNeurons, fixedSamples] = [neurons[2]!, samples[1]!];
  const bySamples = await timed(
    bench,
    samples.map((n) => [fixedNeurons, n]),
  );
  const byNeurons = await timed(
    bench,
    neurons.map((d) => [d, fixedSamples]),
  );
  return [
    `Against samples, ${fixedNeurons} neurons:`,
    table('samples', bySamples, 1),
    `Against neurons, ${fixedSamples.toLocaleString('en')} samples:`,
    table('neurons', byNeurons, 0),
  ].join('\n\n');
}

interface Point {
  shape: [neurons: number, samples: number];
  seconds: number | undefined;
  cells: string[];
}

async function timed(bench: Bench, shapes: [neurons: number, samples: number][]): Promise<Point[]> {
  const points: Point[] = [];
  for (const shape of shapes) {
    const name = `ours, ${shape.join(' x ')}`;
    const [timing] = await inTurn([ours(bench, ['compare', ...pairFiles(...shape)], name)], bench.runs);
    const seconds = isTiming(timing) ? timing.computation : undefined;
    points.push({ shape, seconds, cells: [timingText(timing), peakText(timing)] });
  }
  return points;
}

function table(axis: string, points: readonly Point[], at: 0 | 1): string {
  const rows = points.map(({ shape, cells }) => [shape[at].toLocaleString('en'), ...cells]);
  const known = points.flatMap(({ shape, seconds }) =>
    seconds === undefined ? [] : [[shape[at], seconds] as [number, number]],
  );
  const text = markdownTable([axis, 's (computation / whole)', 'peak MiB'], rows);
  if (known.length < 2) return text;
  const { exponent, factor } = powerLaw(known);
  const last = factor * known.at(-1)![0] ** exponent;
  return `${text}\n\nFitted: seconds ~ ${axis}^${exponent.toFixed(2)} (at the largest: ${secondsText(last)} s).`;
}

/** y = factor x^exponent by least squares between the logarithms, from at least two points of different x. */
export function powerLaw(points: readonly [x: number, y: number][]): { exponent: number; factor: number } {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const across = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const exponent = across / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return { exponent, factor: Math.exp(meanY - exponent * meanX) };
}
