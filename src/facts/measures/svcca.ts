import type { NullReport, PairReport } from '../reportParts';
import { count, percent } from '../numbers';
import { keepLess } from './cca';
import type { MeasureFacts } from './measure';
import { aboveBaseline } from './readings';
import { coefficients, nullLevel, objectOf, score } from './schemas';

/** CCA between the leading singular subspaces (arXiv 1706.05806). */
export interface SvccaReport {
  /** Kept directions, side a then b. */
  kept: [number, number];
  /** Share of variance (squared singular values) in them. */
  retainedVariance: [number, number];
  coefficients: number[];
  mean: number;
  null: NullReport;
}

/** CCA of the leading singular directions of both sides. */
export const svcca = {
  id: 'svcca',
  title: 'SVCCA',
  needs: ['directions'],
  secondsPerCube: 0.05,
  scores: [
    {
      id: 'svcca',
      label: 'Mean SVCCA',
      term: 'mean SVCCA',
      key: 'mean',
      convention:
        'Both sides are centred and cut to their leading singular directions, then CCA; plain mean of min(ka, kb) coefficients. The variance rule counts squared singular values (Raghu et al. 2017, arXiv 1706.05806).',
      range: [0, 1],
      inSets: true,
      inSummary: true,
      value: ({ mean }) => mean,
      nullLevel: (block) => block.null.mean,
      about: ['few-samples', 'rounding-dimensions', 'dominating-neuron'],
      saturation: { name: 'SVCCA', remedy: `keep fewer dimensions ${keepLess}` },
      undefinedBecause: 'SVCCA must keep fewer directions than there are samples',
      sizeOf: ({ kept }) => `${kept.join(' and ')} dimensions`,
      reading: read,
      note: ({ kept, retainedVariance }) =>
        `${kept.join(' and ')} dimensions, ${retainedVariance.map((share) => `${(100 * share).toFixed(1)}%`).join(' and ')} of variance`,
    },
  ],
  csv: (block) => [
    ['kept', block.kept],
    ['retainedVariance', block.retainedVariance],
    ['mean', block.mean],
    ['coefficients', block.coefficients],
    ['null.mean', block.null.mean],
    ['null.meanSquared', block.null.meanSquared],
    ['null.coefficients', block.null.coefficients],
  ],
  schema: objectOf({
    kept: { $ref: '#/$defs/twoCounts', description: 'Directions kept, side a then b.' },
    retainedVariance: { type: 'array', items: score, minItems: 2, maxItems: 2 },
    coefficients,
    mean: score,
    null: nullLevel,
  }),
} as const satisfies MeasureFacts<SvccaReport>;

function read({ kept, retainedVariance, mean, null: unrelated }: SvccaReport, pair: PairReport): string {
  const side = (index: 0 | 1) => {
    const letter = index === 0 ? 'a' : 'b';
    return `${count(kept[index])} of ${count(pair[letter].rank)} directions of ${letter} (${percent(retainedVariance[index])})`;
  };
  return `Keeps ${side(0)}, ${side(1)}. ${aboveBaseline(mean, unrelated.mean, 'The kept subspaces are the same')}`.trim();
}
