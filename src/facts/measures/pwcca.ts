import { numberText, score as fourDigits } from '../numbers';
import { aboutCanonical, tooManyNeurons } from './cca';
import type { MeasureFacts } from './measure';
import { objectOf, score } from './schemas';

/** Projection-weighted CCA by the paper's definition (arXiv 1806.05759), both sides. */
export interface PwccaReport {
  /** The narrower side's value; side a on a tie. */
  value: number;
  side: 'a' | 'b';
  a: number;
  b: number;
  /** Weights of `side`, one a coefficient, summing to 1. */
  weights: number[];
}

/** Projection-weighted CCA. */
export const pwcca = {
  id: 'pwcca',
  title: 'PWCCA',
  needs: [],
  beside: 'canonical',
  secondsPerCube: 0.131,
  scores: [
    {
      id: 'pwcca',
      label: 'PWCCA',
      term: 'PWCCA',
      key: 'value',
      convention:
        "Canonical correlations weighted by how much of one side's neurons each canonical variate accounts for: weights Σ|⟨h, x⟩|, summing to 1 (Morcos et al. 2018, arXiv 1806.05759). Not symmetric: the headline weights by the side of lower rank, side a on a tie; in dynamics and groups, where no side comes first, a tie has the mean of both.",
      range: [0, 1],
      inSets: true,
      inSummary: true,
      value: ({ value }) => value,
      // Mean CCA's: of unrelated data the directions are random, so that their weights know nothing of the coefficients.
      nullLevel: (_, pair) => pair.null?.mean,
      bySide: ({ a, b }) => ({ a, b }),
      about: [...aboutCanonical, 'tied-coefficients'],
      saturation: { name: 'PWCCA', with: 'cca' },
      undefinedBecause: tooManyNeurons,
      marks: (_, { warnings }) => (warnings.some(({ code }) => code === 'tied-coefficients') ? ['ties'] : []),
      labelIn: ({ side }) => `PWCCA (side ${side})`,
      reading({ side, ...values }) {
        const other = side === 'a' ? 'b' : 'a';
        return `Weighted by the neurons of ${side}; by those of ${other} it is ${fourDigits(values[other])}.`;
      },
      note: ({ side, a, b }) => `side ${side} (the smaller rank); a ${numberText(a)}, b ${numberText(b)}`,
    },
  ],
  csv: ({ value, side, a, b, weights }) => [
    ['value', value],
    ['side', side],
    ['a', a],
    ['b', b],
    ['weights', weights],
  ],
  schema: objectOf({
    value: { ...score, description: 'Of the side with the smaller rank, a on a tie.' },
    side: { enum: ['a', 'b'] },
    a: score,
    b: score,
    weights: {
      type: 'array',
      items: score,
      maxItems: 100000,
      description: 'Of `side`, one a coefficient, summing to 1.',
    },
  }),
} as const satisfies MeasureFacts<PwccaReport>;
