import { allEnded } from '../allEnded';
import type { ScoreName } from '../../facts/measures';
import { measureFacts, measureOf, scoreFacts } from '../../facts/measures/scores';
import type { TrustOutcome } from '../../protocol/pairExtras';
import { curveReading, curveSizes, drawnSamples } from '../../similarity/trust/sampleCurve';
import { mean } from '../../similarity/measures/summaries';
import { fewestSamples, scoresOf, type Drawing } from './drawing';
import type { SubsetScore } from './subsetScores';

/** Draws of each number of samples. */
const drawsPerSize = 5;

/** Sets of samples of one size. */
interface SizedSubsets {
  size: number;
  subsets: Uint32Array[];
}

/** The score against the number of samples, or why it cannot be told. */
export async function drawCurve(drawing: Drawing): Promise<TrustOutcome['enough']> {
  const { read, request, step } = drawing;
  const { samples, rowsPerSample, data } = read;
  const { ofCanonical } = measureFacts(measureOf(request.measure));
  const least = ofCanonical ? fewestFor(Math.max(data.a.columns, data.b.columns) / rowsPerSample) : 0;
  const sizes = subsetsBySize(samples, least, request.seed);
  let done = 0;
  const scored = await allEnded(
    sizes.map(async ({ size, subsets }) => {
      const scores = await scoresOf(drawing, subsets);
      step('drawing fewer samples', ++done / sizes.length);
      return { samples: size * rowsPerSample, scores };
    }),
  );
  return curveOf(scored, request.measure);
}

/** The fewest samples of which CCA of so many dimensions says anything: with a fifth more it is more than a fit of everything by everything. */
export function fewestFor(dimensions: number): number {
  return Math.ceil(1.2 * dimensions) + 2;
}

/** The samples of the curve: sizes from `least` to all of them, five draws of each but the last; none where there are too few sizes for a curve. */
export function subsetsBySize(samples: number, least: number, seed: number): SizedSubsets[] {
  const sizes = curveSizes(samples, Math.max(fewestSamples, least));
  if (sizes.length < 3) return [];
  return sizes.map((size) => {
    const draws = size === samples ? 1 : drawsPerSize;
    return { size, subsets: Array.from({ length: draws }, (_, draw) => drawnSamples(samples, size, draw, seed)) };
  });
}

/** The curve of the scores of each number of samples, or why there is none. */
export function curveOf(
  scored: readonly { samples: number; scores: readonly SubsetScore[] }[],
  measure: ScoreName,
): NonNullable<TrustOutcome['enough']> {
  const points = scored.flatMap((each) => {
    const values = each.scores.flatMap(({ score }) => (score === null ? [] : [score]));
    if (values.length === 0) return [];
    const chance = each.scores.flatMap((score) => (score.null === null ? [] : [score.null]));
    return [
      {
        samples: each.samples,
        mean: mean(values)!,
        low: Math.min(...values),
        high: Math.max(...values),
        null: mean(chance),
      },
    ];
  });
  if (points.length >= 3) return { points, reading: curveReading(points, scoreFacts(measure).distance) };
  return { reason: 'There are too few samples to see how the score depends on their number.' };
}
