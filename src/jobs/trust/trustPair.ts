import type { TrustOutcome, TrustRequest } from '../../protocol/pairExtras';
import type { Jobs } from '../../protocol/jobs';
import { TooFewSamplesError } from '../../similarity/errors';
import { classesInBlocks } from '../../similarity/remarks/classesInBlocks';
import type { CompareOptions } from '../../facts/options';
import type { ComparisonReport } from '../../facts/report';
import { compareSettled } from '../compare/compareArrays';
import type { Progress } from '../progress';
import { settlePair } from '../arrays/settlePair';
import type { Engine } from '../engine';
import type { Executor } from '../pool/executor';
import { drawCurve } from './drawCurve';
import type { Drawing } from './drawing';
import { drawInterval } from './drawInterval';
import { drawNull } from './drawNull';
import { isOfWholeSamples } from '../../facts/measures/ofWholeSamples';
import { factsOfScore, samplesWanted } from '../../similarity/measures/wanted';
import { measureOf, scoreFacts, scoreIn } from '../../facts/measures/scores';
import { readPair, type PairInMemory } from './readPair';
import { samplesOf } from '../passes/filePair';
import { wholePair } from '../passes/wholeSide';
import { rowsPerSample } from './rowsPerSample';
import { samplesRepeat } from './samplesRepeat';
import { warningsOf } from './warningsOf';
import { withStanding } from './withStanding';
import { testDimensions } from './testDimensions';
import { trustFrequencies } from './trustFrequencies';

/**
 * How far a pair's score can be trusted: scores without a relation, how many correlations are real, an interval over samples, and the score
 * against the number of samples; of these, what is wanted. All from one reading of the files (none for the tests of known pairs); every draw has a
 * generator of its own, so that no number depends on the number of workers. Maps that are compared by frequency: see {@link trustFrequencies}.
 * @throws what compareArrays throws; TooFewSamplesError where the score is not defined; LensError `memory-budget`, `recipe-mismatch`.
 */
export async function trustPair(
  { request, ...spec }: Jobs['trust']['spec'],
  progress: Progress,
  engine: Engine,
): Promise<TrustOutcome> {
  const settled = await settlePair(spec);
  if (settled.dft) return trustFrequencies(settled, spec, request, progress, engine);
  const { measure, wanted, seed } = request;
  const block = measureOf(measure);
  const measures =
    wanted.includes('dimensions') && block !== 'svcca' && block !== 'cca' ? [block, 'cca' as const] : [block];
  const options: CompareOptions = { ...spec.options, measures };
  const compared = await compareSettled(
    settled,
    { ...spec, options },
    (phase, share) => progress(phase, 0.2 * share),
    engine,
  );
  const { report, pair: asRows } = compared;
  const asked = samplesWanted({ measures: [block] }, engine.measures);
  // Measures of samples among each other are of whole images and sequences, which are what is permuted and left out then.
  const ofWholes = isOfWholeSamples(factsOfScore(measure, engine.measures).facts);
  const whole = ofWholes ? wholePair({ ...asRows, mask: await compared.mask() }) : undefined;
  const pair = whole ?? asRows;
  const rows = rowsPerSample(pair);
  const samples = whole ? (report.wholeSamples?.samples ?? samplesOf(whole.a)) : report.samples;
  const score = scoreOfReport(report, request);
  const outcome: TrustOutcome = {
    measure,
    value: score,
    samples,
    seed,
    rowsPerSample: rows,
    notices: warningsOf(measure, report),
  };
  if (wanted.includes('dimensions'))
    outcome.dimensions = testDimensions(report, request, whole ? rowsPerSample(asRows) : rows);
  const parts = wanted.filter((part) => part !== 'dimensions');
  if (parts.length === 0) return outcome;

  const resources = spec.resources ?? {};
  progress('reading samples', 0.2);
  const passes = (wanted.includes('null') ? 2 * request.permutations : 0) + 3 * request.blocks;
  const { bySample: apart = false } = scoreFacts(measure);
  const mask = whole ? whole.mask : await compared.mask();
  const held = { mask, rowsPerSample: rows, seed, passes, apart, asked };
  const read = await readPair(pair, held, resources);
  const executor = await engine.executor(read.workers);
  const all = read.samples * rows === samples;
  const value = all ? score : await scoreOfSamples(read, request, options, executor);
  outcome.value = value;
  outcome.samples = read.samples * rows;
  const order = wanted.includes('interval') ? classesInBlocks([read.data.a, read.data.b], read.rowsPerSample) : [];
  outcome.notices = [...outcome.notices, ...read.notices, ...order];
  const independent = !samplesRepeat(report.warnings);
  const drawing = (index: number): Drawing => ({
    read,
    value,
    request,
    options,
    executor,
    kernels: engine.measures,
    independent,
    step: (phase, share) => progress(phase, 0.3 + (0.7 * (index + share)) / parts.length),
  });
  for (const [index, part] of parts.entries()) {
    if (part === 'null') outcome.null = await drawNull(drawing(index));
    else if (part === 'interval') outcome.interval = await drawInterval(drawing(index));
    else outcome.enough = await drawCurve(drawing(index));
  }
  return withStanding(outcome);
}

function scoreOfReport(report: ComparisonReport, { measure }: TrustRequest): number {
  const score = scoreIn(report, measure) ?? null;
  if (score !== null) return score;
  const reason = report.skipped.find((each) => each.measure === measure || each.measure === measureOf(measure));
  throw new TooFewSamplesError(reason?.message ?? 'The score is not defined for this pair.');
}

/** The score of the samples that are held, where those are not all. */
async function scoreOfSamples(
  read: PairInMemory,
  { measure }: TrustRequest,
  options: CompareOptions,
  executor: Executor,
): Promise<number> {
  const { data, units, names, rowsPerSample, samples } = read;
  const all = Uint32Array.from({ length: samples }, (_, i) => i);
  const spec = { data, units, names, rowsPerSample, measure, options, subsets: [all] };
  const score = (await executor.run('subsetScores', spec))[0]?.score;
  if (typeof score === 'number') return score;
  throw new TooFewSamplesError(
    `The score is not defined for ${samples} samples: use more samples, or a larger memory budget.`,
  );
}
