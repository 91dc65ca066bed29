import type { TrustOutcome } from '../../protocol/pairExtras';
import { curveReading, curveSizes, drawnSamples } from '../../similarity/sampleCurve';
import { mean } from '../../similarity/summaries';
import { fewestSamples, scoresOf, type Drawing } from './drawing';
import { blockOf } from '../compare/blockOf';

/** Draws of each number of samples. */
const drawsPerSize = 5;

/** The score against the number of samples, or why it cannot be told. */
export async function drawCurve(drawing: Drawing): Promise<TrustOutcome['enough']> {
  const { read, request, step } = drawing;
  const { samples, rowsPerSample, data } = read;
  const canonical = ['cca', 'pwcca'].includes(blockOf[request.measure]);
  // From a fifth more samples than neurons on, CCA is more than a fit of everything by everything.
  const least = canonical ? Math.ceil((1.2 * Math.max(data.a.columns, data.b.columns)) / rowsPerSample) + 2 : 0;
  const sizes = curveSizes(samples, Math.max(fewestSamples, least));
  const reason = 'There are too few samples to see how the score depends on their number.';
  if (sizes.length < 3) return { reason };
  let done = 0;
  const scored = await Promise.all(
    sizes.map(async (size) => {
      const draws = size === samples ? 1 : drawsPerSize;
      const subsets = Array.from({ length: draws }, (_, draw) => drawnSamples(samples, size, draw, request.seed));
      const scores = await scoresOf(drawing, subsets);
      step('drawing fewer samples', ++done / sizes.length);
      return { samples: size * rowsPerSample, scores };
    }),
  );
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
  return points.length < 3 ? { reason } : { points, reading: curveReading(points) };
}
