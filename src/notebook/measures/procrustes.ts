import type { ProcrustesReport } from '../../facts/measures/procrustes';
import { piece } from '../piece';
import { covarianceSpectrum } from '../python/correlations';
import { factored } from '../python/factored';
import type { Section } from '../section';

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

/** `unrelated_procrustes(a, b)`: what the mean similarity over all orders of the samples is at most. */
export const unrelatedProcrustes = piece(
  `
def unrelated_procrustes(a, b):
    """What the mean similarity over all orders of the samples is at most, by the singular values of both sides."""
    shares = [np.sum(side.s[: side.rank]) ** 2 / np.sum(side.s**2) for side in (a, b)]
    return min(1, np.sqrt(min(shares) / (len(a.X) - 1)))
`,
  factored,
);

/** Procrustes: similarity, distance and angle. */
export function procrustesSection(procrustes: ProcrustesReport): Section {
  const { similarity, distanceSquared, distance, angular, null: unrelated } = procrustes;
  return {
    id: 'procrustes',
    prose: String.raw`## Procrustes

Both centred matrices are scaled to Frobenius norm 1, and one is turned onto the other as well as a rotation can. The similarity is the nuclear norm $s = \lVert X^\top Y \rVert_*$, $0$ to $1$; the distance left is $d = \sqrt{2 - 2 s}$, and the angular distance $\arccos s$ in radians is a metric ([Williams et al. 2021](https://arxiv.org/abs/2110.14739)). Near a distance of 0 the root magnifies rounding.${
      unrelated
        ? String.raw`

Over all orders of the samples of one side, as of unrelated data, the mean similarity is at most $\sqrt{\min(E_X, E_Y) / (n - 1)}$ with $E = (\sum_i s_i)^2 / \sum_i s_i^2$ of the singular values of a side.`
        : ''
    }`,
    shown: {
      'procrustes.similarity': similarity,
      'procrustes.distanceSquared': distanceSquared,
      'procrustes.distance': distance,
      'procrustes.angular': angular,
      ...(unrelated
        ? { 'procrustes.null.similarity': unrelated.similarity, 'procrustes.null.distance': unrelated.distance }
        : {}),
    },
    pieces: [procrustesSimilarity, ...(unrelated ? [unrelatedProcrustes] : [])],
    code: `
similarity = procrustes_similarity(a, b)
check({"procrustes.similarity": similarity, "procrustes.distanceSquared": 2 - 2 * similarity}, tolerance=1e-9)
check(
    {"procrustes.distance": np.sqrt(2 - 2 * similarity), "procrustes.angular": np.arccos(similarity)},
    tolerance=${similarity > 1 - 1e-6 ? '1e-4' : '1e-7'},
)${
      unrelated
        ? `
unrelated_similarity = unrelated_procrustes(a, b)
check(
    {
        "procrustes.null.similarity": unrelated_similarity,
        "procrustes.null.distance": np.sqrt(2 - 2 * unrelated_similarity),
    },
    tolerance=1e-7,
)`
        : ''
    }`,
  };
}
