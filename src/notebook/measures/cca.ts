import type { CompareOptions } from '../../facts/options';
import type { CcaReport } from '../../facts/measures/cca';
import type { NullReport } from '../../facts/reportParts';
import { piece } from '../piece';
import { canonicalCorrelations, thresholdedMean, unrelated } from '../python/correlations';
import { factored } from '../python/factored';
import type { Section } from '../section';

/** `regularised_correlations(a, b, epsilon)`: CCA with google/svcca's epsilon. */
export const regularisedCorrelations = piece(
  `
def regularised_correlations(a, b, epsilon):
    """CCA with google/svcca's epsilon, without forming or inverting a covariance.

    Each covariance is divided by its largest variance, neurons whose scaled variance is below epsilon are left out,
    and epsilon is added to the diagonal: the same as the upper block Q of a QR decomposition of [X; sqrt(epsilon) I].
    """
    upper = []
    for side in (a, b):
        variance = (side.X**2).sum(axis=0)
        X = side.X[:, variance / variance.max() >= epsilon] / np.sqrt(variance.max())
        U = side.U[:, : side.rank]
        X = U @ (U.T @ X)  # without the rounding of its stored values
        Q, _ = np.linalg.qr(np.vstack([X, np.sqrt(epsilon) * np.eye(X.shape[1])]))
        upper.append(Q[: len(X)])
    return np.minimum(np.linalg.svd(upper[0].T @ upper[1], compute_uv=False), 1)
`,
  factored,
);

const plain = String.raw`## CCA

Canonical correlations $\rho_1 \ge \rho_2 \ge \dots$ are the cosines of the angles between the spaces that the centred columns of $X$ and $Y$ span. With orthonormal bases $U_X$ and $U_Y$ of these spaces, they are the singular values of $U_X^\top U_Y$; there are $\min(\operatorname{rank} X, \operatorname{rank} Y)$ of them, and no invertible linear map of the neurons changes them.

- mean CCA: the plain mean $\frac1k \sum_i \rho_i$; mean squared CCA: $\frac1k \sum_i \rho_i^2$.
- thresholded mean: the mean of the leading coefficients that hold the threshold's share of $\sum_i \rho_i$. [google/svcca](https://github.com/google/svcca) calls this its mean.`;

const regularised = String.raw`## CCA, regularised

Canonical correlations with the epsilon of [google/svcca](https://github.com/google/svcca): each covariance $\Sigma$ is divided by its largest entry, neurons whose scaled variance is below $\epsilon$ are left out, and the coefficients are the singular values of $(\Sigma_{XX} + \epsilon I)^{-1/2}\, \Sigma_{XY}\, (\Sigma_{YY} + \epsilon I)^{-1/2}$. They are smaller than those of plain CCA.

- mean CCA: the plain mean $\frac1k \sum_i \rho_i$; mean squared CCA: $\frac1k \sum_i \rho_i^2$.
- thresholded mean: the mean of the leading coefficients that hold the threshold's share of $\sum_i \rho_i$, which google/svcca calls its mean.`;

const chance = String.raw`

Unrelated Gaussian data of the same size have high correlations as well. Wachter's law ([Wachter 1980](https://doi.org/10.1214/aos/1176345134)) says how high; a score is worth its height above that. Of the squares the mean over all orders of the samples is $\max(\operatorname{rank} X, \operatorname{rank} Y) / (n - 1)$ for any data.`;

/** CCA, plain or regularised, with its summaries and what unrelated data give. `tolerance`: by how much two ways of computing it may differ. */
export function ccaSection(
  cca: CcaReport,
  baseline: NullReport | undefined,
  { epsilon }: CompareOptions,
  tolerance: number,
): Section {
  const { coefficients, mean, sum, meanSquared, thresholdIndex, thresholdedMean: thresholded, threshold } = cca;
  const correlations = cca.regularised
    ? `regularised_correlations(a, b, epsilon=${epsilon})`
    : 'canonical_correlations(a, b)';
  return {
    id: 'cca',
    prose: (cca.regularised ? regularised : plain) + (baseline ? chance : ''),
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
      cca.regularised ? regularisedCorrelations : canonicalCorrelations,
      thresholdedMean,
      ...(baseline ? [unrelated] : []),
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
