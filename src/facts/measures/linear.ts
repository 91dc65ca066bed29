import { cited, joinedCited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import { score as fourDigits } from '../numbers';
import { linearNotebook } from './linearNotebook';
import type { LinearDirection, LinearReport } from './linearReport';
import { atMost, type CsvEntry, type MeasureFacts, type MethodsOf, type ScoreFacts } from './measure';
import { allOrders } from './nullSources';
import { objectOf, scoreSchema } from './schemas';

const about = ['dominating-neuron'] as const;
const atMostOne = { type: 'number', maximum: 1 };

const direction = objectOf(
  {
    inSample: scoreSchema,
    rank: { type: 'integer', minimum: 1, description: 'Directions of the predictors.' },
    chance: {
      ...scoreSchema,
      description: 'rank / (n - 1): the exact mean of inSample over all orders of the samples.',
    },
  },
  {
    adjusted: {
      ...atMostOne,
      description: '1 - (1 - inSample) (n - 1) / (n - 1 - rank); absent where the rank is n - 1.',
    },
    crossValidated: {
      ...atMostOne,
      description:
        'Ridge regression in 5 folds (sample i in fold i mod 5): 1 - (sum of squared errors) / (sum of squared distances to the training mean); absent where it is not defined.',
    },
    penalties: {
      type: 'array',
      items: { type: 'number', exclusiveMinimum: 0 },
      minItems: 5,
      maxItems: 5,
      description:
        'Of each fold, in units of (sum of squared singular values of the centred training predictors) / (their neurons).',
    },
  },
);

/** Linear predictivity: in sample, adjusted for the number of predictors, and cross-validated. */
export const linear = {
  id: 'linear',
  title: 'Linear predictivity',
  family: 'prediction',
  onRequest: true,
  needs: ['basis', 'rows', 'folds'],
  secondsPerCube: 0.6,
  secondsPerProduct: 8,
  scores: [
    {
      id: 'linear',
      label: 'Linear predictivity',
      term: 'linear predictivity',
      convention:
        'The share of the variance of one side’s neurons that ridge regression from the other side’s predicts, of samples that it has not seen (Yamins et al. 2014): 5 folds, sample i in fold i mod 5; each is predicted from the others, centred by their means, with the penalty of the smallest leave-one-out error among c · Σs² / neurons, c from 1e-6 to 10, s the singular values of the predictors; 1 − Σ squared errors / Σ squared distances to the training mean. At most 1; 0 is no better than that mean, and less is worse. It has a direction: the value is the mean of b from a and a from b, as in dynamics and groups; a matrix has each row from each column.',
      range: [-Infinity, 1],
      inSets: true,
      ...bothWays(({ crossValidated }) => crossValidated),
      nullFrom: 'what the training mean itself gives, of which predictions from unrelated data give no more on average',
      bound: atMost,
      bySample: true,
      about,
      undefinedBecause: 'there are fewer than 5 samples, or all of a training part are the same',
      note: (block) => `5-fold ridge; ${bothTerms(block, ({ crossValidated }) => crossValidated)}`,
    },
    {
      id: 'linearAdjusted',
      label: 'Adjusted linear R²',
      term: 'adjusted linear R²',
      convention:
        'In-sample linear R² less what the mere number of predicting directions gives: 1 − (1 − R²)(n − 1) / (n − 1 − rank), of n samples. 0 on average for unrelated data, and may fall below. It has a direction: the value is the mean of b from a and a from b, as in dynamics and groups; a matrix has each row from each column.',
      range: [-Infinity, 1],
      inSets: true,
      ...bothWays(({ adjusted }) => adjusted),
      nullFrom: allOrders,
      about: ['rounding-dimensions', ...about],
      undefinedBecause: 'the directions of the predictors are one fewer than samples, and explain everything',
      note: (block) => `for the number of directions; ${bothTerms(block, ({ adjusted }) => adjusted)}`,
    },
    {
      id: 'linearInSample',
      label: 'In-sample linear R²',
      term: 'in-sample linear R²',
      convention:
        'The share of the variance of one side’s neurons that lies within the span of the other side’s: ‖U′Y‖² / ‖Y‖² in Frobenius norms, U an orthonormal basis of the centred predictors (Kornblith et al. 2019, arXiv 1905.00414). 0 to 1; unchanged by any invertible map of the predictors, and biased upwards when samples are few: unrelated data give rank / (samples − 1) on average. It has a direction: the value is the mean of b from a and a from b, as in dynamics and groups; a matrix has each row from each column.',
      range: [0, 1],
      inSets: true,
      ...bothWays(
        ({ inSample }) => inSample,
        ({ chance }) => chance,
      ),
      nullFrom: allOrders,
      about: ['few-samples', 'rounding-dimensions', ...about],
      saturation: { name: 'in-sample linear R²', remedy: 'read the cross-validated one', reads: 'linear' },
      note: (block) => bothTerms(block, ({ inSample }) => inSample),
    },
  ],
  csv: ({ bFromA, aFromB }) => [...csvOf('bFromA', bFromA), ...csvOf('aFromB', aFromB)],
  schema: objectOf({ bFromA: direction, aFromB: direction }),
  notebook: linearNotebook,
  methods,
} as const satisfies MeasureFacts<LinearReport>;

type NumberOf = (of: LinearDirection) => number | undefined;

/** By the side that is predicted. */
function bySide({ aFromB, bFromA }: LinearReport, of: NumberOf): { a: number | null; b: number | null } {
  return { a: of(aFromB) ?? null, b: of(bFromA) ?? null };
}

function meanOf(block: LinearReport, of: NumberOf): number | null {
  const { a, b } = bySide(block, of);
  return a === null || b === null ? null : (a + b) / 2;
}

function bothTerms(block: LinearReport, of: NumberOf): string {
  const { a, b } = bySide(block, of);
  return `b from a ${fourDigits(b)}, a from b ${fourDigits(a)}`;
}

/** What a score is of which a report has a number in either direction. `chance`: what unrelated data give in each. */
function bothWays(of: NumberOf, chance: NumberOf = () => 0) {
  return {
    value: (block) => meanOf(block, of),
    nullLevel: (block) => (meanOf(block, of) === null ? null : meanOf(block, chance)),
    bySide: (block) => bySide(block, of),
    directed: 'the row predicted from the column',
    nullBySide: (block) => bySide(block, chance),
    reading: (block) => `The mean of both directions: ${bothTerms(block, of)}.`,
  } as const satisfies Partial<ScoreFacts<LinearReport>>;
}

function csvOf(
  key: string,
  { inSample, rank, adjusted, chance, crossValidated, penalties }: LinearDirection,
): CsvEntry[] {
  const entries: [string, number | number[] | undefined][] = [
    ['inSample', inSample],
    ['rank', rank],
    ['adjusted', adjusted],
    ['chance', chance],
    ['crossValidated', crossValidated],
    ['penalties', penalties],
  ];
  return entries.flatMap(([name, value]) => (value === undefined ? [] : [[`${key}.${name}`, value] as const]));
}

function methods({ shown }: MethodsOf<LinearReport>): Cited {
  const crossValidated = cited`Linear predictivity (${works.yamins2014}) is the share of variance that ridge regression of each side on the other predicts of held-out samples, in 5 folds (sample i in fold i mod 5), with predictors and targets centred by their training means and the penalty of the smallest leave-one-out error among c Σs² / p (c = 1e-6, 1e-5, …, 10; s the singular values and p the number of the predicting neurons); the mean of both directions.`;
  const adjusted = cited`Adjusted linear R² is 1 − (1 − R²)(n − 1) / (n − 1 − rank) of in-sample linear R² (${works.kornblith2019}) of n samples; the mean of both directions.`;
  const inSample = cited`In-sample linear R² (${works.kornblith2019}) is ‖U′Y‖² / ‖Y‖² in Frobenius norms, U an orthonormal basis of the predicting side; the mean of both directions.`;
  return joinedCited([
    ...(shown('linear') ? [crossValidated] : []),
    ...(shown('linearAdjusted') ? [adjusted] : []),
    ...(shown('linearInSample') ? [inSample] : []),
  ]);
}
