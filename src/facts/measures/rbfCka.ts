import { cited, joinedCited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import { factoredPiece } from '../python/factored';
import { piece } from '../python/piece';
import { squaredDistancesPiece } from '../python/samplePieces';
import { bandwidthOf } from '../usualOptions';
import {
  centredCsv,
  centredNotebook,
  centredSchema,
  centredSection,
  type CentredPython,
  type CentredReport,
} from './centredPair';
import type { MeasureFacts, MethodsOf } from './measure';
import { allOrders } from './nullSources';
import { likeUnrelated, overBias, sameUpToRotation } from './readings';

/**
 * Centred kernel alignment of Gaussian kernels; `debiased` is absent where it is not defined (fewer than 4 samples). Levels of unrelated data are exact means
 * over permutations of the samples.
 */
export interface RbfCkaReport extends CentredReport<'debiased'> {
  /** In units of the root of the median squared distance. */
  bandwidth: number;
}

const rbfKernelPiece = piece(
  `
def rbf_kernel(X, bandwidth):
    """exp(-d^2 / (2 bandwidth^2 m)) of squared distances, m the median of all of them, the zeros of the diagonal as well."""
    d2 = squared_distances(X)
    return np.exp(-d2 / (2 * bandwidth**2 * np.median(d2)))
`,
  factoredPiece,
  squaredDistancesPiece,
);

const python: CentredPython<'debiased'> = {
  id: 'rbfCka',
  correctedId: 'rbfCkaDebiased',
  corrected: 'debiased',
  matrices: 'kernels',
  each: 'K',
  made: (options) => `rbf_kernel(side.raw, ${bandwidthOf(options)})`,
  piece: rbfKernelPiece,
};

/** Centred kernel alignment of Gaussian (RBF) kernels, plain and debiased. */
export const rbfCka = {
  id: 'rbfCka',
  title: 'RBF CKA',
  family: 'geometry',
  onRequest: true,
  takes: ['bandwidth'],
  needs: ['gramian'],
  secondsPerCube: 0,
  secondsPerSquare: 0.06,
  valuesPerSquare: 1,
  scores: [
    {
      id: 'rbfCka',
      label: 'RBF CKA',
      term: 'RBF CKA',
      key: 'biased',
      convention:
        'Centred kernel alignment of K = exp(−d² / (2 t² m)), d² the squared Euclidean distances of samples, m the median of all n × n of them (the zeros of the diagonal included), t the bandwidth (Kornblith et al. 2019, arXiv 1905.00414). 0 to 1; unchanged by rotation and by one common scale, and biased upwards when samples are few: unrelated data give tr K tr L / ((n − 1) ‖K‖ ‖L‖) of the centred kernels on average.',
      range: [0, 1],
      inSets: true,
      value: ({ biased }) => biased,
      nullLevel: (block) => block.null.biased,
      nullFrom: allOrders,
      about: ['few-samples', 'dominating-neuron'],
      saturation: { name: 'RBF CKA', remedy: 'read debiased RBF CKA', reads: 'rbfCkaDebiased' },
      reading: (block) => overBias(block.biased, block.debiased ?? null, sameUpToRotation),
      note: ({ bandwidth }) => `Gaussian kernels, bandwidth ${bandwidth}`,
    },
    {
      id: 'rbfCkaDebiased',
      label: 'Debiased RBF CKA',
      term: 'debiased RBF CKA',
      key: 'debiased',
      convention:
        'CKA of Gaussian kernels from the unbiased estimator of HSIC (Song et al. 2012), the diagonals of both kernels set to 0. About 0 for unrelated data whatever its size, and may fall below 0.',
      range: [-1, 1],
      inSets: true,
      value: (block) => block.debiased ?? null,
      nullLevel: (block) => block.null.debiased ?? null,
      nullFrom: allOrders,
      about: ['dominating-neuron'],
      undefinedBecause: 'there are too few samples',
      reading: (block) => likeUnrelated(block.debiased ?? null, sameUpToRotation),
      note: ({ bandwidth }) => `unbiased estimator, bandwidth ${bandwidth}`,
    },
  ],
  csv: (block) => [['bandwidth', block.bandwidth], ...centredCsv(block, python.corrected)],
  schema: centredSchema(
    python.corrected,
    'What unrelated data of this size give: exact means over permutations of the samples, tr(K) tr(L) / ((n - 1) |K| |L|) of the centred kernels, 0 for the debiased estimator (absent where that is).',
    {
      bandwidth: {
        type: 'number',
        exclusiveMinimum: 0,
        description: 'Of the kernels, in units of the root of the median squared distance.',
      },
    },
  ),
  notebook: {
    section: (block, within) => centredSection(python, block, within, proseOf(block), block),
    ...centredNotebook(python),
    prose: (options) => ({
      rbfCka: String.raw`RBF CKA ([Kornblith et al. 2019](https://arxiv.org/abs/1905.00414)): $\operatorname{tr}(KL) / (\lVert K \rVert \lVert L \rVert)$ of the centred kernels $\exp(-d^2 / (2 t^2 m))$, $t$ = ${bandwidthOf(options)}, $m$ the median squared distance.`,
      rbfCkaDebiased: `debiased RBF CKA: the same with the unbiased estimator of HSIC ([Song et al. 2012](https://jmlr.org/papers/v13/song12a.html)).`,
      'null.rbfCka': String.raw`null of RBF CKA: the mean over all orders of the samples, $\operatorname{tr} K \operatorname{tr} L / ((n - 1) \lVert K \rVert \lVert L \rVert)$ of the centred kernels.`,
      'null.rbfCkaDebiased': 'null of debiased RBF CKA: the mean over all orders of the samples, 0.',
    }),
  },
  methods,
} as const satisfies MeasureFacts<RbfCkaReport>;

/** The kernels, and the debiased form where that is shown. */
function methods({ shown, options }: MethodsOf<RbfCkaReport>): Cited {
  if (!shown('rbfCka', 'rbfCkaDebiased')) return joinedCited([]);
  const t = bandwidthOf(options);
  const kernels = cited`RBF CKA (${works.kornblith2019}) is the alignment of centred Gaussian kernels exp(−d² / (2 t² m)) of the samples, with d their Euclidean distances, m the median of the squared ones and t = ${t}.`;
  const unbiased = cited`Debiased RBF CKA takes the unbiased estimator of HSIC (${works.song2012}).`;
  return joinedCited([kernels, ...(shown('rbfCkaDebiased') ? [unbiased] : [])]);
}

/** What it is, in a notebook of this bandwidth. */
function proseOf({ bandwidth }: RbfCkaReport): string {
  return String.raw`## RBF CKA

Centred kernel alignment ([Kornblith et al. 2019](https://arxiv.org/abs/1905.00414)) of Gaussian kernels $\exp(-d^2 / (2 t^2 m))$: $d^2$ are the squared Euclidean distances of samples, $m$ is the median of all $n \times n$ of them, the zeros of the diagonal included, and $t$ = ${bandwidth}. It is $\operatorname{tr}(KL) / (\lVert K \rVert \lVert L \rVert)$ of the doubly centred kernels; debiased of the U-centred ones ([Song et al. 2012](https://jmlr.org/papers/v13/song12a.html)). Over all orders of the samples its mean is $\operatorname{tr} K \operatorname{tr} L / ((n - 1) \lVert K \rVert \lVert L \rVert)$, debiased 0.`;
}
