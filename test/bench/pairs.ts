import type { ComparisonReport } from '../../src/facts/report';
import { usualMeasures } from '../../src/facts/measures';
import { activationFile } from './data';
import { inTurn } from './inTurn';
import { largestDifference, numbersOfReference, numbersOfReport } from './keyNumbers';
import { numpy, ours, type Bench } from './programs';
import { isTiming, ratio, type Row } from './table';

/** What is of samples among each other, of prediction and of single neurons. */
const secondFamily = 'rsa,knn,rbfCka,distanceCorrelation,linear,matching';

/** A comparison of two files, and how many times numpy's computation must take the time of ours. */
export interface PairWorkload {
  name: string;
  title: string;
  neurons: number;
  samples: number;
  /** `cca`, `svcca`, the second family, or undefined for the whole report. */
  measure?: 'cca' | 'svcca' | typeof secondFamily;
  goal: number;
}

/** The pairs that have goals. */
export const pairWorkloads: readonly PairWorkload[] = [
  { name: 'cca-500', title: 'CCA alone', neurons: 500, samples: 10_000, measure: 'cca', goal: 1.2 },
  { name: 'report-500', title: 'whole report', neurons: 500, samples: 10_000, goal: 8 },
  { name: 'cca-64', title: 'CCA alone', neurons: 64, samples: 256_000, measure: 'cca', goal: 1.5 },
  { name: 'cca-512', title: 'CCA alone', neurons: 512, samples: 50_000, measure: 'cca', goal: 1 },
  { name: 'svcca-1024', title: 'SVCCA 99%', neurons: 1024, samples: 20_000, measure: 'svcca', goal: 8 },
  { name: 'svcca-2048', title: 'SVCCA 99%', neurons: 2048, samples: 20_000, measure: 'svcca', goal: 10 },
  { name: 'second-512', title: 'second family', neurons: 512, samples: 5000, measure: secondFamily, goal: 1 },
];

/**
 * The rows of a workload, its programs in turn on the same two files: ours against numpy going step by step as the published code does, which is
 * what the goal is about, and against numpy with the steps rearranged to its best. CCA alone and the second family have one form only.
 */
export async function measurePairWorkload(bench: Bench, workload: PairWorkload): Promise<Row[]> {
  const { title, measure, goal } = workload;
  const [neurons, samples] = bench.quick
    ? [Math.ceil(workload.neurons / 5), workload.samples / 10]
    : [workload.neurons, workload.samples];
  const files = pairFiles(neurons, samples);
  const wanted = measure ?? usualMeasures.join(',');
  const once = measure === 'cca' || measure === secondFamily;
  const rearranged = once ? [] : numpy(bench, [wanted, ...files], {}, 'numpy at its best');
  const [own, published, best] = await inTurn(
    [
      ours(bench, ['compare', ...files, ...(measure ? ['--measures', measure] : [])]),
      ...numpy(bench, measure === secondFamily ? ['second', ...files] : [wanted, '--published', ...files]),
      ...rearranged,
    ],
    bench.runs,
  );
  const gained = ratio(published, own, 'computation');
  const name = `${title}, ${neurons} x ${samples.toLocaleString('en')}`;
  const first: Row = {
    workload: name,
    numpy: published,
    ours: own,
    goal: `ratio ${goal}`,
    reached: gained === undefined || bench.quick ? undefined : gained >= goal,
    note: isTiming(own)
      ? note(own.output as ComparisonReport, isTiming(published) ? published.output : undefined)
      : undefined,
  };
  if (best === undefined) return [first];
  return [first, { workload: `the same, numpy's steps rearranged`, numpy: best, ours: own }];
}

/** Two files of one shape that share a part of their signal. The first two of the layers in matrices.ts are the same files. */
export function pairFiles(neurons: number, samples: number): [string, string] {
  return [activationFile({ neurons, samples, seed: 1 }), activationFile({ neurons, samples, seed: 2 })];
}

/** How the numbers were reached, and how far the two programs are apart. */
function note(report: ComparisonReport, reference: unknown): string {
  const { name, condition } = report.route;
  const conditions = [condition.a, condition.b].map((value) => value?.toPrecision(2) ?? 'unknown').join(' and ');
  const kept = report.svcca ? `, SVCCA keeps ${report.svcca.kept.join(' and ')}` : '';
  const text = `route ${name}, condition ${conditions}${kept}`;
  const apart =
    reference === undefined ? undefined : largestDifference(numbersOfReport(report), numbersOfReference(reference));
  return apart ? `${text}; results differ by ${apart.value.toExponential(0)} (${apart.name})` : text;
}
