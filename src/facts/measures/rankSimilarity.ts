import { cited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import { score as fourDigits } from '../numbers';
import { commonByChancePiece, neighboursPiece } from '../python/neighbours';
import { piece } from '../python/piece';
import { checkOf, shownOf, type Recomputed } from '../python/recomputed';
import type { Section } from '../python/section';
import { neighboursOf } from '../usualOptions';
import type { MeasureFacts, MethodsOf } from './measure';
import { allOrders } from './nullSources';
import { drawnProse, ofDrawnSamples } from './ofDrawnSamples';
import { kOf, ofNeighbours } from './ofNeighbours';
import { objectOf, scoreSchema } from './schemas';
import { tiedCsv, tiedSchema, tiesNote, unrelatedWords } from './tiesOfNeighbours';

/** How alike the ranks are that nearest neighbours, by cosine, have on both sides. */
export interface RankSimilarityReport {
  /** Neighbours of each sample. */
  k: number;
  /** Mean over the samples of the likeness of ranks. */
  similarity: number;
  /** What unrelated data give: the exact mean over permutations of the samples. */
  chance: number;
  /** Samples that on either side have others as near as each other, where the ranks of these may lift the level, which then does not hold. */
  tied?: number;
}

/** Rank similarity: whether neighbours that both sides have are as near on both. */
export const rankSimilarity = {
  id: 'rankSimilarity',
  title: 'Rank similarity',
  ...ofNeighbours,
  scores: [
    {
      id: 'rankSimilarity',
      label: 'Rank similarity',
      term: 'rank similarity',
      key: 'similarity',
      convention:
        'Rank similarity of nearest neighbours (Wang et al. 2022; as in the survey of Klabunde et al. 2025, arXiv 2305.06329): of each sample the sum, over the neighbours that both sides have, of 2 / ((1 + |r − s|)(r + s)), r and s their ranks on either side from 1 for the nearest, divided by 1 + 1/2 + … + 1/m for m such neighbours; 0 where there is none; the mean over the samples. Neighbours are the k other samples of largest cosine, of the samples as they are, not centred; of equal ones the earlier. 0 to 1; unchanged by rotation and by one common scale. Of unrelated data the mean over all orders of the samples is known.',
      range: [0, 1],
      inSets: true,
      inSummary: true,
      value: ({ similarity }) => similarity,
      nullLevel: ({ chance, tied }) => (tied ? undefined : chance),
      nullFrom: allOrders,
      about: ['dominating-neuron'],
      saturation: { name: 'rank similarity', remedy: 'ask for fewer neighbours' },
      undefinedBecause: 'there are too few samples',
      labelIn: ({ k }) => `Rank similarity (k = ${k})`,
      reading: ({ similarity, chance, tied }) =>
        `Neighbours that both sides have are as near on both to ${fourDigits(similarity)}; ${unrelatedWords(fourDigits(chance), tied)}`,
      note: ({ k, tied }) => `ranks of the ${k} nearest by cosine${tiesNote(tied)}`,
    },
  ],
  csv: (block) => [['k', block.k], ['similarity', block.similarity], ['chance', block.chance], ...tiedCsv(block)],
  schema: objectOf(
    {
      k: { type: 'integer', minimum: 1, description: 'Neighbours of each sample.' },
      similarity: {
        ...scoreSchema,
        description: 'Mean over the samples of how alike the ranks of common neighbours are.',
      },
      chance: {
        ...scoreSchema,
        description: 'The same of unrelated data: its exact mean over permutations of the samples.',
      },
    },
    { tied: tiedSchema },
  ),
  notebook: {
    section: (block, { pair }) => section(block, ofDrawnSamples(pair)),
    scores: (_, options) => ({
      lines: [],
      values: { rankSimilarity: `rank_similarity(a, b, ${neighboursOf(options)})` },
      pieces: [similarityPiece],
    }),
    nulls: (_, options) => ({
      lines: [],
      values: { 'null.rankSimilarity': `unrelated_rank_similarity(len(a.X), ${neighboursOf(options)})` },
      pieces: [unrelatedPiece],
    }),
    prose: (options) => ({
      rankSimilarity: `rank similarity (Wang et al. 2022, [Klabunde et al. 2025](https://arxiv.org/abs/2305.06329)): how alike the ranks are that common neighbours, of the ${neighboursOf(options)} nearest by cosine, have in both layers.`,
      'null.rankSimilarity': 'null of rank similarity: its mean over all orders of the samples.',
    }),
  },
  methods,
} as const satisfies MeasureFacts<RankSimilarityReport>;

function methods({ shown, options, block }: MethodsOf<RankSimilarityReport>): Cited {
  if (!shown('rankSimilarity')) return cited``;
  const k = kOf(block, options);
  return cited`Rank similarity (${works.wang2022}, as defined by ${works.klabunde2025}) compares the ranks that common neighbours have on both sides, among the ${k} nearest other samples by cosine, of activations that were not centred: 2 / ((1 + |r − s|)(r + s)) of ranks r and s, summed over these, divided by the harmonic number of how many there are, and averaged over the samples.`;
}

/** `rank_similarity(a, b, k)`. */
const similarityPiece = piece(
  `
def rank_similarity(a, b, k):
    """Mean over the samples of how alike the ranks are that common neighbours have on both sides."""
    total = 0
    for near, other in zip(nearest(a, k), nearest(b, k)):
        common, r, s = np.intersect1d(near, other, return_indices=True)  # ranks less 1
        if len(common) > 0:
            total += np.sum(2 / ((1 + np.abs(r - s)) * (r + s + 2))) / np.sum(1 / np.arange(1, len(common) + 1))
    return total / len(a.X)
`,
  neighboursPiece,
);

/** `unrelated_rank_similarity(n, k)`: its mean over all orders of n samples. */
const unrelatedPiece = piece(
  `
def unrelated_rank_similarity(n, k):
    """Mean of rank similarity over all orders of n samples: any ranks of common neighbours are equally likely then."""
    common, weights = common_by_chance(n, k)
    harmonic = np.cumsum(1 / np.arange(1, k + 1))[np.maximum(common, 1) - 1]
    r = np.arange(1, k + 1)
    each = np.mean(2 / ((1 + np.abs(r - r[:, None])) * (r + r[:, None])))
    return np.sum(weights * each * common / harmonic)
`,
  commonByChancePiece,
);

/** Rank similarity, and what unrelated data give. `drawn`: of some of the samples alone, so that the numbers of all are others. */
function section({ k, similarity, chance }: RankSimilarityReport, drawn: boolean): Section {
  const numbers: Recomputed = {
    'rankSimilarity.similarity': [similarity, 'similarity'],
    'rankSimilarity.chance': [chance, 'chance'],
  };
  return {
    id: 'rankSimilarity',
    prose: String.raw`## Rank similarity

Of each sample the ${k} others of largest cosine, of the samples as they are, not centred; of equal cosines the earlier sample. A neighbour that has rank $r$ on one side and $s$ on the other counts $2 / ((1 + |r - s|)(r + s))$; the sum over the $m$ neighbours that both sides have is divided by $1 + 1/2 + \dots + 1/m$, and averaged over the samples (Wang et al. 2022, as in [Klabunde et al. 2025](https://arxiv.org/abs/2305.06329)). Over all orders of the samples of one side, as of unrelated data, $m$ follows the hypergeometric law and any ranks are equally likely.${drawn ? drawnProse : ''}`,
    shown: drawn ? {} : shownOf(numbers),
    pieces: [similarityPiece, unrelatedPiece],
    code: `
similarity = rank_similarity(a, b, ${k})
chance = unrelated_rank_similarity(len(a.X), ${k})
${drawn ? 'print(f"rank similarity {similarity:.4f} (unrelated {chance:.4f})")' : checkOf(numbers, 1e-9)}`,
  };
}
