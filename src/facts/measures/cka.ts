import { cited, joinedCited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import { piece } from '../python/piece';
import { covarianceSpectrumPiece } from '../python/correlations';
import { factoredPiece } from '../python/factored';
import type { Section } from '../python/section';
import type { MeasureFacts, MethodsOf } from './measure';
import { allOrders } from './nullSources';
import { likeUnrelated, overBias, sameUpToRotation } from './readings';
import { objectOf, scoreSchema } from './schemas';

/** Linear centred kernel alignment; `debiased` is null when it is not defined (fewer than 4 samples, or a self term not above 0). */
export interface CkaReport {
  linear: number;
  debiased: number | null;
  /** What unrelated data of this size give: exact means over permutations of the samples. Absent in documents saved before there was any. */
  null?: { linear: number; debiased: number | null };
}

const debiased = { type: ['number', 'null'], minimum: -1, maximum: 1 };

/** Linear centred kernel alignment, plain and debiased. */
export const cka = {
  id: 'cka',
  title: 'CKA',
  family: 'geometry',
  needs: [],
  secondsPerCube: 0,
  scores: [
    {
      id: 'cka',
      label: 'Linear CKA',
      term: 'linear CKA',
      key: 'linear',
      convention:
        'Linear centred kernel alignment, ‖Y′X‖² / (‖X′X‖ ‖Y′Y‖) in Frobenius norms of centred matrices (Kornblith et al. 2019, arXiv 1905.00414). 0 to 1; unchanged by rotation and by one common scale, and biased upwards when samples are few: unrelated data give √(PRa · PRb) / (samples − 1) on average, PR the participation ratios.',
      range: [0, 1],
      inSets: true,
      inSummary: true,
      value: ({ linear }) => linear,
      nullLevel: (block) => block.null?.linear,
      nullFrom: allOrders,
      about: ['few-samples', 'dominating-neuron'],
      saturation: { name: 'linear CKA', remedy: 'read debiased CKA', reads: 'ckaDebiased' },
      reading: (block) => overBias(block.linear, block.debiased, sameUpToRotation),
      note: () => 'of centred columns',
    },
    {
      id: 'ckaDebiased',
      label: 'Debiased CKA',
      term: 'debiased CKA',
      key: 'debiased',
      convention:
        'Linear CKA from the unbiased estimator of HSIC (Song et al. 2012). About 0 for unrelated data whatever its size, and may fall below 0.',
      range: [-1, 1],
      inSets: true,
      inSummary: true,
      value: (block) => block.debiased,
      nullLevel: (block) => block.null?.debiased,
      nullFrom: allOrders,
      bySample: true,
      about: ['dominating-neuron'],
      undefinedBecause: 'there are too few samples',
      reading: (block) => likeUnrelated(block.debiased, sameUpToRotation),
      note: () => 'unbiased estimator, may be negative',
    },
  ],
  csv: (block) => [
    ['linear', block.linear],
    ['debiased', block.debiased],
    ...(block.null
      ? ([
          ['null.linear', block.null.linear],
          ['null.debiased', block.null.debiased],
        ] as const)
      : []),
  ],
  schema: objectOf(
    { linear: scoreSchema, debiased },
    {
      null: {
        description:
          'What unrelated data of this size give: exact means over permutations of the samples, sqrt(PR_a PR_b) / (n - 1) of the participation ratios for linear CKA, 0 for the debiased estimator (null where that is).',
        ...objectOf({ linear: scoreSchema, debiased }),
      },
    },
  ),
  notebook: {
    section,
    scores: (wanted) => ({
      lines: [],
      values: { cka: 'linear_cka(a, b)', ckaDebiased: 'debiased_cka(a, b)' },
      pieces: [...(wanted('cka') ? [linearCka] : []), ...(wanted('ckaDebiased') ? [debiasedCka] : [])],
    }),
    nulls: (wanted) => ({
      lines: [],
      values: { 'null.cka': 'unrelated_cka(a, b)', 'null.ckaDebiased': '0.0' },
      pieces: wanted('null.cka') ? [unrelatedCka] : [],
    }),
    prose: () => ({
      cka: String.raw`linear CKA ([Kornblith et al. 2019](https://arxiv.org/abs/1905.00414)): $\lVert X^\top Y \rVert_F^2 / (\lVert X^\top X \rVert_F \lVert Y^\top Y \rVert_F)$.`,
      ckaDebiased: `debiased CKA: linear CKA with the unbiased estimator of HSIC ([Song et al. 2012](https://jmlr.org/papers/v13/song12a.html)).`,
      'null.cka': String.raw`null of linear CKA: the mean over all orders of the samples, $\sqrt{\text{PR}_X \text{PR}_Y} / (n - 1)$ with the participation ratios $(\sum_i s_i^2)^2 / \sum_i s_i^4$.`,
      'null.ckaDebiased': 'null of debiased CKA: the mean over all orders of the samples, 0.',
    }),
  },
  methods,
} as const satisfies MeasureFacts<CkaReport>;

/** Linear CKA, and its debiased form where that is shown. */
function methods({ shown }: MethodsOf<CkaReport>): Cited {
  const linear = cited`Linear CKA (${works.kornblith2019}) is ‖X′Y‖² / (‖X′X‖ ‖Y′Y‖) in Frobenius norms.`;
  const unbiased = cited`Debiased CKA is linear CKA with the unbiased estimator of HSIC (${works.song2012}).`;
  return joinedCited([...(shown('cka') ? [linear] : []), ...(shown('ckaDebiased') ? [unbiased] : [])]);
}

/** `linear_cka(a, b)`. */
const linearCka = piece(
  `
def linear_cka(a, b):
    """||X'Y||^2 / (||X'X|| ||Y'Y||) in Frobenius norms, which are those of the singular values."""
    return np.sum(covariance_spectrum(a, b) ** 2) / np.sqrt(np.sum(a.s**4) * np.sum(b.s**4))
`,
  factoredPiece,
  covarianceSpectrumPiece,
);

/** `unrelated_cka(a, b)`: the mean of linear CKA over all orders of the samples. */
const unrelatedCka = piece(
  `
def unrelated_cka(a, b):
    """Mean linear CKA over all orders of the samples, by the participation ratios (Kazi-Aoual et al. 1995)."""
    ratios = [np.sum(side.s**2) ** 2 / np.sum(side.s**4) for side in (a, b)]
    return np.sqrt(ratios[0] * ratios[1]) / (len(a.X) - 1)
`,
  factoredPiece,
);

/** `debiased_cka(a, b)`. */
const debiasedCka = piece(
  `
def unbiased_hsic(a, b):
    """n (n - 3) times the unbiased estimator of HSIC, for K = XX' and L = YY' with zeros on their diagonals.

    It does not change when columns are shifted: they are by their medians, which no single sample moves. What the
    samples farthest from these take part in is added apart, so that no large square is taken off a sum again.
    """
    X, Y = a.raw - np.median(a.raw, axis=0), b.raw - np.median(b.raw, axis=0)
    n = len(X)
    k, l = (X**2).sum(axis=1), (Y**2).sum(axis=1)
    order = np.argsort(k / k.sum() + l / l.sum())
    near, far = np.split(order, [-min(16, n // 2)])
    K, L = X @ X[far].T, Y @ Y[far].T
    K[far, np.arange(len(far))] = L[far, np.arange(len(far))] = 0
    r, q = X @ X[near].sum(axis=0) + K.sum(axis=1), Y @ Y[near].sum(axis=0) + L.sum(axis=1)
    r[near], q[near] = r[near] - k[near], q[near] - l[near]
    if n > max(X.shape[1], Y.shape[1]):
        trace = np.sum((X[near].T @ Y[near]) ** 2) - k[near] @ l[near]
    else:
        within = (X[near] @ X[near].T) * (Y[near] @ Y[near].T)
        trace = np.sum(within) - np.trace(within)
    trace += 2 * np.sum(K[near] * L[near]) + np.sum(K[far] * L[far])
    return trace + r.sum() * q.sum() / ((n - 1) * (n - 2)) - 2 / (n - 2) * (r @ q)


def debiased_cka(a, b):
    """Linear CKA of the unbiased estimator."""
    return unbiased_hsic(a, b) / np.sqrt(unbiased_hsic(a, a) * unbiased_hsic(b, b))
`,
  factoredPiece,
);

/** CKA, and its debiased form where it was shown. */
function section({ linear, debiased, null: unrelated }: CkaReport): Section {
  return {
    id: 'cka',
    prose: String.raw`## CKA

Linear centred kernel alignment ([Kornblith et al. 2019](https://arxiv.org/abs/1905.00414)) of the centred matrices, $0$ to $1$, unchanged by rotation and by a common scale of the neurons:

$$\text{CKA} = \frac{\lVert X^\top Y \rVert_F^2}{\lVert X^\top X \rVert_F \, \lVert Y^\top Y \rVert_F}$$${
      unrelated
        ? String.raw`

Over all orders of the samples of one side, as of unrelated data, its mean is $\sqrt{\text{PR}_X \text{PR}_Y} / (n - 1)$ with the participation ratios $\text{PR} = (\sum_i s_i^2)^2 / \sum_i s_i^4$; a score is worth its height above that.`
        : ''
    }${
      debiased === null
        ? ''
        : String.raw`

Debiased CKA replaces each norm by the unbiased estimator of HSIC ([Song et al. 2012](https://jmlr.org/papers/v13/song12a.html)): with $K = XX^\top$ and $L = YY^\top$, their diagonals set to zero,

$$H(K, L) = \operatorname{tr}(KL) + \frac{\mathbf 1^\top K \mathbf 1 \; \mathbf 1^\top L \mathbf 1}{(n-1)(n-2)} - \frac{2}{n-2} \mathbf 1^\top K L \mathbf 1, \qquad \frac{H(K, L)}{\sqrt{H(K, K)\, H(L, L)}} .$$

It is about 0 for unrelated data whatever their size, and may be negative.`
    }`,
    shown: {
      'cka.linear': linear,
      ...(unrelated ? { 'cka.null.linear': unrelated.linear } : {}),
      ...(debiased === null ? {} : { 'cka.debiased': debiased }),
    },
    pieces: [linearCka, ...(unrelated ? [unrelatedCka] : []), ...(debiased === null ? [] : [debiasedCka])],
    code: `
check(
    {
        "cka.linear": linear_cka(a, b),${unrelated ? '\n        "cka.null.linear": unrelated_cka(a, b),' : ''}${debiased === null ? '' : '\n        "cka.debiased": debiased_cka(a, b),'}
    },
    tolerance=1e-9,
)`,
  };
}
