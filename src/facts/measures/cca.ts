import { cited, joinedCited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import type { PairOptions } from '../pairOptions';
import type { NullReport } from '../reportParts';
import { regularisedCorrelationsPiece } from '../python/regularisedCorrelations';
import { canonicalCorrelationsPiece, thresholdedMeanPiece, unrelatedPiece } from '../python/correlations';
import type { Section } from '../python/section';
import { count, counted, percent } from '../numbers';
import type { MeasureFacts, MethodsOf, SaturationWords } from './measure';
import { allOrders, gaussianData } from './nullSources';
import { aboveBaseline } from './readings';
import { coefficients, objectOf, scoreSchema, scoreOrNull } from './schemas';

/** Canonical correlations and the summaries in use. Columns are centred; coefficients descend and lie in 0 to 1. */
export interface CcaReport {
  coefficients: number[];
  mean: number;
  sum: number;
  /** Mean of the squared coefficients. */
  meanSquared: number;
  threshold: number;
  /** First i with coefficients[0] + .. + coefficients[i-1] >= threshold * sum; null when there is none. */
  thresholdIndex: number | null;
  /** Mean of the first `thresholdIndex` coefficients (all when null); null when the index is 0. google/svcca calls this `mean`. */
  thresholdedMean: number | null;
  /** Present and true when epsilon > 0. */
  regularised?: true;
  /** The same numbers under google/svcca's names, when epsilon > 0. */
  google?: {
    cca_coef1: number[];
    mean: number | null;
    sum: number;
    x_idxs: boolean[];
    y_idxs: boolean[];
    epsilon: number;
  };
  /** Present when the robust variant was asked for: noise added on how many trials (0: none was needed). */
  robust?: { noisyTrials: number };
}

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
  notebook: {
    section: (block, { pair, tolerance }) => section(block, pair.null, pair.options, tolerance),
    scores(wanted, { epsilon, threshold }) {
      const rho =
        epsilon > 0
          ? { piece: regularisedCorrelationsPiece, call: `regularised_correlations(a, b, epsilon=${epsilon})` }
          : { piece: canonicalCorrelationsPiece, call: 'canonical_correlations(a, b)' };
      const some = wanted('cca', 'ccaThresholded', 'ccaSquared');
      return {
        lines: some ? [`rho = ${rho.call}`] : [],
        values: {
          cca: 'rho.mean()',
          ccaThresholded: `thresholded_mean(rho, threshold=${threshold})[0]`,
          ccaSquared: 'np.mean(rho**2)',
        },
        pieces: [...(some ? [rho.piece] : []), ...(wanted('ccaThresholded') ? [thresholdedMeanPiece] : [])],
      };
    },
    nulls: (wanted, { threshold }) => ({
      lines: wanted('null.cca', 'null.ccaThresholded')
        ? ['null_rho, null_mean = unrelated(len(a.X), a.rank, b.rank)']
        : [],
      values: {
        'null.cca': 'null_mean',
        'null.ccaThresholded': `thresholded_mean(null_rho, threshold=${threshold})[0]`,
        'null.ccaSquared': 'max(a.rank, b.rank) / (len(a.X) - 1)',
      },
      pieces: wanted('null.cca', 'null.ccaThresholded') ? [unrelatedPiece] : [],
    }),
    prose: ({ epsilon, threshold }) => ({
      cca: String.raw`mean CCA: the mean of the canonical correlations $\rho_i$, the singular values of $U_X^\top U_Y$ for orthonormal bases of the centred layers${epsilon > 0 ? `, regularised with google/svcca's epsilon ${epsilon}` : ''}.`,
      ccaThresholded: String.raw`thresholded mean CCA: the mean of the leading coefficients that hold ${threshold} of $\sum_i \rho_i$ (google/svcca's mean).`,
      ccaSquared: String.raw`mean squared CCA: $\frac1k \sum_i \rho_i^2$.`,
      'null.cca': `null CCA: the mean CCA that unrelated Gaussian data of the same size and ranks have (Wachter's law, 1980).`,
      'null.ccaThresholded': 'null of the thresholded mean: that of the coefficients of the same law.',
      'null.ccaSquared': String.raw`null of mean squared CCA: the mean over all orders of the samples, $\max(\operatorname{rank}) / (n - 1)$.`,
    }),
  },
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

const plainProse = String.raw`## CCA

Canonical correlations $\rho_1 \ge \rho_2 \ge \dots$ are the cosines of the angles between the spaces that the centred columns of $X$ and $Y$ span. With orthonormal bases $U_X$ and $U_Y$ of these spaces, they are the singular values of $U_X^\top U_Y$; there are $\min(\operatorname{rank} X, \operatorname{rank} Y)$ of them, and no invertible linear map of the neurons changes them.

- mean CCA: the plain mean $\frac1k \sum_i \rho_i$; mean squared CCA: $\frac1k \sum_i \rho_i^2$.
- thresholded mean: the mean of the leading coefficients that hold the threshold's share of $\sum_i \rho_i$. [google/svcca](https://github.com/google/svcca) calls this its mean.`;

const regularisedProse = String.raw`## CCA, regularised

Canonical correlations with the epsilon of [google/svcca](https://github.com/google/svcca): each covariance $\Sigma$ is divided by its largest entry, neurons whose scaled variance is below $\epsilon$ are left out, and the coefficients are the singular values of $(\Sigma_{XX} + \epsilon I)^{-1/2}\, \Sigma_{XY}\, (\Sigma_{YY} + \epsilon I)^{-1/2}$. They are smaller than those of plain CCA.

- mean CCA: the plain mean $\frac1k \sum_i \rho_i$; mean squared CCA: $\frac1k \sum_i \rho_i^2$.
- thresholded mean: the mean of the leading coefficients that hold the threshold's share of $\sum_i \rho_i$, which google/svcca calls its mean.`;

const nullProse = String.raw`

Unrelated Gaussian data of the same size have high correlations as well. Wachter's law ([Wachter 1980](https://doi.org/10.1214/aos/1176345134)) says how high; a score is worth its height above that. Of the squares the mean over all orders of the samples is $\max(\operatorname{rank} X, \operatorname{rank} Y) / (n - 1)$ for any data.`;

/** CCA, plain or regularised, with its summaries and what unrelated data give. `tolerance`: by how much two ways of computing it may differ. */
function section(
  cca: CcaReport,
  baseline: NullReport | undefined,
  { epsilon }: PairOptions,
  tolerance: number,
): Section {
  const { coefficients, mean, sum, meanSquared, thresholdIndex, thresholdedMean: thresholded, threshold } = cca;
  const correlations = cca.regularised
    ? `regularised_correlations(a, b, epsilon=${epsilon})`
    : 'canonical_correlations(a, b)';
  return {
    id: 'cca',
    prose: (cca.regularised ? regularisedProse : plainProse) + (baseline ? nullProse : ''),
    shown: {
      'cca.mean': mean,
      'cca.meanSquared': meanSquared,
      'cca.sum': sum,
      'cca.thresholdedMean': thresholded,
      'cca.thresholdIndex': thresholdIndex,
      'cca.coefficients': coefficients,
      ...(baseline
        ? {
            'null.mean': baseline.mean,
            ...(baseline.meanSquared === undefined ? {} : { 'null.meanSquared': baseline.meanSquared }),
            ...(baseline.thresholdedMean === undefined ? {} : { 'null.thresholdedMean': baseline.thresholdedMean }),
            'null.coefficients': baseline.coefficients,
          }
        : {}),
    },
    pieces: [
      cca.regularised ? regularisedCorrelationsPiece : canonicalCorrelationsPiece,
      thresholdedMeanPiece,
      ...(baseline ? [unrelatedPiece] : []),
    ],
    code: `
rho = ${correlations}
cut_mean, cut = thresholded_mean(rho, threshold=${threshold})${
      baseline ? '\nnull_rho, null_mean = unrelated(len(a.X), a.rank, b.rank)' : ''
    }
check(
    {
        "cca.mean": rho.mean(),
        "cca.meanSquared": np.mean(rho**2),
        "cca.sum": rho.sum(),
        "cca.thresholdedMean": cut_mean,
        "cca.thresholdIndex": cut,
        "cca.coefficients": rho,${
          baseline
            ? `
        "null.mean": null_mean,${
          baseline.meanSquared === undefined
            ? ''
            : '\n        "null.meanSquared": max(a.rank, b.rank) / (len(a.X) - 1),'
        }${
          baseline.thresholdedMean === undefined
            ? ''
            : `\n        "null.thresholdedMean": thresholded_mean(null_rho, threshold=${threshold})[0],`
        }
        "null.coefficients": null_rho,`
            : ''
        }
    },
    tolerance=${tolerance},
)`,
  };
}
