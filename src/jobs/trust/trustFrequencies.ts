import { LensError } from '../../facts/errors';
import { repeatedSamples } from '../../facts/repeatedSamples';
import type { TrustOutcome, TrustRequest } from '../../protocol/pairExtras';
import { frequencyMeasures, type CompareSpec } from '../../protocol/compareJob';
import type { ScoreName } from '../../facts/measures';
import { TooFewSamplesError } from '../../similarity/errors';
import { frequencyGrid, type FrequencyGrid } from '../../similarity/frequencies/frequencyGrid';
import {
  meanOverLocations,
  scoreOfFrequencies,
  type FrequencyMeasure,
} from '../../similarity/frequencies/frequencyReport';
import type { MapsPair } from '../arrays/mapsOfHeaders';
import { mapsOfPair, type SettledHeaders } from '../arrays/settlePair';
import type { Progress } from '../progress';
import { compareFrequencies } from '../compare/compareFrequencies';
import type { Engine } from '../engine';
import { inParallel } from '../inParallel';
import type { FilePair } from '../passes/filePair';
import { finiteSamples } from '../passes/finiteSamples';
import type { Executor } from '../pool/executor';
import { curveOf, fewestFor, subsetsBySize } from './drawCurve';
import { intervalOf, leftOut } from './drawInterval';
import { nullOf } from './drawNull';
import { roundsOf, type Drawn, type FrequencyDraws } from './frequencyDraws';
import { planFrequencyTrust } from './planFrequencyTrust';
import { samplesRepeat } from './samplesRepeat';
import type { SubsetScore } from './subsetScores';
import { warningsOf } from './warningsOf';
import { withStanding } from './withStanding';
import { samplesToHold, usableSamples } from './samplesToHold';

/**
 * How far the score of two files of maps that are compared frequency by frequency can be trusted. A sample is an image, which is permuted, rotated or
 * left out as a whole: in the same way at each frequency, whose coefficients are not independent of each other.
 * @throws LensError `recipe-mismatch` for another score than the two that there are; what compareFrequencies throws; TooFewSamplesError where the score
 * is not defined; LensError `memory-budget`.
 */
export async function trustFrequencies(
  settled: SettledHeaders,
  spec: Pick<CompareSpec, 'options' | 'resources'>,
  request: TrustRequest,
  progress: Progress,
  engine: Engine,
): Promise<TrustOutcome> {
  const measure = frequencyMeasure(request.measure);
  const maps = mapsOfPair(settled, spec.options);
  const report = await compareFrequencies(
    { ...spec, maps, decided: settled.decided },
    (phase, share) => progress(phase, 0.2 * share),
    engine,
  );
  const { height, width } = report.dft!;
  const outcome: TrustOutcome = {
    measure,
    value: defined(scoreOfFrequencies(report.dft!, measure)),
    samples: report.samples,
    seed: request.seed,
    rowsPerSample: 1,
    frequencies: { height, width },
    notices: warningsOf(measure, report),
  };
  if (request.wanted.includes('dimensions')) outcome.dimensions = { reason: noTest };
  if (request.wanted.every((part) => part === 'dimensions')) return outcome;
  const dropped = report.warnings.some(({ code }) => code === 'non-finite-dropped');
  return drawAll(maps, spec, { ...request, measure }, outcome, dropped, progress, engine);
}

const noTest =
  'The coefficients of many frequencies of the same images are not independent of each other, so that no p-value can be computed from their number: read the permutation of whole samples.';

function frequencyMeasure(measure: ScoreName): FrequencyMeasure {
  const found = frequencyMeasures.find((one) => one === measure);
  if (found) return found;
  throw new LensError(
    'recipe-mismatch',
    `A comparison by frequencies (dft) has the scores ${frequencyMeasures.join(' and ')} alone: choose one of these in place of ${measure}, or pool, flatten or interpolate.`,
  );
}

function defined(score: number | null): number {
  if (score !== null) return score;
  throw new TooFewSamplesError('The score is not defined for this pair: choose another score or threshold.');
}

/** Adds to an outcome the parts that are drawn from samples, all from one reading of each batch of frequencies. */
async function drawAll(
  maps: MapsPair,
  { options, resources = {} }: Pick<CompareSpec, 'options' | 'resources'>,
  { wanted, permutations, ...request }: TrustRequest & { measure: FrequencyMeasure },
  outcome: TrustOutcome,
  dropped: boolean,
  progress: Progress,
  engine: Engine,
): Promise<TrustOutcome> {
  progress('reading samples', 0.2);
  const grid = frequencyGrid(maps.a.size, maps.b.size);
  const files: FilePair = { a: maps.a.identity, b: maps.b.identity, names: { a: maps.a.name, b: maps.b.name } };
  const usable = usableSamples(files, dropped ? (await finiteSamples(files)).mask : undefined, 1);
  const count = wanted.includes('null') ? permutations : 0;
  const plan = planFrequencyTrust(maps, usable.length, grid.distinct.length, 2 * count + 3 * request.blocks, resources);
  const rows = maps.a.identity.shape[0]!;
  const { samples, mask, notices } = samplesToHold(usable, plan.samples, {
    rows,
    rowsPerSample: 1,
    seed: request.seed,
  });

  const all = samples === usable.length ? [] : [Uint32Array.from({ length: samples }, (_, i) => i)];
  const independent = !samplesRepeat(outcome.notices);
  const without = !wanted.includes('interval')
    ? []
    : independent
      ? leftOut(samples, request)
      : { reason: repeatedSamples };
  const blocks = 'reason' in without ? [] : without;
  const least = fewestFor(Math.max(maps.a.size.channels, maps.b.size.channels));
  const sizes = wanted.includes('enough') ? subsetsBySize(samples, least, request.seed) : [];
  const drawn: Drawn = {
    measure: request.measure,
    threshold: options.threshold,
    seed: request.seed,
    permutations: count,
    subsets: [...all, ...blocks, ...sizes.flatMap(({ subsets }) => subsets)],
  };
  const executor = await engine.executor(plan.workers);
  const scores = await drawFrequencies(maps, grid, plan.batch, mask, drawn, executor, (share) =>
    progress(
      `drawing from ${grid.distinct.length} frequencies of ${maps.a.name} and ${maps.b.name}`,
      0.2 + 0.8 * share,
    ),
  );

  const left = scores.subsets.map((score, i): SubsetScore => ({ score, null: scores.levels[i]! }));
  const value = all.length > 0 ? defined(left.shift()!.score) : outcome.value!;
  const ofBlocks = left.splice(0, blocks.length).map(({ score }) => score);
  const ofSizes = sizes.map(({ size, subsets }) => ({
    samples: size,
    scores: left.splice(0, subsets.length),
  }));
  const parts: Partial<TrustOutcome> = {};
  if (wanted.includes('null'))
    parts.null = {
      permutation: nullOf(scores.permutation, value, { measure: request.measure, independent }),
      gaussian: nullOf(scores.gaussian, value, { measure: request.measure, independent }),
    };
  if (wanted.includes('interval'))
    parts.interval = 'reason' in without ? without : intervalOf(value, ofBlocks, samples, request);
  if (wanted.includes('enough')) parts.enough = curveOf(ofSizes, request.measure);
  return withStanding({ ...outcome, value, samples, notices: [...outcome.notices, ...notices], ...parts });
}

/** The score of each draw, and the null level of each subset: the mean over all places of the grid of what it is at each frequency. */
async function drawFrequencies(
  { a, b }: MapsPair,
  grid: FrequencyGrid,
  batch: number,
  mask: Uint8Array,
  drawn: Drawn,
  executor: Executor,
  onShare: (share: number) => void,
): Promise<Record<keyof FrequencyDraws, (number | null)[]>> {
  const { height, width, distinct } = grid;
  const starts = Array.from({ length: Math.ceil(distinct.length / batch) }, (_, k) => k * batch);
  const samples = mask.reduce((sum, flag) => sum + flag, 0);
  const rows = starts.length * 2 * mask.length + distinct.length * roundsOf(drawn) * samples;
  let done = 0;
  // Each worker holds one batch: that is what the plan counts on.
  const parts = await inParallel(starts, executor.workers, (from) => {
    const task = { a, b, grid: { height, width }, wanted: distinct.slice(from, from + batch), mask, drawn };
    return executor.run('frequencyDraws', task, (count) => onShare(Math.min(1, (done += count) / rows)));
  });
  const found = parts.flat();
  const scores = (kind: keyof FrequencyDraws): (number | null)[] =>
    Array.from(found[0]![kind], (_, draw) =>
      meanOverLocations(
        grid,
        found.map((each) => (Number.isNaN(each[kind][draw]!) ? null : each[kind][draw]!)),
      ),
    );
  return {
    permutation: scores('permutation'),
    gaussian: scores('gaussian'),
    subsets: scores('subsets'),
    levels: scores('levels'),
  };
}
