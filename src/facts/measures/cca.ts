import { cited, joinedCited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import { count, counted, percent } from '../numbers';
import { ccaNotebook } from './ccaNotebook';
import type { CcaReport } from './ccaReport';
import type { MeasureFacts, MethodsOf, SaturationWords } from './measure';
import { allOrders, gaussianData } from './nullSources';
import { aboveBaseline } from './readings';
import { coefficients, objectOf, scoreSchema, scoreOrNull } from './schemas';

/** Notices on scores of all canonical directions. */
export const aboutCanonical = ['few-samples', 'forced-ones', 'rounding-dimensions'] as const;

/** Why the level of unrelated data of regularised CCA does not follow the coefficients that are left. */
const plainLevel =
  'Unrelated data are held as by plain CCA of all directions, since there is no law of them with epsilon, which lowers theirs, too.';

/** Why a pair may have none of them. */
export const tooManyNeurons = 'CCA needs more samples than neurons';

/** How SVCCA is told to keep less. */
export const keepLess = '(--svcca-dims, or a smaller share of variance)';

const withMean: Pick<SaturationWords, 'with'> = { with: 'cca' };

/** Plain or regularised CCA: all canonical correlations and their summaries. */
export const cca = {
  id: 'cca',
  title: 'CCA',
  family: 'directions',
  needs: [],
  ofCanonical: true,
  secondsPerCube: 0.044,
  scores: [
    {
      id: 'cca',
      label: 'Mean CCA',
      term: 'mean CCA',
      key: 'mean',
      convention:
        'Plain mean of all min(rank a, rank b) canonical correlations of the centred samples × neurons matrices, not squared. 0 to 1; unchanged by any invertible linear map of the neurons.',
      range: [0, 1],
      inSets: true,
      inSummary: true,
      value: ({ mean }) => mean,
      nullLevel: (_, pair) => pair.null?.mean,
      nullFrom: gaussianData,
      about: aboutCanonical,
      saturation: { name: 'mean CCA', remedy: `read SVCCA of fewer dimensions ${keepLess}`, reads: 'svcca' },
      undefinedBecause: tooManyNeurons,
      marks: marksOf,
      reading({ coefficients: { length }, mean, regularised }, pair) {
        const same = 'One side is an invertible linear map of the other';
        const plain = regularised && pair.null ? ` ${plainLevel}` : '';
        return `Over ${counted(length, 'coefficient')}. ${aboveBaseline(mean, pair.null?.mean, same)}${plain}`.trim();
      },
      note({ regularised, google, coefficients: { length } }) {
        const how = regularised
          ? `regularised, epsilon ${google?.epsilon} (unrelated data as by plain CCA of all directions, which epsilon lowers); `
          : '';
        return `${how}plain mean of ${length === 1 ? 'one coefficient' : `${length} coefficients`}`;
      },
    },
    {
      id: 'ccaThresholded',
      label: 'Thresholded mean CCA',
      term: 'thresholded mean CCA',
      key: 'thresholdedMean',
      convention:
        "Mean of the leading coefficients that hold the threshold share of the coefficients' sum: what google/svcca calls its mean. It leaves the small ones out, so it is never below the plain mean.",
      range: [0, 1],
      inSets: true,
      value: ({ thresholdedMean }) => thresholdedMean,
      nullLevel: (_, pair) => pair.null?.thresholdedMean,
      nullFrom: gaussianData,
      about: aboutCanonical,
      saturation: { name: 'thresholded mean CCA', ...withMean },
      undefinedBecause: tooManyNeurons,
      marks: marksOf,
      reading: readThresholded,
      note: ({ thresholdIndex, threshold }) =>
        `mean of ${leadingWords(thresholdIndex)}, ${threshold} of their sum (google/svcca's mean)`,
    },
    {
      id: 'ccaSquared',
      label: 'Mean squared CCA',
      term: 'mean squared CCA',
      key: 'meanSquared',
      convention:
        'Mean of the squared canonical correlations (R² of CCA), divided by min(rank a, rank b). For unrelated data its expectation is max(rank) / (samples − 1).',
      range: [0, 1],
      inSets: true,
      value: ({ meanSquared }) => meanSquared,
      nullLevel: (_, pair) => pair.null?.meanSquared,
      nullFrom: allOrders,
      about: aboutCanonical,
      saturation: { name: 'mean squared CCA', ...withMean },
      undefinedBecause: tooManyNeurons,
      marks: marksOf,
      reading: ({ meanSquared }) =>
        `On average ${percent(meanSquared)} of the variance of a canonical variate is shared.`,
      note: () => 'mean of the squared coefficients',
    },
  ],
  csv: (block, pair) => [
    ...(block.regularised ? [['epsilon', pair.options.epsilon] as const] : []),
    ['mean', block.mean],
    ['sum', block.sum],
    ['meanSquared', block.meanSquared],
    ['threshold', block.threshold],
    ['thresholdIndex', block.thresholdIndex],
    ['thresholdedMean', block.thresholdedMean],
    ['coefficients', block.coefficients],
  ],
  schema: objectOf(
    {
      coefficients,
      mean: scoreSchema,
      sum: { type: 'number', minimum: 0 },
      meanSquared: scoreSchema,
      threshold: scoreSchema,
      thresholdIndex: {
        type: ['integer', 'null'],
        minimum: 0,
        description: 'First i whose leading i coefficients hold `threshold` of the sum; null when none.',
      },
      thresholdedMean: { ...scoreOrNull, description: "Mean of those; google/svcca's `mean`." },
    },
    {
      regularised: { const: true, description: 'Present when epsilon > 0.' },
      google: {
        type: 'object',
        description: "The same under google/svcca's names, when epsilon > 0.",
        required: ['cca_coef1', 'mean', 'sum', 'x_idxs', 'y_idxs', 'epsilon'],
        properties: {
          cca_coef1: coefficients,
          mean: scoreOrNull,
          sum: { type: 'number', minimum: 0 },
          x_idxs: { type: 'array', items: { type: 'boolean' } },
          y_idxs: { type: 'array', items: { type: 'boolean' } },
          epsilon: { type: 'number', minimum: 0 },
        },
      },
      robust: {
        type: 'object',
        required: ['noisyTrials'],
        properties: { noisyTrials: { type: 'integer', minimum: 0 } },
      },
    },
  ),
  notebook: ccaNotebook,
  methods,
} as const satisfies MeasureFacts<CcaReport>;

/** Plain CCA or that of google/svcca with epsilon, and the summaries of its coefficients that are shown. */
function methods({ shown, options, block }: MethodsOf<CcaReport>): Cited {
  if (!shown('cca', 'ccaThresholded', 'ccaSquared')) return cited``;
  const { epsilon, threshold } = options;
  const coefficients = cited`Canonical correlations (CCA; ${works.hotelling1936}) are the singular values of U′V, U and V being orthonormal bases of the centred activations of both sides.`;
  const regularised =
    epsilon > 0
      ? cited`They are regularised as in google/svcca (${works.raghu2017}): each covariance matrix was divided by its largest entry, neurons of a scaled variance below ${epsilon} were left out, and ${epsilon} was added to the diagonals.`
      : cited``;
  const noise = block?.robust?.noisyTrials
    ? cited`Since a decomposition failed, seeded noise was added in ${block.robust.noisyTrials} of its trials.`
    : cited``;
  const summaries = [
    shown('cca') ? cited`their plain mean (mean CCA)` : undefined,
    shown('ccaThresholded')
      ? cited`the mean of the leading ones that hold ${percent(threshold)} of their sum (thresholded mean, as in google/svcca; ${works.raghu2017})`
      : undefined,
    shown('ccaSquared') ? cited`the mean of their squares` : undefined,
  ].filter((one) => one !== undefined);
  const list =
    summaries.length < 2
      ? joinedCited(summaries)
      : cited`${joinedCited(summaries.slice(0, -1), ', ')} and ${summaries.at(-1)!}`;
  return joinedCited([coefficients, regularised, noise, cited`They are summarised by ${list}.`]);
}

function marksOf({ regularised, robust }: CcaReport): string[] {
  return [...(regularised ? ['regularised'] : []), ...(robust && robust.noisyTrials > 0 ? ['noise added'] : [])];
}

function readThresholded({ threshold, thresholdIndex, coefficients: { length } }: CcaReport): string {
  const share = percent(threshold);
  if (thresholdIndex === null) return `No leading part reaches ${share} of the sum: the plain mean stands.`;
  if (thresholdIndex === 0) return 'The threshold keeps no coefficient.';
  const all = count(length);
  if (length === 1) return 'There is one coefficient alone.';
  return thresholdIndex === 1
    ? `The first of ${all} coefficients holds ${share} of their sum.`
    : `The first ${count(thresholdIndex)} of ${all} coefficients hold ${share} of their sum.`;
}

/** Which coefficients a thresholded mean is the mean of; null: all. */
function leadingWords(index: number | null): string {
  if (index === null) return 'all coefficients';
  return index === 1 ? 'the first coefficient' : `the first ${index}`;
}
