import type { NullReport } from '../../facts/reportParts';
import type { PwccaReport } from '../../facts/measures/pwcca';
import { piece } from '../piece';
import { unrelated } from '../python/correlations';
import { factored } from '../python/factored';
import type { Section } from '../section';

/** `projection_weighted(a, b)`: PWCCA by each side, with the weights. */
export const projectionWeighted = piece(
  `
def projection_weighted(a, b):
    """PWCCA by side a and by side b, and the weights of both: alpha_i = sum over neurons j of |<h_i, x_j>|."""
    P, rho, Qt = np.linalg.svd(a.U[:, : a.rank].T @ b.U[:, : b.rank], full_matrices=False)
    weights = []
    for side, rotation in ((a, P), (b, Qt.T)):
        variates = side.U[:, : side.rank] @ rotation  # the canonical variates h_i, orthonormal
        alpha = np.abs(variates.T @ side.X).sum(axis=1)
        weights.append(alpha / alpha.sum())
    return [float(alpha @ np.minimum(rho, 1)) for alpha in weights], weights
`,
  factored,
);

/** What ties of coefficients leave of PWCCA's value (see the notice `tied-coefficients`). */
const tiedTolerance = 0.05;

const pwccaChance =
  "\n\nIt is held against the mean CCA of unrelated Gaussian data of this size (Wachter's law), whose directions are random.";

/** PWCCA by both sides. `baseline`: what it is held against, where mean CCA does not stand beside it; `tied`: coefficients are equal, so that weights are not determined and the value is only roughly. */
export function pwccaSection(
  pwcca: PwccaReport,
  baseline: NullReport | undefined,
  tied: boolean,
  tolerance: number,
): Section {
  // A comparison that is 1 throughout has ties as well, and its value does not depend on them.
  const withWeights = !tied && pwcca.value < 1 - 1e-7;
  const at = pwcca.side === 'a' ? 0 : 1;
  return {
    id: 'pwcca',
    prose: String.raw`## PWCCA

Canonical correlations weighted by how much of one side's neurons each canonical direction accounts for ([Morcos et al. 2018](https://arxiv.org/abs/1806.05759), section 3): with orthonormal canonical variates $h_i$ of a side and its centred neurons $x_j$,

$$\text{PWCCA} = \frac{\sum_i \alpha_i \rho_i}{\sum_i \alpha_i}, \qquad \alpha_i = \sum_j |\langle h_i, x_j \rangle| .$$

It is not symmetric. The headline is weighted by the side of smaller rank, side a on a tie: here side ${pwcca.side}.${
      tied
        ? ' Some correlations are equal, so that their directions are arbitrary: the weights are not determined, and the value only roughly.'
        : ''
    }${baseline ? pwccaChance : ''}`,
    shown: {
      'pwcca.value': pwcca.value,
      'pwcca.a': pwcca.a,
      'pwcca.b': pwcca.b,
      ...(withWeights ? { 'pwcca.weights': pwcca.weights } : {}),
      ...(baseline ? { 'null.mean': baseline.mean } : {}),
    },
    pieces: [projectionWeighted, ...(baseline ? [unrelated] : [])],
    code: `
by_side, weights = projection_weighted(a, b)
narrower = 1 if b.rank < a.rank else 0
check(
    {
        "pwcca.value": by_side[narrower],
        "pwcca.a": by_side[0],
        "pwcca.b": by_side[1],${baseline ? '\n        "null.mean": unrelated(len(a.X), a.rank, b.rank)[1],' : ''}
    },
    tolerance=${tied ? tiedTolerance : Math.max(1e-8, tolerance)},
)${withWeights ? `\ncheck({"pwcca.weights": weights[${at}]}, tolerance=1e-6)` : ''}`,
  };
}
