import { LensError } from '../../errors';
import { ComplexValuesError, WrongDimensionsError } from '../../npy/errors';
import { elementCount } from '../../npy/header';
import type { ArrayAddress } from '../../protocol/worker';
import type { ComplexCca } from '../../similarity/complexCca';
import { NonFiniteError, NoVarianceError, SampleCountMismatchError, TooFewSamplesError } from '../../similarity/errors';
import { frequencyGrid, type FrequencyGrid } from '../../similarity/frequencyGrid';
import { frequencyReport } from '../../similarity/frequencyReport';
import { measureNames, type CompareOptions } from '../../similarity/options';
import type { ReadAs } from '../../similarity/recipe';
import type { ComparisonReport, Notice, RouteReport, SideReport, SkippedMeasure } from '../../similarity/report';
import { mapSizeOf } from '../arrays/applyRecipe';
import type { Progress } from './compareArrays';
import { plainEngine, type Engine } from '../engine';
import { planFrequencies } from './frequencyPlan';
import { openArray } from '../arrays/openArray';
import type { FilePair } from '../passes/filePasses';
import { finiteSamples } from '../passes/finiteSamples';
import type { MapsSide } from '../passes/runFrequencies';
import { scanSide } from '../passes/scanSide';
import type { Executor } from '../pool/executor';
import type { SettledSpec } from '../arrays/settlePair';
import { shortNames } from '../arrays/shortNames';

/** Two files of maps, and how their frequencies are shared out. */
export interface MapsPair {
  a: MapsSide;
  b: MapsSide;
  stored: { a: Stored; b: Stored };
}

type Stored = Pick<SideReport, 'path' | 'shape' | 'dtype'> & { recipe: ReadAs };

/**
 * Compares two files of maps by complex CCA at each spatial frequency: in batches of frequencies that fit the memory, each one pass over both files,
 * shared out among the executor's workers.
 * @throws SampleCountMismatchError; TooFewSamplesError (no more samples than channels); NonFiniteError; NoVarianceError; LensError `memory-budget`;
 * the errors of opening and reading.
 */
export async function compareFrequencies(
  spec: SettledSpec,
  progress: Progress,
  engine: Engine = plainEngine(),
): Promise<ComparisonReport> {
  const start = performance.now();
  const { options } = spec;
  const pair = await openMaps(spec);
  const grid = frequencyGrid(pair.a.size, pair.b.size);
  const plan = planFrequencies(pair.a, pair.b, grid.distinct.length, spec.resources ?? {});
  const starting = performance.now();
  const executor = await engine.executor(plan.workers);
  const waited = performance.now() - starting;
  const { found, samples, notices } = await withFiniteSamples(pair, options, (mask) =>
    allFrequencies(pair, grid, plan.batch, mask, executor, progress),
  );
  const dft = frequencyReport(
    grid,
    found.map(({ coefficients }) => coefficients),
    options.threshold,
  );
  if (!dft) throw new NoVarianceError(found.every(({ rank }) => rank.a === 0) ? pair.a.name : pair.b.name);
  return {
    schema: 1,
    a: sideReport(pair, 'a', samples, found),
    b: sideReport(pair, 'b', samples, found),
    samples,
    warnings: [...spec.decided, ...notices, ...optionNotices(options)],
    route: routeOf(found),
    dft,
    skipped: skippedMeasures(options),
    options,
    timings: { start: waited, total: performance.now() - start },
  };
}

/** Headers of two files of maps whose recipes say their layout. @throws the refusals of {@link compareFrequencies} that shapes decide. */
export async function openMaps({ a, b }: Pick<SettledSpec, 'a' | 'b'>): Promise<MapsPair> {
  const names = shortNames([a.path, b.path]);
  const [first, second] = [await openSide(a, names[0]!), await openSide(b, names[1]!)];
  const [samples, others] = [first.side.identity.shape[0]!, second.side.identity.shape[0]!];
  if (samples !== others) throw new SampleCountMismatchError(names[0]!, samples, names[1]!, others, '');
  for (const { side } of [first, second]) {
    if (samples > side.size.channels) continue;
    throw new TooFewSamplesError(
      `CCA at a frequency needs more samples than channels, and ${side.name} has ${samples} samples for ${side.size.channels} channels: use more samples.`,
    );
  }
  return { a: first.side, b: second.side, stored: { a: first.stored, b: second.stored } };
}

async function openSide(
  { recipe, ...address }: ArrayAddress,
  name: string,
): Promise<{ side: MapsSide; stored: Stored }> {
  const array = await openArray(address);
  await array.close();
  const { header, source, byteLength, modifiedMs, stored, others } = array;
  if (header.dtype.kind === 'complex') throw new ComplexValuesError(name, header.descr);
  if (recipe?.kind !== 'maps' || header.shape.length !== 4) throw new WrongDimensionsError(name, header.shape);
  if (elementCount(header.shape) === 0) throw new NoVarianceError(name);
  const identity = {
    address,
    byteLength,
    modifiedMs,
    shape: [header.shape[0]!, elementCount(header.shape.slice(1))],
    dtype: header.descr,
    transposed: false,
    layout: source.sequential ? ('inflated rows' as const) : ('rows' as const),
    ...(others.length > 0 ? { others } : {}),
  };
  const { layout } = recipe;
  return {
    side: { name, identity, layout, size: mapSizeOf(header.shape, layout) },
    stored: { path: address.path, ...stored, recipe: { kind: 'maps', layout, conv: 'dft' } },
  };
}

/** Does the work over all samples; should a value not be finite, over those that are on both sides, or not at all. */
async function withFiniteSamples(
  pair: MapsPair,
  { dropNonFinite }: CompareOptions,
  work: (mask: Uint8Array | undefined) => Promise<ComplexCca[]>,
): Promise<{ found: ComplexCca[]; samples: number; notices: Notice[] }> {
  const { a, b } = pair;
  try {
    return { found: await work(undefined), samples: a.identity.shape[0]!, notices: [] };
  } catch (error) {
    if (!(error instanceof LensError) || error.code !== 'non-finite') throw error;
    if (!dropNonFinite) {
      for (const { identity, name } of [a, b]) {
        const { nonFinite, first } = await scanSide(identity);
        if (first) throw new NonFiniteError(name, nonFinite, first.sample, first.neuron);
      }
      throw error;
    }
    const files: FilePair = { a: a.identity, b: b.identity, names: { a: a.name, b: b.name } };
    const { mask, notice } = await finiteSamples(files);
    const samples = mask.reduce((sum, flag) => sum + flag, 0);
    const channels = Math.max(a.size.channels, b.size.channels);
    if (samples <= channels) {
      throw new TooFewSamplesError(
        `Only ${samples} samples are finite on both sides, and CCA at a frequency needs more than the ${channels} channels: save the files again.`,
      );
    }
    return { found: await work(mask), samples, notices: [notice] };
  }
}

async function allFrequencies(
  { a, b }: MapsPair,
  { height, width, distinct }: FrequencyGrid,
  batch: number,
  mask: Uint8Array | undefined,
  executor: Executor,
  progress: Progress,
): Promise<ComplexCca[]> {
  const batches = Array.from({ length: Math.ceil(distinct.length / batch) }, (_, k) =>
    distinct.slice(k * batch, (k + 1) * batch),
  );
  const rows = batches.length * 2 * a.identity.shape[0]!;
  let done = 0;
  const said = `comparing ${distinct.length} frequencies of ${a.name} and ${b.name}`;
  const parts: ComplexCca[][] = [];
  let next = 0;
  const pipeline = async (): Promise<void> => {
    for (let at = next++; at < batches.length; at = next++) {
      const task = { a, b, grid: { height, width }, wanted: batches[at]!, mask };
      const { found } = await executor.run('frequencies', task, (count) =>
        progress(said, Math.min(0.95, (done += count) / rows)),
      );
      parts[at] = found;
    }
  };
  // Each worker holds one batch: that is what the plan counts on.
  await Promise.all(Array.from({ length: executor.workers }, pipeline));
  return parts.flat();
}

/** Features and rank are those of the channels, the rank that at frequency (0, 0). */
function sideReport(
  { stored, ...sides }: MapsPair,
  which: 'a' | 'b',
  samples: number,
  found: readonly ComplexCca[],
): SideReport {
  const { path, shape, dtype, recipe } = stored[which];
  return {
    path,
    shape,
    dtype,
    samples,
    features: sides[which].size.channels,
    rank: found[0]!.rank[which] ?? 0,
    dropped: [],
    transposed: false,
    recipe,
  };
}

/** The most careful of the routes taken. */
function routeOf(found: readonly ComplexCca[]): RouteReport {
  const names: RouteReport['name'][] = ['dual', 'qr', 'cholesky-qr', 'gram'];
  const name = names.find((each) => found.some(({ route }) => route === each)) ?? 'gram';
  const reason = `Complex CCA at ${found.length} frequencies, each by the route that its conditioning asks for; named is the most careful of them.`;
  return { name, condition: { a: null, b: null }, reason };
}

function skippedMeasures({ measures }: CompareOptions): SkippedMeasure[] {
  const message =
    'A comparison by frequencies (dft) has CCA at each frequency alone; choose pool, flatten or interpolate for this measure.';
  return measureNames
    .filter((measure) => measure !== 'cca' && (measures ?? measureNames).includes(measure))
    .map((measure) => ({ measure, code: 'dft', message }));
}

function optionNotices({ epsilon, robust }: CompareOptions): Notice[] {
  if (epsilon === 0 && !robust) return [];
  const what = epsilon > 0 ? 'epsilon' : 'the robust variant';
  return [{ code: 'dft-plain', message: `CCA at frequencies is plain CCA: ${what} was not used.` }];
}
