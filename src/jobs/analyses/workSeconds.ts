import type { CompareOptions } from '../../facts/options';
import { usualMeasures, measures, type MeasureName, type ScoreName } from '../../facts/measures';
import type { MeasureFacts } from '../../facts/measures/measure';
import { measureOf } from '../../facts/measures/scores';
import { isHeld } from '../samplesAsked';
import type { SamplesWanted } from '../../similarity/samples/sideSamples';

/**
 * Rates that estimates are made with, from test/bench/README.md (2026-11-24, one AMD EPYC core): products run at 22 GFLOP/s; of a side of
 * 500 neurons the eigendecomposition 36 ms, all growing with the cube. Bytes: a
 * quarter of the 8 GB/s at which two readers take files from the system's memory, since they may have to come from a disk.
 */
const flops = 22e9;
const cube = 500 ** 3;
const sideDecomposition = 0.06 / cube;
const bytesPerSecond = 2e9;
/** Starting threads; what a side takes besides its arithmetic; and what a pair does (5,050 pairs of small layers, of which workers take many at once). */
const start = 0.4;
const each = 0.01;
const eachPair = 0.0015;
/** What the leading thread does of a pair of which nothing is asked but inner products that all pairs are multiplied for at once. */
const eachTogether = 0.00017;
/** Of a permutation of a pair: what it takes besides its arithmetic, its products, and of a measure of samples each of their pairs. */
const eachPermuted = 0.0003;
const permutedFlops = 12e9;
const permutedSample = 1.5e-8;
const gatheredSample = 3.5e-10;
/** Products of samples of narrow layers, and of bands of those: 20,100 pairs of layers of 64 neurons (2026-11-30, processor time). */
const bandFlops = 7e9;
/** Of a value of a side that is read for itself (20 layers of 20,000 samples of 128 neurons: 0.2 s each). */
const scanning = 6e-8;
/** Of a pair of inner products of samples. */
const gramians = 4e-9;
/** Of a value of samples that are multiplied: read, scaled, centred; of each of their inner products beside the multiplying; of a squared distance. */
const centring = 3e-8;
const product = 2e-8;
const distance = 8e-9;

/** Core seconds of a side of so many samples and neurons, by itself. */
export function sideSeconds(samples: number, neurons: number): number {
  const [less, more] = [Math.min(samples, neurons), Math.max(samples, neurons)];
  return each + (more * less ** 2) / flops + sideDecomposition * less ** 3;
}

/** Core seconds of reading a side by itself: held to its file, finite or not, in the units of its columns. */
export function scanSeconds(samples: number, neurons: number): number {
  return samples * neurons * scanning;
}

/**
 * Core seconds of a pair of sides p and q neurons wide, whose own factors are known. Of wide pairs decompositions grow somewhat slower than with the cube of the
 * samples. Measured (2026-11-30, every score, sums and reading left out): 0.021 s where this says 0.026 (300 samples), 0.081 for 0.094 (500), 0.45 for 0.53 (1,000).
 */
export function pairSeconds(samples: number, p: number, q: number, options: Pick<CompareOptions, 'measures'>): number {
  const [narrowest, widest] = [Math.min(p, q), Math.max(p, q)];
  const isWide = samples <= widest;
  const perCube = secondsPerCube(options.measures ?? usualMeasures, isWide) / cube;
  if (!isWide) return eachPair + (2 * samples * p * q) / flops + perCube * widest ** 3;
  if (perCube === 0 && narrowest >= samples) return eachPair + gramians * samples ** 2;
  // A side with fewer neurons than samples is factored for each wide one.
  const beside = narrowest < samples ? sideSeconds(samples, narrowest) : 0;
  return (
    eachPair +
    beside +
    (2 * samples ** 2 * Math.min(samples, narrowest)) / flops +
    perCube * cube * (samples / 500) ** 2.5
  );
}

/**
 * Core seconds of a pair under one permutation by a measure: a product of its bases and the score, or products of samples. Measured (2026-11-30, 2,000 x 128, 66
 * pairs of 12 layers, sides included): CKA 5.6 ms where this says 5.8, SVCCA 6.5 for 6.9; one pair of 2,000 x 128 and 96, all scores of a measure: RSA 66 for 60, nearest neighbours 4 for 4, linear
 * predictivity 214 for 198.
 */
export function permutedSeconds(samples: number, p: number, q: number, measure: MeasureName): number {
  const facts = measures.find(({ id }) => id === measure) as MeasureFacts<unknown>;
  if (facts.needs.some((need) => need === 'gramian' || need === 'distances'))
    return eachPermuted + samples ** 2 * permutedSample;
  // Each fold is predicted anew.
  if (facts.needs.includes('folds')) return eachPermuted + pairSamplesSeconds(samples, [facts], p, q);
  const [x, y] = [Math.min(p, samples), Math.min(q, samples)];
  const decomposing = (facts.secondsPerCube / cube) * Math.max(x, y) ** 3;
  return eachPermuted + (2 * samples * x * y) / permutedFlops + decomposing;
}

/**
 * The same in a set of pairs, where scores that are inner products of samples are permuted for all pairs of one side b together. Measured (2026-11-30, 2,000
 * samples, six pairs together): 1.3 ms where this says 1.4.
 */
export function permutedInSetSeconds(samples: number, p: number, q: number, score: ScoreName): number {
  const measure = measureOf(score);
  const { needs } = measures.find(({ id }) => id === measure) as MeasureFacts<unknown>;
  const gathered = score === 'cka' ? gathersFaster(samples, [p, q]) : needs.includes('gramian');
  return gathered ? samples ** 2 * gatheredSample : permutedSeconds(samples, p, q, measure);
}

/** Whether linear CKA of sides of so many neurons is permuted faster by what is gathered of samples x samples than by products of singular vectors. */
export function gathersFaster(samples: number, neurons: readonly number[]): boolean {
  const mean = neurons.reduce((sum, count) => sum + Math.min(count, samples), 0) / neurons.length;
  return samples ** 2 * gatheredSample < (2 * samples * mean ** 2) / permutedFlops;
}

/** Core seconds of products that take so many multiplications all together (see gramianWork). */
export function togetherSeconds(multiplications: number): number {
  return (2 * multiplications) / bandFlops;
}

/** Seconds in which the leading thread makes scores of so many of those products, while workers wait. */
export function leadingSeconds(pairs: number): number {
  return pairs * eachTogether;
}

/**
 * Core seconds of what measures ask of so many samples of a side: rows that are read and centred, and inner products, of which a pass over neurons computes
 * each twice. Measured (2026-11-30, both sides): 0.48 s where this says 0.41 (2,000 samples of 500 neurons), 0.96 for 0.99 (4,000 of 200), 2.2 for 2.1
 * (1,200 of 6,000).
 */
export function sideSamplesSeconds(count: number, neurons: number, { gramian, rows }: SamplesWanted): number {
  const reading = each + count * neurons * centring;
  if (!gramian) return reading;
  const times = rows || isHeld(count, neurons) ? 1 : 2;
  return reading + count ** 2 * ((times * neurons) / flops + product);
}

/**
 * Core seconds of the measures of so many samples of a pair of p and q neurons: distances where they ask for some, and what they say themselves. Of wider sides
 * than there are samples, measures that multiply samples by neurons are of as many neurons as samples.
 */
export function pairSamplesSeconds(count: number, wanted: readonly MeasureFacts<unknown>[], p = 0, q = 0): number {
  const ofDistances = wanted.some(({ needs }) => needs.includes('distances') || needs.includes('neighbours'));
  const own = wanted.reduce((sum, { secondsPerSquare = 0 }) => sum + secondsPerSquare, 0);
  const perProduct = wanted.reduce((sum, { secondsPerProduct = 0 }) => sum + secondsPerProduct, 0);
  const products = count * Math.min(count, p) * Math.min(count, q);
  return count ** 2 * ((ofDistances ? 2 * distance : 0) + own / 1000 ** 2) + (products * perProduct) / 1e9;
}

/**
 * What the measures of a pair take. Of those of the canonical directions the dearest decomposition yields what the others need; a wide pair, of no more samples
 * than neurons, has none of them.
 */
function secondsPerCube(wanted: readonly MeasureName[], isWide: boolean): number {
  const asked = measures.filter(({ id }) => wanted.includes(id));
  const secondsOf = (some: typeof asked): number[] => some.map((measure) => measure.secondsPerCube);
  const canonical = isWide ? [] : secondsOf(asked.filter(({ ofCanonical }) => ofCanonical));
  const others = secondsOf(asked.filter(({ ofCanonical }) => !ofCanonical));
  return Math.max(0, ...canonical) + others.reduce((sum, seconds) => sum + seconds, 0);
}

/** Seconds of work that workers share, reading included, and of what one thread does by itself. */
export function wholeSeconds(coreSeconds: number, workers: number, bytes: number, leading = 0): number {
  return coreSeconds === 0 ? 0 : start + leading + Math.max(coreSeconds / workers, bytes / bytesPerSecond);
}

/**
 * Core seconds of maps of p and q channels compared frequency by frequency, of `elements` numbers the larger one: real maps have half as many different
 * frequencies as positions, and complex channels count as two.
 */
export function mapsSeconds(samples: number, p: number, q: number, elements: number): number {
  const frequencies = distinctFrequencies(samples, Math.min(p, q), elements);
  const one = each + pairSeconds(2 * samples, 2 * p, 2 * q, { measures: ['cca'] });
  return frequencies * (one + sideSeconds(2 * samples, 2 * p) + sideSeconds(2 * samples, 2 * q));
}

/** Core seconds of maps by themselves, frequency by frequency: real maps have half as many different frequencies as positions. */
export function mapsAloneSeconds(samples: number, channels: number, elements: number): number {
  return distinctFrequencies(samples, channels, elements) * sideSeconds(2 * samples, 2 * channels);
}

function distinctFrequencies(samples: number, channels: number, elements: number): number {
  return elements / (samples * Math.max(1, channels)) / 2;
}
