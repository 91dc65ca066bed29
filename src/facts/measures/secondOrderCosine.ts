import { cited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import { neighboursPiece } from '../python/neighbours';
import { piece } from '../python/piece';
import { checkOf, shownOf, type Recomputed } from '../python/recomputed';
import type { Section } from '../python/section';
import { neighboursOf } from '../usualOptions';
import type { MeasureFacts, MethodsOf } from './measure';
import { drawnProse, ofDrawnSamples } from './ofDrawnSamples';
import { kOf, ofNeighbours } from './ofNeighbours';
import { objectOf, scoreSchema } from './schemas';

/** How alike samples lie to the nearest neighbours, by cosine, that they have on either side. */
export interface SecondOrderCosineReport {
  /** Neighbours of each sample on a side. */
  k: number;
  /** Mean over the samples of the cosine of their dissimilarities on both sides. */
  similarity: number;
}

/** Second-order cosine similarity: whether samples are as far from their neighbours on both sides. */
export const secondOrderCosine = {
  id: 'secondOrderCosine',
  title: 'Second-order cosine',
  ...ofNeighbours,
  needs: ['neighbours', 'cosines'],
  scores: [
    {
      id: 'secondOrderCosine',
      label: 'Second-order cosine',
      term: 'second-order cosine',
      key: 'similarity',
      convention:
        'Second-order cosine similarity, after Hamilton et al. 2016: of each sample the cosine of two lists, its dissimilarities on either side to all samples that are among its k nearest neighbours on one side or the other; the mean over the samples. A dissimilarity is 1 − the cosine of two samples, as in the code of the ReSi benchmark (Klabunde et al. 2024, arXiv 2408.00531); Hamilton et al. have the cosines themselves, which gives another number. Samples as they are, not centred; neighbours by cosine, of equal ones the earlier. 0 to 1; unchanged by rotation and by one common scale. Lists of positive numbers are alike in any case, so that unrelated data give much: no formula says how much, calibration does.',
      range: [0, 1],
      inSets: true,
      value: ({ similarity }) => similarity,
      nullLevel: () => undefined,
      nullFrom: 'what no formula tells, only permutations of the samples',
      about: ['dominating-neuron'],
      undefinedBecause: 'there are too few samples, or one has the direction of all its neighbours',
      labelIn: ({ k }) => `Second-order cosine (k = ${k})`,
      reading: () => 'Unrelated data give much as well: read it calibrated.',
      note: ({ k }) => `of 1 - cosine to the ${k} nearest of either side`,
    },
  ],
  csv: ({ k, similarity }) => [
    ['k', k],
    ['similarity', similarity],
  ],
  schema: objectOf({
    k: { type: 'integer', minimum: 1, description: 'Neighbours of each sample on a side.' },
    similarity: {
      ...scoreSchema,
      description:
        'Mean over the samples of the cosine of their dissimilarities (1 - cosine) on both sides to the nearest neighbours of either.',
    },
  }),
  notebook: {
    section: (block, { pair }) => section(block, ofDrawnSamples(pair)),
    scores: (_, options) => ({
      lines: [],
      values: { secondOrderCosine: `second_order_cosine(a, b, ${neighboursOf(options)})` },
      pieces: [similarityPiece],
    }),
    prose: (options) => ({
      secondOrderCosine: `second-order cosine (after [Hamilton et al. 2016](https://arxiv.org/abs/1606.02821)): the mean over the samples of the cosine of their dissimilarities, 1 − cosine, in both layers, to the ${neighboursOf(options)} nearest neighbours of either.`,
    }),
  },
  methods,
} as const satisfies MeasureFacts<SecondOrderCosineReport>;

function methods({ shown, options, block }: MethodsOf<SecondOrderCosineReport>): Cited {
  if (!shown('secondOrderCosine')) return cited``;
  const k = kOf(block, options);
  return cited`Second-order cosine similarity (after ${works.hamilton2016}; of dissimilarities, as in the code of ${works.klabunde2024}) is the mean over the samples of the cosine of their dissimilarities (1 − cosine, of activations that were not centred) on both sides to all samples that are among their ${k} nearest neighbours on either.`;
}

/** `second_order_cosine(a, b, k)`. */
const similarityPiece = piece(
  `
def second_order_cosine(a, b, k):
    """Mean over the samples of the cosine of their dissimilarities on both sides to the k nearest neighbours of either."""
    x, y = [1 - cosines(side) for side in (a, b)]
    x[x < 2.0**-46], y[y < 2.0**-46] = 0, 0  # of one direction, but for rounding
    found = []
    for i, both in enumerate(zip(nearest(a, k), nearest(b, k))):
        u = np.union1d(*both)
        found.append(x[i, u] @ y[i, u] / (np.linalg.norm(x[i, u]) * np.linalg.norm(y[i, u])))
    return np.mean(found)
`,
  neighboursPiece,
);

/** Second-order cosine similarity. `drawn`: of some of the samples alone, so that the number of all is another. */
function section({ k, similarity }: SecondOrderCosineReport, drawn: boolean): Section {
  const numbers: Recomputed = { 'secondOrderCosine.similarity': [similarity, 'similarity'] };
  return {
    id: 'secondOrderCosine',
    prose: String.raw`## Second-order cosine

Of each sample the ${k} others of largest cosine on either side, of the samples as they are, not centred; of equal cosines the earlier sample. Its dissimilarities $1 - \cos$ to all of these are a list on each side; the score is the mean over the samples of the cosine of both lists (after [Hamilton et al. 2016](https://arxiv.org/abs/1606.02821), who have the cosines in place of $1 - \cos$; as in the code of the ReSi benchmark, [Klabunde et al. 2024](https://arxiv.org/abs/2408.00531)). Such lists are alike in any case, so that unrelated data give much as well.${drawn ? drawnProse : ''}`,
    shown: drawn ? {} : shownOf(numbers),
    pieces: [similarityPiece],
    code: `
similarity = second_order_cosine(a, b, ${k})
${drawn ? 'print(f"second-order cosine {similarity:.4f}")' : checkOf(numbers, 1e-9)}`,
  };
}
