import type { CkaReport, PcaReport, PlsReport, ProcrustesReport } from '../../similarity/report';
import { piece } from '../piece';
import { covarianceSpectrum } from '../python/correlations';
import { factored } from '../python/factored';
import type { Section } from '../section';

/** `linear_cka(a, b)`. */
export const linearCka = piece(
  `
def linear_cka(a, b):
    """||X'Y||^2 / (||X'X|| ||Y'Y||) in Frobenius norms, which are those of the singular values."""
    return np.sum(covariance_spectrum(a, b) ** 2) / np.sqrt(np.sum(a.s**4) * np.sum(b.s**4))
`,
  factored,
  covarianceSpectrum,
);

/** `debiased_cka(a, b)`. */
export const debiasedCka = piece(
  `
def unbiased_hsic(a, b):
    """n (n - 3) times the unbiased estimator of HSIC, for K = XX' and L = YY' with zeros on their diagonals.

    As the columns of X and Y are centred, K and L lose to that no more than their diagonals k and l.
    """
    n = len(a.X)
    k, l = (a.X**2).sum(axis=1), (b.X**2).sum(axis=1)
    trace = np.sum(covariance_spectrum(a, b) ** 2) - k @ l
    return trace + k.sum() * l.sum() / ((n - 1) * (n - 2)) - 2 / (n - 2) * (k @ l)


def debiased_cka(a, b):
    """Linear CKA of the unbiased estimator."""
    return unbiased_hsic(a, b) / np.sqrt(unbiased_hsic(a, a) * unbiased_hsic(b, b))
`,
  factored,
  covarianceSpectrum,
);

/** `procrustes_similarity(a, b)`. */
export const procrustesSimilarity = piece(
  `
def procrustes_similarity(a, b):
    """Nuclear norm of X'Y, both sides scaled to Frobenius norm 1."""
    return min(1, np.sum(covariance_spectrum(a, b)) / np.sqrt(np.sum(a.s**2) * np.sum(b.s**2)))
`,
  factored,
  covarianceSpectrum,
);

/** CKA, and its debiased form where it was shown. */
export function ckaSection({ linear, debiased }: CkaReport): Section {
  return {
    id: 'cka',
    prose: String.raw`## CKA

Linear centred kernel alignment ([Kornblith et al. 2019](https://arxiv.org/abs/1905.00414)) of the centred matrices, $0$ to $1$, unchanged by rotation and by a common scale of the neurons:

$$\text{CKA} = \frac{\lVert X^\top Y \rVert_F^2}{\lVert X^\top X \rVert_F \, \lVert Y^\top Y \rVert_F}$$${
      debiased === null
        ? ''
        : String.raw`

Debiased CKA replaces each norm by the unbiased estimator of HSIC ([Song et al. 2012](https://jmlr.org/papers/v13/song12a.html)): with $K = XX^\top$ and $L = YY^\top$, their diagonals set to zero,

$$H(K, L) = \operatorname{tr}(KL) + \frac{\mathbf 1^\top K \mathbf 1 \; \mathbf 1^\top L \mathbf 1}{(n-1)(n-2)} - \frac{2}{n-2} \mathbf 1^\top K L \mathbf 1, \qquad \frac{H(K, L)}{\sqrt{H(K, K)\, H(L, L)}} .$$

It is about 0 for unrelated data whatever their size, and may be negative.`
    }`,
    shown: { 'cka.linear': linear, ...(debiased === null ? {} : { 'cka.debiased': debiased }) },
    pieces: [linearCka, ...(debiased === null ? [] : [debiasedCka])],
    code: `
check(
    {
        "cka.linear": linear_cka(a, b),${debiased === null ? '' : '\n        "cka.debiased": debiased_cka(a, b),'}
    },
    tolerance=1e-9,
)`,
  };
}

/** Procrustes: similarity, distance and angle. */
export function procrustesSection(procrustes: ProcrustesReport): Section {
  const { similarity, distanceSquared, distance, angular } = procrustes;
  return {
    id: 'procrustes',
    prose: String.raw`## Procrustes

Both centred matrices are scaled to Frobenius norm 1, and one is turned onto the other as well as a rotation can. The similarity is the nuclear norm $s = \lVert X^\top Y \rVert_*$, $0$ to $1$; the distance left is $d = \sqrt{2 - 2 s}$, and the angular distance $\arccos s$ in radians is a metric ([Williams et al. 2021](https://arxiv.org/abs/2110.14739)). Near a distance of 0 the root magnifies rounding.`,
    shown: {
      'procrustes.similarity': similarity,
      'procrustes.distanceSquared': distanceSquared,
      'procrustes.distance': distance,
      'procrustes.angular': angular,
    },
    pieces: [procrustesSimilarity],
    code: `
similarity = procrustes_similarity(a, b)
check({"procrustes.similarity": similarity, "procrustes.distanceSquared": 2 - 2 * similarity}, tolerance=1e-9)
check(
    {"procrustes.distance": np.sqrt(2 - 2 * similarity), "procrustes.angular": np.arccos(similarity)},
    tolerance=${similarity > 1 - 1e-6 ? '1e-4' : '1e-7'},
)`,
  };
}

/** PLS: the singular values of the covariance across. */
export function plsSection({ singularValues }: PlsReport): Section {
  return {
    id: 'pls',
    prose: String.raw`## PLS

Partial least squares: singular values of the covariance $X^\top Y / (n - 1)$ of the centred matrices, in the units of the files; as many as the narrower side has neurons.`,
    shown: { 'pls.singularValues': singularValues },
    pieces: [covarianceSpectrum],
    code: `
pls = np.zeros(min(a.X.shape[1], b.X.shape[1]))
spectrum = covariance_spectrum(a, b) / (len(a.X) - 1)
pls[: len(spectrum)] = spectrum
check({"pls.singularValues": pls}, tolerance=1e-9, relative=True)`,
  };
}

/** PCA of both sides. */
export function pcaSection(pca: { a: PcaReport; b: PcaReport }): Section {
  return {
    id: 'pca',
    prose: String.raw`## PCA

Singular values $s_i$ of each centred matrix, neither squared nor divided. The share of variance of a component is $s_i^2 / \sum_j s_j^2$, and the participation ratio $(\sum_i s_i^2)^2 / \sum_i s_i^4$ is the effective number of dimensions.`,
    shown: {
      'pca.a.participationRatio': pca.a.participationRatio,
      'pca.b.participationRatio': pca.b.participationRatio,
      'pca.a.singularValues': pca.a.singularValues,
      'pca.b.singularValues': pca.b.singularValues,
    },
    pieces: [factored],
    code: `
ratios = [np.sum(side.s**2) ** 2 / np.sum(side.s**4) for side in (a, b)]
check(
    {
        "pca.a.participationRatio": ratios[0],
        "pca.b.participationRatio": ratios[1],
        "pca.a.singularValues": a.s,
        "pca.b.singularValues": b.s,
    },
    tolerance=1e-9,
    relative=True,
)`,
  };
}
