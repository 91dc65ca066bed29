import { activationFile } from './data';
import { inTurn, type Timing } from './inTurn';
import { largestDifference, meansOfMatrix, type KeyNumbers } from './keyNumbers';
import { numpy, ours, type Bench } from './programs';
import { isTiming, ratio, secondsText, type Row } from './table';

const goalOfTen = 30;
const firstCellGoal = 1;

/**
 * All pairs of 10 layers, whole report: numpy pair by pair as published scripts do, and again with its steps rearranged and everything that
 * belongs to one layer kept between pairs. The goal is against the first.
 */
export async function measureTenLayers(bench: Bench): Promise<Row[]> {
  const files = layers(bench, 10);
  const [own, published, sharing] = await inTurn(
    [
      ours(bench, ['matrix', ...files]),
      ...numpy(bench, ['matrix', '--published', ...files]),
      ...numpy(bench, ['matrix', '--share', ...files], {}, 'numpy at its best'),
    ],
    bench.runs,
  );
  const workload = `all pairs of 10 layers, whole report, ${shape(bench)}`;
  const gained = ratio(published, own, 'computation');
  const reached = gained === undefined || bench.quick ? undefined : gained >= goalOfTen;
  const apart =
    isTiming(own) && isTiming(published)
      ? largestDifference(meansOfMatrix(own.output), (published.output as { means: KeyNumbers }).means)
      : undefined;
  const note = apart ? `means over pairs differ by ${apart.value.toExponential(0)} (${apart.name})` : undefined;
  const first: Row = { workload, numpy: published, ours: own, goal: `ratio ${goalOfTen}`, reached, note };
  if (sharing === undefined) return [first];
  return [first, { workload: `the same, numpy's steps rearranged, each layer's SVD kept`, numpy: sharing, ours: own }];
}

/** All pairs of 60 layers; numpy would take over half an hour and is not run. */
export async function measureSixtyLayers(bench: Bench): Promise<Row[]> {
  const count = bench.quick ? 12 : 60;
  const [own] = await inTurn([ours(bench, ['matrix', ...layers(bench, count)])], bench.runs);
  const first = isTiming(own) ? firstCell(own) : undefined;
  return [
    {
      workload: `all pairs of ${count} layers, whole report, ${shape(bench)}`,
      ours: own,
      goal: `first cell < ${firstCellGoal} s`,
      reached: first === undefined || bench.quick ? undefined : first < firstCellGoal,
      note: `${first === undefined ? '' : `first cell after ${secondsText(first)} s; `}numpy not run: ${(count * (count + 1)) / 2} pairs`,
    },
  ];
}

/**
 * 12 layers under permutations of their samples, every pair of them, by CKA and by SVCCA, against numpy with all that belongs to one layer made before, and the
 * products of one layer with all others as one.
 */
export async function measureCalibrated(bench: Bench): Promise<Row[]> {
  const [samples, neurons, permutations] = bench.quick ? [200, 16, 20] : [2000, 128, 200];
  const files = Array.from({ length: 12 }, (_, i) => activationFile({ neurons, samples, seed: i + 1 }));
  const shape = `12 layers of ${samples.toLocaleString('en')} x ${neurons}, ${permutations} permutations`;
  const rows: Row[] = [];
  for (const measure of ['cka', 'svcca']) {
    const [own, careful] = await inTurn(
      [
        ours(bench, ['matrix', ...files, '--measure', measure, '--calibrate', String(permutations)]),
        ...numpy(bench, ['permuted', measure, String(permutations), ...files]),
      ],
      bench.runs,
    );
    const gained = ratio(careful, own, 'computation');
    const reached = gained === undefined || bench.quick ? undefined : gained >= 1;
    rows.push({ workload: `${measure}, ${shape}`, numpy: careful, ours: own, goal: 'ratio 1', reached });
  }
  return rows;
}

/** Sets of many layers, against numpy as a careful person writes it: each layer factored once. */
interface LayerSet {
  layers: number;
  neurons: number;
  samples: number;
  goal: { every: number; cka: number };
}

/** All pairs of many narrow layers: every score, and CKA by itself. */
export function measureManyLayers(bench: Bench): Promise<Row[]> {
  const size = bench.quick ? { layers: 12, neurons: 16, samples: 200 } : { layers: 100, neurons: 64, samples: 1000 };
  return measureLayers(bench, { ...size, goal: { every: 2, cka: 1 } });
}

/** All pairs of layers with more neurons than samples: CCA is not defined there, all else is; and CKA by itself. */
export function measureWideLayers(bench: Bench): Promise<Row[]> {
  const size = bench.quick ? { layers: 4, neurons: 200, samples: 100 } : { layers: 24, neurons: 4096, samples: 1000 };
  return measureLayers(bench, { ...size, goal: { every: 2, cka: 1 } });
}

async function measureLayers(bench: Bench, { layers: count, neurons, samples, goal }: LayerSet): Promise<Row[]> {
  const files = Array.from({ length: count }, (_, i) => activationFile({ neurons, samples, seed: i + 1 }));
  const shape = `${count} layers of ${samples.toLocaleString('en')} x ${neurons.toLocaleString('en')}`;
  const row = async (workload: string, wanted: number, own: string[], other: string[]): Promise<Row> => {
    const [mine, careful] = await inTurn(
      [ours(bench, ['matrix', ...files, ...own]), ...numpy(bench, ['layers', ...other, ...files])],
      bench.runs,
    );
    const gained = ratio(careful, mine, 'wall');
    const apart =
      isTiming(mine) && isTiming(careful)
        ? largestDifference(meansOfMatrix(mine.output), (careful.output as { means: KeyNumbers }).means)
        : undefined;
    return {
      workload,
      numpy: careful,
      ours: mine,
      goal: `whole ${wanted}`,
      reached: gained === undefined || bench.quick ? undefined : gained >= wanted,
      note: `numpy factors each layer once${apart ? `; means over pairs differ by ${apart.value.toExponential(0)} (${apart.name})` : ''}`,
    };
  };
  return [
    await row(`all pairs of ${shape}, every score`, goal.every, [], []),
    await row('the same, CKA alone', goal.cka, ['--measure', 'cka'], ['--cka']),
  ];
}

function firstCell({ output }: Timing): number {
  return (output as { timings: { firstCell: number } }).timings.firstCell / 1000;
}

function layers(bench: Bench, count: number): string[] {
  const [neurons, samples] = layerShape(bench);
  return Array.from({ length: count }, (_, i) => activationFile({ neurons, samples, seed: i + 1 }));
}

function layerShape({ quick }: Bench): [neurons: number, samples: number] {
  return quick ? [100, 1000] : [500, 10_000];
}

function shape(bench: Bench): string {
  const [neurons, samples] = layerShape(bench);
  return `${neurons} x ${samples.toLocaleString('en')}`;
}
