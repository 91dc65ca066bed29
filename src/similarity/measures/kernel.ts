import type { LensError } from '../../facts/errors';
import type { MeasureFacts } from '../../facts/measures/measure';
import type { CompareOptions } from '../../facts/options';
import type { SkippedMeasure } from '../../facts/report';
import type { DroppedNeuron, Notice } from '../../facts/reportParts';
import type { SampleProducts } from '../samples/sampleProducts';
import type { UnitMatrix } from '../samples/unitMatrices';
import type { PairProducts } from './products';

/** How a measure is computed, beside what it says of itself. A new one is a file here and one of facts, and a line in either index. */
export interface MeasureKernel<Block> {
  facts: MeasureFacts<Block>;
  /** Whether it asks for the canonical directions: they yield the correlations as well, which are not computed by themselves then. */
  directions?: true;
  /** Whether of what lies between the sides it asks for ||X'Y|| and sums of norms alone: of wide layers nothing is decomposed for it. */
  acrossAlone?: true;
  /** Its block of a pair whose sides have what its facts say it needs; or why the pair has none. @throws NotConvergedError. */
  measure(products: PairProducts, options: CompareOptions): Measurement<Block> | NoScore;
  /**
   * Its scores under permutations of the samples, made ready once for a pair that has what its facts say it needs, so that a permutation costs no new
   * factorisation. Absent of what the bases' product and the sides' spectra alone decide, which src/similarity/trust/permutationNull.ts permutes.
   */
  permuted?(products: PairProducts, options: CompareOptions): PermutedBySide;
  /** The same scores where each is an inner product of what is made of either side alone, and something at the end: for sides of many pairs. */
  units?: Units;
}

/**
 * The scores of a measure by their ids, null where one is not defined, when sample i of side a stands beside sample order[i] of side b, of the pair as it
 * stands: the samples that its products are of.
 */
export type PermutedScores = (order: Uint32Array) => Readonly<Record<string, number | null>>;

/** The same, of directed scores by the side that is the target. */
export type PermutedBySide = (order: Uint32Array) => Readonly<Record<string, number | null | BySide>>;

/** Scores that are inner products of two unit matrices, one of each side. */
export interface Units {
  /** The scores that are; all of the measure's where absent. */
  only?: readonly string[];
  /** That of a side for a score; undefined where it is not defined. The side's samples are what the measure's facts say that it needs, and inner products; they differ. */
  of(side: SampleProducts, score: string, options: CompareOptions): UnitMatrix | undefined;
  /** The score from the inner product. */
  score(inner: number, score: string): number;
}

/** A score of either side; null where it is not defined. */
export interface BySide {
  a: number | null;
  b: number | null;
}

/** What a measure comes to. */
export interface Measurement<Block> {
  block: Block;
  /** What must be said of its numbers. */
  warnings?: readonly Notice[];
  /** Scores of its that this pair does not have. */
  skipped?: readonly SkippedMeasure[];
  /** Neurons that it left out. */
  lowVariance?: { a: DroppedNeuron[]; b: DroppedNeuron[] };
}

/** Why a measure is not defined for a pair. */
export interface NoScore {
  refused: LensError;
}
