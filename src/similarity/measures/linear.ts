import { linear } from '../../facts/measures/linear';
import type { LinearDirection, LinearReport } from '../../facts/measures/linearReport';
import { plural, score as fourDigits } from '../../facts/numbers';
import type { SkippedMeasure } from '../../facts/report';
import { adjustedR2 } from '../prediction/adjustedR2';
import { crossValidate, type CrossValidated } from '../prediction/crossValidate';
import { explainedByOther, explainedVariance } from '../prediction/explainedVariance';
import { permutedLinear } from '../prediction/permutedLinear';
import type { MeasureKernel } from './kernel';
import type { PairFactors } from '../routes/pairFactors';

/**
 * How much of the variance of each side's neurons linear regression from the other side's explains: in sample, adjusted for the directions of the predictors,
 * and of held-out samples by ridge regression in five folds. In sample of all samples; the folds are of those that are held.
 */
export const linearKernel: MeasureKernel<LinearReport> = {
  facts: linear,
  measure(products) {
    const { ordered, turned, factors } = products;
    const found = { a: explainedByOther(ordered), b: explainedVariance(ordered) };
    const explained = turned ? { a: found.b, b: found.a } : found;
    const [ofB, ofA] = [crossValidate(products, 'a'), crossValidate(products, 'b')];
    const { samples, a, b } = factors;
    const block: LinearReport = {
      bFromA: directionOf({ inSample: explained.b, rank: a.rank, samples }, ofB),
      aFromB: directionOf({ inSample: explained.a, rank: b.rank, samples }, ofA),
    };
    return { block, skipped: [...withoutAdjusted(block, factors), ...withoutFolds(ofB, ofA)] };
  },
  permuted: permutedLinear,
};

function directionOf(
  { inSample, rank, samples }: { inSample: number; rank: number; samples: number },
  validated: CrossValidated,
): LinearDirection {
  const adjusted = adjustedR2(inSample, rank, samples);
  return {
    inSample,
    rank,
    ...(adjusted === null ? {} : { adjusted }),
    chance: rank / (samples - 1),
    ...('score' in validated ? { crossValidated: validated.score, penalties: validated.penalties } : {}),
  };
}

/** Why one direction, or both, have no adjusted share. */
function withoutAdjusted({ bFromA, aFromB }: LinearReport, { samples, a, b }: PairFactors): SkippedMeasure[] {
  const why = (target: string, from: string, rank: number, name: string): string =>
    `Adjusted linear R² of ${target} from ${from} is not defined: the ${rank} ${plural(rank, 'direction')} of ${name} ${plural(rank, 'is', 'are')} one fewer than the ${samples} samples, and ${plural(rank, 'explains', 'explain')} everything.`;
  return skippedScore('linearAdjusted', [
    { value: bFromA.adjusted, reason: why('b', 'a', a.rank, a.name), direction: 'b from a' },
    { value: aFromB.adjusted, reason: why('a', 'b', b.rank, b.name), direction: 'a from b' },
  ]);
}

/** Why one direction, or both, are not cross-validated. */
function withoutFolds(ofB: CrossValidated, ofA: CrossValidated): SkippedMeasure[] {
  const told = (validated: CrossValidated, direction: string): Told =>
    'score' in validated
      ? { value: validated.score, reason: '', direction }
      : { value: undefined, reason: validated.refused, direction };
  return skippedScore('linear', [told(ofB, 'b from a'), told(ofA, 'a from b')]);
}

/** A score of one direction, or why it has none. */
interface Told {
  direction: string;
  value: number | undefined;
  reason: string;
}

/** A score that is not there in both directions, so that they have no mean: the reasons, and the value of the one that is there. */
function skippedScore(measure: SkippedMeasure['measure'], told: readonly Told[]): SkippedMeasure[] {
  const reasons = new Set(told.flatMap(({ value, reason }) => (value === undefined ? [reason] : [])));
  if (reasons.size === 0) return [];
  const there = told.flatMap(({ value, direction }) =>
    value === undefined ? [] : [`${direction[0]!.toUpperCase()}${direction.slice(1)} it is ${fourDigits(value)}.`],
  );
  return [{ measure, code: 'not-defined', message: [...reasons, ...there].join(' ') }];
}
