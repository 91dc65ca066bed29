import { cited, joinedCited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import { score as fourDigits } from '../numbers';
import { neighboursOf } from '../usualOptions';
import { commonByChancePiece, neighboursPiece } from '../python/neighbours';
import { piece } from '../python/piece';
import { checkOf, shownOf, type Recomputed } from '../python/recomputed';
import type { Section } from '../python/section';
import type { MeasureFacts, MethodsOf } from './measure';
import { allOrders } from './nullSources';
import { drawnProse, ofDrawnSamples } from './ofDrawnSamples';
import { kOf, ofNeighbours } from './ofNeighbours';
import { objectOf, scoreSchema } from './schemas';
import { tiedCsv, tiedSchema, tiesNote, unrelatedWords } from './tiesOfNeighbours';

/** Nearest neighbours, by cosine, that samples have in common on both sides. */
export interface KnnReport {
  /** Neighbours of each sample. */
  k: number;
  /** Mean share of the k neighbours that both sides have in common. */
  mutual: number;
  /** Mean of the neighbours in common over those that either side has. */
  jaccard: number;
  /** Mutual neighbours of unrelated data: k / (samples - 1), the exact mean over permutations of the samples. */
  chance: number;
  /** The same of the Jaccard index. */
  null: { jaccard: number };
  /**
   * Samples that on either side have more others as near as the last of their neighbours, where these may lift what unrelated data have in common: of equally
   * near ones both sides take the earlier. The two levels then do not hold.
   */
  tied?: number;
}

const about = ['dominating-neuron'] as const;
const cosines =
  'neighbours are the k other samples of largest cosine, of the samples as they are, not centred; of equal ones the earlier';

/** Nearest neighbours in common. */
export const knn = {
  id: 'knn',
  title: 'Nearest neighbours',
  ...ofNeighbours,
  scores: [
    {
      id: 'knn',
      label: 'Mutual neighbours',
      term: 'mutual neighbours',
      key: 'mutual',
      convention: `Mutual k-nearest neighbours: the mean share of a sample’s k nearest neighbours that both sides have in common (Huh et al. 2024, arXiv 2405.07987); ${cosines}. 0 to 1; unchanged by rotation and by one common scale. Unrelated data give k / (samples − 1) on average.`,
      range: [0, 1],
      inSets: true,
      inSummary: true,
      value: ({ mutual }) => mutual,
      nullLevel: ({ chance, tied }) => (tied ? undefined : chance),
      nullFrom: allOrders,
      about,
      saturation: { name: 'mutual neighbours', remedy: 'ask for fewer neighbours' },
      undefinedBecause: 'there are too few samples',
      labelIn: ({ k }) => `Mutual neighbours (k = ${k})`,
      reading: ({ k, mutual, chance, tied }) =>
        `${shared(k * mutual)} of ${k} neighbours in common; ${unrelatedWords(shared(k * chance), tied)}`,
      note: ({ k, tied }) => `of the ${k} nearest by cosine${tiesNote(tied)}`,
    },
    {
      id: 'knnJaccard',
      label: 'Jaccard of neighbours',
      term: 'Jaccard of neighbours',
      key: 'jaccard',
      convention: `Jaccard index of neighbours: of the k nearest neighbours that a sample has on either side the share that it has on both, on average; ${cosines}. 0 to 1, smaller than the share of mutual neighbours. Unrelated data give the mean of it under the hypergeometric law.`,
      range: [0, 1],
      inSets: true,
      value: ({ jaccard }) => jaccard,
      nullLevel: (block) => (block.tied ? undefined : block.null.jaccard),
      nullFrom: allOrders,
      about,
      saturation: { name: 'the Jaccard index of neighbours', with: 'knn' },
      undefinedBecause: 'there are too few samples',
      labelIn: ({ k }) => `Jaccard of neighbours (k = ${k})`,
      reading: ({ jaccard }) => `${fourDigits(jaccard)} of the neighbours of either side are neighbours on both.`,
      note: () => 'in common over those of either side',
    },
  ],
  csv: (block) => [
    ['k', block.k],
    ['mutual', block.mutual],
    ['jaccard', block.jaccard],
    ['chance', block.chance],
    ['null.jaccard', block.null.jaccard],
    ...tiedCsv(block),
  ],
  schema: objectOf(
    {
      k: { type: 'integer', minimum: 1, description: 'Neighbours of each sample.' },
      mutual: { ...scoreSchema, description: 'Mean share of the k neighbours that both sides have in common.' },
      jaccard: { ...scoreSchema, description: 'Mean of the neighbours in common over those that either side has.' },
      chance: { ...scoreSchema, description: 'Mutual neighbours of unrelated data: k / (samples - 1).' },
      null: {
        description: 'The Jaccard index of unrelated data: its exact mean over permutations of the samples.',
        ...objectOf({ jaccard: scoreSchema }),
      },
    },
    { tied: tiedSchema },
  ),
  notebook: {
    section: (block, { pair }) => section(block, ofDrawnSamples(pair)),
    scores: (wanted, options) => ({
      lines: wanted('knn', 'knnJaccard') ? [`mutual, jaccard = common_neighbours(a, b, ${neighboursOf(options)})`] : [],
      values: { knn: 'mutual', knnJaccard: 'jaccard' },
      pieces: wanted('knn', 'knnJaccard') ? [commonNeighbours] : [],
    }),
    nulls: (wanted, options) => ({
      lines: wanted('null.knn', 'null.knnJaccard')
        ? [`unrelated_mutual, unrelated_jaccard = unrelated_neighbours(len(a.X), ${neighboursOf(options)})`]
        : [],
      values: { 'null.knn': 'unrelated_mutual', 'null.knnJaccard': 'unrelated_jaccard' },
      pieces: wanted('null.knn', 'null.knnJaccard') ? [unrelatedNeighbours] : [],
    }),
    prose: (options) => ({
      knn: `mutual neighbours ([Huh et al. 2024](https://arxiv.org/abs/2405.07987)): the mean share of the ${neighboursOf(options)} nearest neighbours of a sample, by cosine, that both layers have in common.`,
      knnJaccard:
        'Jaccard of neighbours: of the neighbours that a sample has in either layer the share that it has in both.',
      'null.knn': `null of mutual neighbours: the mean over all orders of the samples, $k / (n - 1)$.`,
      'null.knnJaccard':
        'null of the Jaccard index: its mean over all orders of the samples, by the hypergeometric law.',
    }),
  },
  methods,
} as const satisfies MeasureFacts<KnnReport>;

/** Whose neighbours, and what is told of them. */
function methods({ shown, options, block }: MethodsOf<KnnReport>): Cited {
  if (!shown('knn', 'knnJaccard')) return cited``;
  const k = kOf(block, options);
  const neighbours = cited`Of each sample the ${k} nearest other samples by cosine were found on either side, of activations that were not centred.`;
  const mutual = cited`Mutual neighbours (${works.huh2024}) are the mean share of these that both sides have in common.`;
  const jaccard = cited`The Jaccard index of neighbours (as in ${works.huh2024}, divided by the neighbours that either side has) is averaged over the samples.`;
  return joinedCited([neighbours, ...(shown('knn') ? [mutual] : []), ...(shown('knnJaccard') ? [jaccard] : [])]);
}

/** A mean number of neighbours. */
function shared(count: number): string {
  return count.toFixed(count < 1 ? 2 : 1);
}

/** `common_neighbours(a, b, k)`: mean share and mean Jaccard index. */
const commonNeighbours = piece(
  `
def common_neighbours(a, b, k):
    """Mean share of the k nearest neighbours that samples have in common on both sides, and mean Jaccard index."""
    common = np.array([len(np.intersect1d(*near)) for near in zip(nearest(a, k), nearest(b, k))])
    return np.mean(common) / k, np.mean(common / (2 * k - common))
`,
  neighboursPiece,
);

/** `unrelated_neighbours(n, k)`: the means of both over all orders of n samples. */
const unrelatedNeighbours = piece(
  `
def unrelated_neighbours(n, k):
    """Means of share and Jaccard index over all orders of n samples."""
    common, weights = common_by_chance(n, k)
    return k / (n - 1), np.sum(weights * common / (2 * k - common))
`,
  commonByChancePiece,
);

/** Nearest neighbours in common, and what unrelated data give. `drawn`: of some of the samples alone, so that the numbers of all are others. */
function section({ k, mutual, jaccard, chance, null: unrelated }: KnnReport, drawn: boolean): Section {
  const numbers: Recomputed = {
    'knn.mutual': [mutual, 'mutual'],
    'knn.jaccard': [jaccard, 'jaccard'],
    'knn.chance': [chance, 'chance'],
    'knn.null.jaccard': [unrelated.jaccard, 'unrelated_jaccard'],
  };
  return {
    id: 'knn',
    prose: String.raw`## Nearest neighbours

Of each sample the ${k} others of largest cosine $x_i \cdot x_j / (\lVert x_i \rVert \lVert x_j \rVert)$, of the samples as they are, not centred; of equal cosines the earlier sample. Mutual neighbours are the mean share of those ${k} that both sides have in common ([Huh et al. 2024](https://arxiv.org/abs/2405.07987)); the Jaccard index is the mean of $|A \cap B| / |A \cup B|$. Over all orders of the samples of one side, as of unrelated data, the mean of the share is $k / (n - 1)$, and that of the Jaccard index follows from the hypergeometric law.${drawn ? drawnProse : ''}`,
    shown: drawn ? {} : shownOf(numbers),
    pieces: [commonNeighbours, unrelatedNeighbours],
    code: `
mutual, jaccard = common_neighbours(a, b, ${k})
chance, unrelated_jaccard = unrelated_neighbours(len(a.X), ${k})
${
  drawn
    ? 'print(f"mutual {mutual:.4f} (unrelated {chance:.4f}), Jaccard {jaccard:.4f} ({unrelated_jaccard:.4f})")'
    : checkOf(numbers, 1e-9)
}`,
  };
}
