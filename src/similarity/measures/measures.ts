import { append } from '../../facts/append';
import type { MeasureBlocks, MeasureName } from '../../facts/measures';
import { concerns } from '../../facts/measures/aboutScores';
import type { MeasureFacts } from '../../facts/measures/measure';
import { isOfWholeSamples } from '../../facts/measures/ofWholeSamples';
import type { CompareOptions } from '../../facts/options';
import type { ComparisonReport, SkippedMeasure } from '../../facts/report';
import type { DroppedNeuron, Notice, NullReport, PairReport } from '../../facts/reportParts';
import { LensError } from '../../facts/errors';
import { TooFewSamplesError } from '../errors';
import { drawnNotice, fewSamples, forcedOnes, wholeNotices, type AboutScore } from '../remarks/pairNotices';
import type { PairFactors } from '../routes/pairFactors';
import type { SideFactors } from '../routes/sideFactors';
import { withSpectrum } from '../routes/spectrum';
import type { PairSamples } from '../samples/sideSamples';
import { ofWholesOf, wholesOfPair, type DrawnSamples, type OfWholes } from '../samples/wholesOfPair';
import { levelsOf, saturatedNotice } from '../trust/saturation';
import { measureKernels } from '.';
import { pairProducts, productsOfSamples } from './products';
import { thresholdedMean } from './summaries';
import { measureLists, needsSamples, spectrumWanted, wantedOf, type MeasureKernels } from './wanted';

/** The part of a report that factors and options alone decide. */
export type Measured = Omit<ComparisonReport, 'schema' | 'a' | 'b' | 'options' | 'timings'> & {
  /** Neurons dropped on each side, those of epsilon mode included. */
  dropped: { a: DroppedNeuron[]; b: DroppedNeuron[] };
};

/** Some of the measures of a pair. */
export type SomeMeasures = MeasureBlocks &
  Pick<PairReport, 'null'> & {
    skipped: SkippedMeasure[];
    warnings: Notice[];
    /** Neurons that epsilon mode left out. */
    lowVariance?: { a: DroppedNeuron[]; b: DroppedNeuron[] };
    /** Samples that those measures used that look at samples one by one, and of how many they were drawn. */
    drawn?: DrawnSamples;
    /** The same of whole samples, where rows are positions or steps, and what these are. */
    whole?: OfWholes;
  };

/**
 * Every wanted measure of a factored pair, those that are not defined for it listed as skipped with the reason. `samples`: what `samplesWanted`
 * tells.
 * @throws TooFewSamplesError (or the reason of the first) when no wanted measure is left; NotConvergedError.
 */
export function measurePair(
  factors: PairFactors,
  options: CompareOptions,
  samples?: PairSamples,
  kernels: MeasureKernels = measureKernels,
): Measured {
  const wanted = spectrumWanted(options, kernels);
  const ready = { ...factors, a: withSpectrum(factors.a, wanted), b: withSpectrum(factors.b, wanted) };
  const parts = measureLists(options, kernels).map((measures) =>
    measureSome(ready, options, measures, samples, kernels),
  );
  return joinMeasures(factors, parts, kernels);
}

/**
 * The listed measures of a pair whose sides have the spectra that {@link spectrumWanted} tells, and the samples of `samplesWanted`.
 * @throws NotConvergedError.
 */
export function measureSome(
  factors: PairFactors,
  options: CompareOptions,
  measures: readonly MeasureName[],
  samples?: PairSamples,
  kernels: MeasureKernels = measureKernels,
): SomeMeasures {
  const wanted = wantedOf({ measures: [...measures] }, kernels);
  const directions = wanted.some((kernel) => kernel.directions);
  const products = pairProducts(factors, directions, samples);
  const names = { a: factors.a.name, b: factors.b.name };
  const whole = samples && wholesOfPair(samples, names);
  const ofWholes = whole && !('refused' in whole) ? productsOfSamples(products, whole) : undefined;
  const measured: SomeMeasures & Record<string, unknown> = { skipped: [], warnings: [] };
  for (const { facts, measure } of wanted) {
    const wholly = isOfWholeSamples(facts) ? whole : undefined;
    const own = wholly ?? samples;
    const refused = needsSamples(facts) && own && ('refused' in own ? own : notApart(facts, factors, own));
    const outcome = refused || measure(wholly && ofWholes ? ofWholes : products, options);
    if ('refused' in outcome) {
      measured.skipped.push(skippedFor(facts.id as MeasureName, outcome.refused));
      continue;
    }
    const { block, warnings = [], skipped = [], lowVariance } = outcome;
    measured[facts.id] = block;
    append(measured.warnings, warnings);
    append(measured.skipped, skipped);
    if (lowVariance) measured.lowVariance = lowVariance;
    if (facts.ofCanonical) measured.null = unrelatedTo(products.unrelated(), options);
    if (wholly && !('refused' in wholly)) measured.whole = ofWholesOf(wholly);
    else if (samples && needsSamples(facts)) measured.drawn = { samples: samples.a.samples, of: samples.a.of };
  }
  return measured;
}

/** The block of a measure in what was measured; undefined where there is none. */
export function blockOf(measured: Partial<Record<string, unknown>>, { id }: MeasureFacts<unknown>): unknown {
  return measured[id];
}

function unrelatedTo(unrelated: NullReport, { threshold }: CompareOptions): NullReport {
  return { ...unrelated, thresholdedMean: thresholdedMean(unrelated.coefficients, threshold).mean };
}

/** Why a measure of samples has nothing to measure: those that were drawn of a side are all the same. */
function notApart(
  { title }: MeasureFacts<unknown>,
  factors: PairFactors,
  samples: PairSamples,
): { refused: LensError } | undefined {
  for (const side of ['a', 'b'] as const) {
    if (!samples[side].constant) continue;
    const [some, all] = [samples[side].samples, samples[side].of].map((value) => value.toLocaleString('en-US'));
    const message = `${title} is of ${some} samples, drawn from ${all} as many as the memory budget holds, and those of ${factors[side].name} are all the same: raise it (setting ccaLens.memoryBudget, or --memory).`;
    return { refused: new LensError('no-variance', message) };
  }
  return undefined;
}

function skippedFor(measure: SkippedMeasure['measure'], { code, message }: Notice): SkippedMeasure {
  return { measure, code, message };
}

/** Parts of a comparison put together. @throws TooFewSamplesError (the reason of the first) when no wanted measure is left. */
export function joinMeasures(
  factors: PairFactors,
  parts: readonly SomeMeasures[],
  kernels: MeasureKernels = measureKernels,
): Measured {
  const measured: Measured & Record<string, unknown> = {
    samples: factors.samples,
    warnings: [],
    route: factors.route,
    skipped: parts.flatMap(({ skipped }) => skipped),
    dropped: { a: droppedOf(factors.a), b: droppedOf(factors.b) },
  };
  for (const { lowVariance } of parts)
    for (const side of ['a', 'b'] as const) append(measured.dropped[side], lowVariance?.[side] ?? []);
  const found = Object.assign({}, ...parts) as Record<string, unknown> & Pick<PairReport, 'null'>;
  const shown: AboutScore[] = [];
  for (const { facts } of kernels) {
    const block = found[facts.id];
    if (block !== undefined) {
      measured[facts.id] = block;
      append(shown, aboutOf(facts, block));
    }
    // In a document it stands behind the first measure that is held against it.
    if (facts.ofCanonical && found.null) measured.null = found.null;
  }
  const whole = parts.find((part) => part.whole)?.whole;
  if (whole) measured.wholeSamples = { samples: whole.samples, word: whole.word };
  const first = measured.skipped[0];
  if (shown.length === 0 && first !== undefined) throw new TooFewSamplesError(first.message);
  measured.warnings = [
    ...factors.notices.filter(({ code }) => shown.some(({ about }) => concerns(code, about))),
    ...fewSamples(factors, shown),
    ...forcedOnes(factors, shown),
    ...parts.flatMap(({ warnings }) => warnings),
    ...drawnNotice(parts.find(({ drawn }) => drawn)?.drawn, shown),
    ...wholeNotices(whole, shown),
    ...saturatedNotice(levelsOf(measured)),
  ];
  return measured;
}

/** What there is of a measure that notices may be about: its scores, or what only describes the sides. */
function aboutOf(facts: MeasureFacts<unknown>, block: unknown): AboutScore[] {
  const { id, title, scores, about = [] } = facts;
  const bySample = needsSamples(facts) ? title : undefined;
  const wholly = isOfWholeSamples(facts);
  if (scores.length === 0) return [{ id, about, bySample, wholly }];
  return scores.map((score) => ({
    id: score.id,
    about: score.about,
    bySample,
    wholly,
    kept: score.kept && Math.max(...score.kept(block)),
  }));
}

/** Constant and dependent neurons of a side, in order. */
function droppedOf({ constant, dependent }: SideFactors): DroppedNeuron[] {
  const dropped: DroppedNeuron[] = [
    ...constant.map((index) => ({ index, reason: 'constant' as const })),
    ...dependent.map((index) => ({ index, reason: 'dependent' as const })),
  ];
  return dropped.sort((x, y) => x.index - y.index);
}
