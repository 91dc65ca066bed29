import { cited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import type { NullReport } from '../reportParts';
import { piece } from '../python/piece';
import { unrelatedPiece } from '../python/correlations';
import { factoredPiece } from '../python/factored';
import type { Section } from '../python/section';
import { canonicalCorrelationsPiece } from '../python/correlations';
import { numberText, score as fourDigits } from '../numbers';
import { aboutCanonical, tooManyNeurons } from './cca';
import type { MeasureFacts, MethodsOf } from './measure';
import { objectOf, scoreSchema } from './schemas';

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
  family: 'directions',
  needs: [],
  ofCanonical: true,
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
      nullFrom: 'that of mean CCA',
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
    value: { ...scoreSchema, description: 'Of the side with the smaller rank, a on a tie.' },
    side: { enum: ['a', 'b'] },
    a: scoreSchema,
    b: scoreSchema,
    weights: {
      type: 'array',
      items: scoreSchema,
      maxItems: 100000,
      description: 'Of `side`, one a coefficient, summing to 1.',
    },
  }),
  notebook: {
    section: (block, { pair, tolerance, shown }) =>
      section(
        block,
        shown.includes('cca') ? undefined : pair.null,
        pair.warnings.some(({ code }) => code === 'tied-coefficients'),
        tolerance,
      ),
    scores: (wanted, _, symmetric) => ({
      lines: wanted('pwcca') ? ['by_side, _ = projection_weighted(a, b)'] : [],
      values: {
        pwcca: symmetric
          ? 'np.mean(by_side) if a.rank == b.rank else by_side[int(b.rank < a.rank)]'
          : 'by_side[1 if b.rank < a.rank else 0]',
        ...(wanted('pwcca') ? { tied: 'has_ties(a, b)' } : {}),
      },
      pieces: wanted('pwcca') ? [projectionWeighted, hasTies] : [],
    }),
    prose: (_, symmetric) => ({
      pwcca: String.raw`PWCCA ([Morcos et al. 2018](https://arxiv.org/abs/1806.05759)): $\sum_i \alpha_i \rho_i / \sum_i \alpha_i$ with $\alpha_i = \sum_j |\langle h_i, x_j \rangle|$, by the side of smaller rank, ${symmetric ? 'the mean of both sides' : 'side a'} on a tie. Where correlations are equal it is determined only roughly.`,
    }),
    tolerances: { pwcca: '1e-7' },
  },
  methods,
} as const satisfies MeasureFacts<PwccaReport>;

/** The weights, and which side they are of. */
function methods({ shown, block }: MethodsOf<PwccaReport>): Cited {
  if (!shown('pwcca')) return cited``;
  const side = block
    ? `of lower rank, a on a tie (here ${block.side})`
    : 'of lower rank (of equal ranks that of side a, and in dynamics and groups the mean of both)';
  return cited`PWCCA (${works.morcos2018}) is the mean of the canonical correlations weighted by Σ|⟨h, x⟩| over the neurons x of one side, h being the canonical variate of that side: that ${side}.`;
}

/** `projection_weighted(a, b)`: PWCCA by each side, with the weights. */
const projectionWeighted = piece(
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
  factoredPiece,
);

const hasTies = piece(
  `
def has_ties(a, b):
    """Whether some correlations are equal (but not all of them 1), which leaves PWCCA known only roughly."""
    rho = canonical_correlations(a, b)
    return bool(rho[-1] < 1 - 1e-7 and np.any(np.diff(rho) > -1e-7))
`,
  canonicalCorrelationsPiece,
);

/** What ties of coefficients leave of PWCCA's value (see the notice `tied-coefficients`). */
const tiedTolerance = 0.05;

const pwccaChance =
  "\n\nIt is held against the mean CCA of unrelated Gaussian data of this size (Wachter's law), whose directions are random.";

/** Whether the weights are determined. `tied`: coefficients are equal; a comparison that is 1 throughout has ties as well, and its value does not depend on them. */
export function areDetermined({ value }: PwccaReport, tied: boolean): boolean {
  return !tied && value < 1 - 1e-7;
}

/** PWCCA by both sides. `baseline`: what it is held against, where mean CCA does not stand beside it; `tied`: coefficients are equal, so that weights are not determined and the value is only roughly. */
function section(pwcca: PwccaReport, baseline: NullReport | undefined, tied: boolean, tolerance: number): Section {
  const withWeights = areDetermined(pwcca, tied);
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
    pieces: [projectionWeighted, ...(baseline ? [unrelatedPiece] : [])],
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
