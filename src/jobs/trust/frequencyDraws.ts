import { complexCca, complexCoefficients } from '../../similarity/frequencies/complexCca';
import type { ComplexColumns } from '../../similarity/frequencies/frequencyTransform';
import { meanOfCoefficients, type FrequencyMeasure } from '../../similarity/frequencies/frequencyReport';
import { frequencyNulls } from '../../similarity/frequencies/frequencyNull';
import { gaussianScores } from '../../similarity/trust/gaussianNull';
import { holdFrequency, samplesOfFrequency } from '../../similarity/frequencies/heldFrequency';
import type { PairFactors } from '../../similarity/routes/pairFactors';
import { permutationScores, type Draws } from '../../similarity/trust/permutationNull';
import type { SideName } from '../../similarity/routes/rowPasses';
import { readFrequencies, type FrequenciesSpec } from '../passes/runFrequencies';

/** What is drawn from the samples of a pair of maps. */
export interface Drawn {
  measure: FrequencyMeasure;
  /** Share of the coefficients' sum in the thresholded mean. */
  threshold: number;
  seed: number;
  /** Permutations, and as many draws of Gaussian maps. */
  permutations: number;
  /** Sets of samples, by their places among those that are held. */
  subsets: Uint32Array[];
}

/** Some of the frequencies of a pair, and what is drawn from them. */
export interface FrequencyDrawsSpec extends FrequenciesSpec {
  drawn: Drawn;
}

/**
 * The mean of the coefficients at a frequency for each draw, and the null level of each subset; NaN where there is none, for want of variance or of
 * samples.
 */
export interface FrequencyDraws {
  permutation: Float64Array;
  gaussian: Float64Array;
  subsets: Float64Array;
  levels: Float64Array;
}

/** Draws that are told of together. */
const together = 16;

/** How many times the samples are gone through for each frequency. */
export function roundsOf({ permutations, subsets }: Drawn): number {
  return 2 * permutations + subsets.length;
}

/**
 * The draws of some frequencies of two files of maps, in one pass over each. The same permutation, rotation or set of whole samples is drawn for every
 * frequency. `onRows` hears of samples that were read, of both files, and of those that draws went through. @throws as runFrequencies.
 */
export async function frequencyDraws(
  { a, b, drawn, ...rest }: FrequencyDrawsSpec,
  onRows: (rows: number) => void,
): Promise<FrequencyDraws[]> {
  const A = await readFrequencies(a, rest, onRows);
  const B = await readFrequencies(b, rest, onRows);
  const names = { a: a.name, b: b.name };
  const nullOf = frequencyNulls(drawn.threshold);
  const found: FrequencyDraws[] = [];
  for (const [k, columns] of A.columns.entries()) {
    const pair = { a: columns, b: B.columns[k]! };
    found.push({
      ...unrelated(pair, names, drawn, onRows),
      ...(await ofSubsets(pair, { a: A.noise, b: B.noise }, names, drawn, nullOf, onRows)),
    });
  }
  return found;
}

function unrelated(
  { a, b }: Record<SideName, ComplexColumns>,
  names: Record<SideName, string>,
  { measure, threshold, seed, permutations }: Drawn,
  onRows: (rows: number) => void,
): Pick<FrequencyDraws, 'permutation' | 'gaussian'> {
  const found = {
    permutation: new Float64Array(permutations).fill(NaN),
    gaussian: new Float64Array(permutations).fill(NaN),
  };
  const held = permutations > 0 ? holdFrequency(a, b, names) : undefined;
  const score = (factors: PairFactors): number =>
    meanOfCoefficients(complexCoefficients(factors), measure, threshold) ?? NaN;
  for (let from = 0; from < permutations; from += together) {
    const draws: Draws = { seed, from, to: Math.min(permutations, from + together) };
    if (held) {
      found.permutation.set(permutationScores(held, draws, score), from);
      found.gaussian.set(gaussianScores(held, draws, false, score), from);
    }
    onRows(2 * (draws.to - from) * a.real.rows);
  }
  return found;
}

async function ofSubsets(
  { a, b }: Record<SideName, ComplexColumns>,
  noise: Record<SideName, Float64Array>,
  names: Record<SideName, string>,
  { measure, threshold, subsets }: Drawn,
  nullOf: ReturnType<typeof frequencyNulls>,
  onRows: (rows: number) => void,
): Promise<Pick<FrequencyDraws, 'subsets' | 'levels'>> {
  const found = new Float64Array(subsets.length).fill(NaN);
  const levels = new Float64Array(subsets.length).fill(NaN);
  const channels = Math.max(a.real.columns, b.real.columns);
  for (const [i, subset] of subsets.entries()) {
    if (subset.length > channels) {
      const some = samplesOfFrequency(a, subset, noise.a);
      const others = samplesOfFrequency(b, subset, noise.b);
      const { coefficients, rank } = await complexCca(some, others, names);
      const level = nullOf(subset.length, rank);
      found[i] = meanOfCoefficients(coefficients, measure, threshold) ?? NaN;
      levels[i] = (measure === 'cca' ? level?.mean : level?.thresholdedMean) ?? NaN;
    }
    onRows(a.real.rows);
  }
  return { subsets: found, levels };
}
