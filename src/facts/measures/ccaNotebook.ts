import type { PairOptions } from '../pairOptions';
import { canonicalCorrelationsPiece, thresholdedMeanPiece, unrelatedPiece } from '../python/correlations';
import type { PythonPiece } from '../python/piece';
import { checkOf, shownOf, type Recomputed } from '../python/recomputed';
import { regularisedCorrelationsPiece } from '../python/regularisedCorrelations';
import type { Section } from '../python/section';
import type { NullReport } from '../reportParts';
import type { CcaReport } from './ccaReport';
import type { NotebookFacts } from './notebookFacts';

/** How notebooks recompute CCA. */
export const ccaNotebook: NotebookFacts<CcaReport> = {
  section: (block, { pair, tolerance }) => section(block, pair.null, pair.options, tolerance),
  scores(wanted, { epsilon, threshold }) {
    const rho = correlationsOf(epsilon);
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
    lines: wanted('null.cca', 'null.ccaThresholded') ? [unrelatedLine] : [],
    values: {
      'null.cca': 'null_mean',
      'null.ccaThresholded': nullThresholded(threshold),
      'null.ccaSquared': nullSquared,
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
};

/** CCA, plain or regularised, with its summaries and what unrelated data give. `tolerance`: by how much two ways of computing it may differ. */
function section(cca: CcaReport, baseline: NullReport | undefined, options: PairOptions, tolerance: number): Section {
  const { threshold } = cca;
  const rho = correlationsOf(cca.regularised ? options.epsilon : 0);
  const numbers: Recomputed = {
    'cca.mean': [cca.mean, 'rho.mean()'],
    'cca.meanSquared': [cca.meanSquared, 'np.mean(rho**2)'],
    'cca.sum': [cca.sum, 'rho.sum()'],
    'cca.thresholdedMean': [cca.thresholdedMean, 'cut_mean'],
    'cca.thresholdIndex': [cca.thresholdIndex, 'cut'],
    'cca.coefficients': [cca.coefficients, 'rho'],
    ...(baseline && {
      'null.mean': [baseline.mean, 'null_mean'],
      ...(baseline.meanSquared !== undefined && {
        'null.meanSquared': [baseline.meanSquared, nullSquared],
      }),
      ...(baseline.thresholdedMean !== undefined && {
        'null.thresholdedMean': [baseline.thresholdedMean, nullThresholded(threshold)],
      }),
      'null.coefficients': [baseline.coefficients, 'null_rho'],
    }),
  };
  return {
    id: 'cca',
    prose: (cca.regularised ? regularisedProse : plainProse) + (baseline ? nullProse : ''),
    shown: shownOf(numbers),
    pieces: [rho.piece, thresholdedMeanPiece, ...(baseline ? [unrelatedPiece] : [])],
    code: `
rho = ${rho.call}
cut_mean, cut = thresholded_mean(rho, threshold=${threshold})${baseline ? `\n${unrelatedLine}` : ''}
${checkOf(numbers, tolerance)}`,
  };
}

/** How canonical correlations are found, plain or with an epsilon above 0. */
function correlationsOf(epsilon: number): { piece: PythonPiece; call: string } {
  return epsilon > 0
    ? { piece: regularisedCorrelationsPiece, call: `regularised_correlations(a, b, epsilon=${epsilon})` }
    : { piece: canonicalCorrelationsPiece, call: 'canonical_correlations(a, b)' };
}

const unrelatedLine = 'null_rho, null_mean = unrelated(len(a.X), a.rank, b.rank)';
const nullSquared = 'max(a.rank, b.rank) / (len(a.X) - 1)';
const nullThresholded = (threshold: number): string => `thresholded_mean(null_rho, threshold=${threshold})[0]`;

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
