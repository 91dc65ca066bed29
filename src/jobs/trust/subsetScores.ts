import { LensError } from '../../facts/errors';
import type { Matrix } from '../../linalg/matrix';
import type { MeasureName, ScoreName } from '../../facts/measures';
import { factorPair } from '../../similarity/routes/factorPair';
import { samplesOfMatrix } from '../../similarity/trust/heldSide';
import { blockOf, measurePair } from '../../similarity/measures/measures';
import { factsOfScore, samplesWanted, type MeasureKernels } from '../../similarity/measures/wanted';
import { samplesOfHeld } from '../../similarity/samples/sideSamples';
import { memoryPasses } from '../../similarity/routes/memoryPasses';
import type { CompareOptions } from '../../facts/options';
import type { SideName } from '../../similarity/routes/rowPasses';
import type { PairInMemory } from './readPair';

/** Some sets of samples of a pair that is held. */
export interface SubsetSpec {
  /** Samples x neurons of both sides, in shared memory. */
  data: Record<SideName, Matrix>;
  units: PairInMemory['units'];
  names: Record<SideName, string>;
  rowsPerSample: number;
  /** Indices of samples, a list for each score. */
  subsets: Uint32Array[];
  measure: ScoreName;
  options: CompareOptions;
}

/** A score of some samples, and what unrelated data of as many samples and dimensions give; null where there is none. */
export interface SubsetScore {
  score: number | null;
  null: number | null;
}

/** The score of each set of samples, factored anew; null where the measure is not defined for so few. */
export async function subsetScores(spec: SubsetSpec, kernels: MeasureKernels): Promise<SubsetScore[]> {
  const { data, units, names, rowsPerSample, subsets, measure } = spec;
  const { facts, score } = factsOfScore(measure, kernels);
  const options: CompareOptions = { ...spec.options, measures: [facts.id as MeasureName] };
  const wanted = samplesWanted(options, kernels);
  const scores: SubsetScore[] = [];
  for (const subset of subsets) {
    const a = samplesOfMatrix(data.a, subset, rowsPerSample);
    const b = samplesOfMatrix(data.b, subset, rowsPerSample);
    try {
      const factors = await factorPair(memoryPasses(a, b, names, units), names);
      const measured = measurePair(factors, options, wanted && samplesOfHeld({ a, b }, wanted), kernels);
      const block = blockOf(measured, facts);
      // The formulas are of independent rows.
      const known = block !== undefined && rowsPerSample === 1;
      scores.push({
        score: block === undefined ? null : score.value(block),
        null: known ? (score.nullLevel(block, measured) ?? null) : null,
      });
    } catch (error) {
      if (!(error instanceof LensError)) throw error;
      scores.push({ score: null, null: null });
    }
  }
  return scores;
}
