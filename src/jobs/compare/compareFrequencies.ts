import type { CompareSpec } from '../../protocol/compareJob';
import type { ComplexCca } from '../../similarity/frequencies/complexCca';
import { NoVarianceError } from '../../similarity/errors';
import { frequencyGrid, type FrequencyGrid } from '../../similarity/frequencies/frequencyGrid';
import { frequencyNotices } from '../../similarity/frequencies/frequencyNotices';
import { frequencyReport } from '../../similarity/frequencies/frequencyReport';
import { usualMeasures } from '../../facts/measures';
import type { CompareOptions } from '../../facts/options';
import type { ComparisonReport, SkippedMeasure } from '../../facts/report';
import type { Notice, RouteReport, SideReport } from '../../facts/reportParts';
import { levelsOf, saturatedNotice } from '../../similarity/trust/saturation';
import type { Progress } from '../progress';
import { plainEngine, type Engine } from '../engine';
import { imageRemarks } from './imageRemarks';
import { sameSides } from './sameArrays';
import { planFrequencies } from './frequencyPlan';
import type { MapsPair } from '../arrays/mapsOfHeaders';
import { inFrequencyBatches } from '../passes/frequencyBatches';
import type { MapsSide } from '../passes/runFrequencies';
import { sidesOf } from '../passes/keptSide';
import { tellingWhy } from '../passes/tellingWhy';
import { withFiniteSamples, type OverFinite } from '../passes/withFiniteSamples';
import type { FilePair } from '../passes/filePair';
import type { Executor } from '../pool/executor';

/** Two files of maps that are compared by frequency. */
export interface FrequenciesOfPair extends Pick<CompareSpec, 'options' | 'resources'> {
  maps: MapsPair;
  /** What was decided for the person. */
  decided: Notice[];
  /** The samples that a set of files keeps. */
  mask?: Uint8Array | undefined;
}

/**
 * Compares two files of maps by complex CCA at each spatial frequency: in batches of frequencies that fit the memory, each one pass over both files,
 * shared out among the executor's workers.
 * @throws TooFewSamplesError; NonFiniteError; NoVarianceError; LensError `memory-budget`; the errors of reading.
 */
export async function compareFrequencies(
  spec: FrequenciesOfPair,
  progress: Progress,
  engine: Engine = plainEngine(),
): Promise<ComparisonReport> {
  const start = performance.now();
  const { options, maps: pair } = spec;
  const grid = frequencyGrid(pair.a.size, pair.b.size);
  const plan = planFrequencies(pair.a, pair.b, grid.distinct.length, spec.resources ?? {});
  const same = await sameSides(filesOf(pair), progress);
  const starting = performance.now();
  const executor = await engine.executor(plan.workers);
  const waited = performance.now() - starting;
  const { found, samples, notices, mask } = await overFiniteSamples(pair, { ...options, mask: spec.mask }, (kept) =>
    allFrequencies(pair, grid, plan.batch, kept, executor, progress),
  );
  const { a, b } = pair;
  // Of a file against itself once.
  const images = JSON.stringify(a.identity) === JSON.stringify(b.identity) ? [a] : [a, b];
  const remarks = await imageRemarks(images, spec.mask ?? mask, executor);
  const dft = frequencyReport(grid, found, samples, options.threshold);
  if (!dft) {
    const error = new NoVarianceError(found.every(({ rank }) => rank.a === 0) ? a.name : b.name, 'rounding');
    throw await tellingWhy(error, sidesOf({ ...filesOf(pair), mask: spec.mask ?? mask }), (side) =>
      executor.run('lostVariance', side),
    );
  }
  const sides = { a: sideReport(pair, 'a', samples, found), b: sideReport(pair, 'b', samples, found) };
  return {
    schema: 1,
    ...sides,
    samples,
    warnings: [
      ...spec.decided,
      ...same,
      ...notices,
      ...remarks,
      ...frequencyNotices(grid, found, samples, { a: mapsOf(a), b: mapsOf(b) }),
      ...optionNotices(options),
      ...saturatedNotice(levelsOf({ dft })),
    ],
    route: routeOf(found),
    dft,
    skipped: skippedMeasures(options),
    options,
    timings: { start: waited, total: performance.now() - start },
  };
}

/** Work on a pair of maps over the samples that may be used. @throws what withFiniteSamples throws. */
export function overFiniteSamples<T>(
  pair: MapsPair,
  { dropNonFinite, mask }: CompareOptions & { mask?: Uint8Array | undefined },
  work: (mask: Uint8Array | undefined) => Promise<T>,
): Promise<OverFinite<T>> {
  const channels = Math.max(pair.a.size.channels, pair.b.size.channels);
  return withFiniteSamples(filesOf(pair), { dropNonFinite, channels, mask }, work);
}

function mapsOf({ name, size: { channels } }: MapsSide) {
  return { name, channels };
}

function filesOf({ a, b }: MapsPair): FilePair {
  return { a: a.identity, b: b.identity, names: { a: a.name, b: b.name } };
}

async function allFrequencies(
  { a, b }: MapsPair,
  { height, width, distinct }: FrequencyGrid,
  batch: number,
  mask: Uint8Array | undefined,
  executor: Executor,
  progress: Progress,
): Promise<ComplexCca[]> {
  const rows = Math.ceil(distinct.length / batch) * 2 * a.identity.shape[0]!;
  let done = 0;
  const said = `comparing ${distinct.length} frequencies of ${a.name} and ${b.name}`;
  return inFrequencyBatches(distinct, batch, executor, async (wanted) => {
    const task = { a, b, grid: { height, width }, wanted, mask };
    const { found } = await executor.run('frequencies', task, (count) =>
      progress(said, Math.min(0.95, (done += count) / rows)),
    );
    return found;
  });
}

/** Features and rank are those of the channels, the rank that at frequency (0, 0). */
function sideReport(
  { stored, ...sides }: MapsPair,
  which: 'a' | 'b',
  samples: number,
  found: readonly ComplexCca[],
): SideReport {
  const { path, shape, dtype, recipe } = stored[which];
  const left = found[0]!.roundingDimensions[which];
  return {
    path,
    shape,
    dtype,
    samples,
    features: sides[which].size.channels,
    rank: found[0]!.rank[which] ?? 0,
    ...(left > 0 ? { roundingDimensions: left } : {}),
    ...(sides[which].identity.unit > 0 ? { unit: sides[which].identity.unit } : {}),
    dropped: [],
    transposed: false,
    recipe,
  };
}

/** The most careful of the routes taken. */
function routeOf(found: readonly ComplexCca[]): RouteReport {
  const names: RouteReport['name'][] = ['dual', 'qr', 'cholesky-qr', 'gram'];
  const name = names.find((each) => found.some(({ route }) => route === each)) ?? 'gram';
  const reason =
    found.length === 1
      ? 'Complex CCA at one frequency, by the route that its conditioning asks for.'
      : `Complex CCA at ${found.length} frequencies, each by the route that its conditioning asks for; named is the most careful of them.`;
  return { name, condition: { a: null, b: null }, reason };
}

function skippedMeasures({ measures }: CompareOptions): SkippedMeasure[] {
  const message =
    'A comparison by frequencies (dft) has CCA at each frequency alone; choose pool, flatten or interpolate for this measure.';
  return (measures ?? usualMeasures)
    .filter((measure) => measure !== 'cca')
    .map((measure) => ({ measure, code: 'dft', message }));
}

function optionNotices({ epsilon, robust, calibrate }: CompareOptions): Notice[] {
  const notices: Notice[] = [];
  if (epsilon > 0 || robust) {
    const what = epsilon > 0 ? 'epsilon' : 'the robust variant';
    notices.push({ code: 'dft-plain', message: `CCA at frequencies is plain CCA: ${what} was not used.` });
  }
  if (calibrate) {
    const message =
      'Scores by frequencies (dft) are not calibrated; cca-lens null and Trust permute their images, or choose pool, flatten or interpolate.';
    notices.push({ code: 'not-calibrated', message });
  }
  return notices;
}
