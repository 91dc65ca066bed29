import type { ProcrustesReport } from '../../similarity/report';
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
