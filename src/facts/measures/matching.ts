import { cited, joinedCited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import { numberText, plural, score as fourDigits } from '../numbers';
import { matchedNeuronsPiece } from '../python/matchedNeurons';
import { checkOf, shownOf, type Recomputed } from '../python/recomputed';
import type { Section } from '../python/section';
import type { MeasureFacts, MethodsOf } from './measure';
import { drawnProse, ofDrawnSamples } from './ofDrawnSamples';
import { objectOf } from './schemas';

/** Neurons matched by the Pearson correlations r of their activations over the samples; those that are constant have none, and take no part. */
export interface MatchingReport {
  /** Mean r of the one to one assignment that has the largest sum. */
  oneToOne: number;
  /** How many pairs it has: of all neurons of the side that has fewer. */
  pairs: number;
  /** Mean over the neurons of a of the largest r with a neuron of b. */
  bestForA: number;
  /** The same of the neurons of b. */
  bestForB: number;
  /** The pairs of the assignment in the order of a's neurons: neuron of a, neuron of b (both counted from 0, constant ones included), and their r. */
  partners: [a: number, b: number, r: number][];
}

const correlation = { type: 'number', minimum: -1, maximum: 1 };
const neuron = { type: 'integer', minimum: 0 };
const noLevel = 'what no formula tells, only permutations of the samples';
const about = ['few-samples'] as const;

/** Neuron matching: whether single neurons of both sides do the same. */
export const matching = {
  id: 'matching',
  title: 'Neuron matching',
  family: 'neurons',
  onRequest: true,
  needs: ['rows', 'neuronPairs'],
  secondsPerCube: 0.03,
  scores: [
    {
      id: 'matching',
      label: 'One-to-one matching',
      term: 'one-to-one matching',
      key: 'oneToOne',
      convention:
        'Mean Pearson r of neurons of a and b over the samples, assigned to each other one to one so that the sum of r is the largest (Li et al. 2016, arXiv 1511.07543); of as many pairs as the side with fewer neurons has. −1 to 1; unchanged by shifting and positive scaling of neurons, and by their order, but not by rotation. Constant neurons have no r and take no part. Unrelated data give more than 0, the more so the more neurons and the fewer samples: no formula says how much, calibration does.',
      range: [-1, 1],
      inSets: true,
      inSummary: true,
      value: ({ oneToOne }) => oneToOne,
      nullLevel: () => undefined,
      nullFrom: noLevel,
      about,
      reading: readPairs,
      note: ({ pairs }) => `mean r of ${pairs} ${plural(pairs, 'pair')}, of the largest sum`,
    },
    {
      id: 'matchingBest',
      label: 'Best partner',
      term: 'best partner',
      convention:
        'Mean over the neurons of one side of the largest Pearson r with any neuron of the other; one neuron may be the best partner of many. Not symmetric: for a over the neurons of a, for b over those of b, and where one number stands for both, their mean. −1 to 1, unchanged by what leaves one-to-one matching unchanged, and as that above 0 for unrelated data.',
      range: [-1, 1],
      inSets: true,
      value: ({ bestForA, bestForB }) => (bestForA + bestForB) / 2,
      bySide: ({ bestForA, bestForB }) => ({ a: bestForA, b: bestForB }),
      directed: 'of the neurons of its row, with the best partners that they have in its column',
      nullLevel: () => undefined,
      nullFrom: noLevel,
      about,
      reading: ({ bestForA, bestForB }) =>
        `${fourDigits(bestForA)} for neurons of a, ${fourDigits(bestForB)} for those of b.`,
      note: ({ bestForA, bestForB }) => `for a ${numberText(bestForA)}, for b ${numberText(bestForB)}`,
    },
  ],
  csv: ({ oneToOne, pairs, bestForA, bestForB, partners }) => [
    ['oneToOne', oneToOne],
    ['pairs', pairs],
    ['bestForA', bestForA],
    ['bestForB', bestForB],
    ['partners.a', partners.map(([a]) => a)],
    ['partners.b', partners.map(([, b]) => b)],
    ['partners.r', partners.map(([, , r]) => r)],
  ],
  schema: objectOf({
    oneToOne: { ...correlation, description: 'Mean r of the one to one assignment that has the largest sum.' },
    pairs: { type: 'integer', minimum: 1, description: 'How many pairs that has.' },
    bestForA: { ...correlation, description: 'Mean over the neurons of a of the largest r with a neuron of b.' },
    bestForB: { ...correlation, description: 'The same of the neurons of b.' },
    partners: {
      description: 'The pairs, by neuron of a: neuron of a, neuron of b, both counted from 0, and their r.',
      type: 'array',
      maxItems: 4096,
      items: { type: 'array', prefixItems: [neuron, neuron, correlation], minItems: 3, maxItems: 3 },
    },
  }),
  notebook: {
    section: (block, { pair }) => section(block, ofDrawnSamples(pair)),
    scores: (wanted, _, symmetric) => ({
      lines: wanted('matching', 'matchingBest')
        ? ['r = neuron_correlations(a, b)', 'best = r.max(axis=1).mean(), r.max(axis=0).mean()']
        : [],
      values: {
        matching: 'np.mean([r[pair] for pair in matched_neurons(r)])',
        matchingBest: symmetric ? 'np.mean(best)' : 'best[0]',
      },
      pieces: wanted('matching', 'matchingBest') ? [matchedNeuronsPiece] : [],
    }),
    prose: (_, symmetric) => ({
      matching: `one-to-one matching ([Li et al. 2016](https://arxiv.org/abs/1511.07543)): the mean Pearson $r$ of neurons that vary, assigned to each other one to one so that its sum is the largest.`,
      matchingBest: `best partner: the mean over the neurons that vary of the largest Pearson $r$ with a neuron of the other layer, ${symmetric ? 'the mean of both directions' : 'of the neurons of the row'}.`,
    }),
  },
  methods,
} as const satisfies MeasureFacts<MatchingReport>;

/** What is correlated, and what is told of it. */
function methods({ shown }: MethodsOf<MatchingReport>): Cited {
  if (!shown('matching', 'matchingBest')) return cited``;
  const correlations = cited`Neurons of both sides were matched by the Pearson correlations of their activations over the samples (${works.li2016}), constant neurons left out.`;
  const oneToOne = cited`One-to-one matching is the mean correlation of the assignment, of as many pairs as the side with fewer neurons has, that has the largest sum.`;
  const best = cited`Best partner is the mean over the neurons of a side of the largest correlation with a neuron of the other.`;
  return joinedCited([
    correlations,
    ...(shown('matching') ? [oneToOne] : []),
    ...(shown('matchingBest') ? [best] : []),
  ]);
}

/** Above what half of the pairs lie. */
function readPairs({ pairs, partners }: MatchingReport): string {
  const r = partners.map(([, , value]) => value).sort((x, y) => y - x);
  const middle = r[Math.ceil(r.length / 2) - 1]!;
  if (pairs === 1) return `One pair of neurons, of r ${fourDigits(middle)}.`;
  return `Half of ${pairs} pairs of neurons have r of ${fourDigits(middle)} or more, the best ${fourDigits(r[0])}.`;
}

/** Neuron matching: the mean correlations, and the partners by name. `drawn`: of some of the samples alone, so that those of all are others. */
function section({ oneToOne, pairs, bestForA, bestForB }: MatchingReport, drawn: boolean): Section {
  const numbers: Recomputed = {
    'matching.oneToOne': [oneToOne, 'one_to_one'],
    'matching.pairs': [pairs, 'len(matched)'],
    'matching.bestForA': [bestForA, 'best_for_a'],
    'matching.bestForB': [bestForB, 'best_for_b'],
  };
  return {
    id: 'matching',
    prose: String.raw`## Neuron matching

Pearson correlations $r_{jk}$ of every neuron of a that varies with every one of b, over the samples. For a: the mean over its neurons $j$ of $\max_k r_{jk}$, and for b likewise. One to one: neurons are assigned to each other so that the sum of $r$ is the largest ([Li et al. 2016](https://arxiv.org/abs/1511.07543)), as many as the side with fewer has. There is no formula for what unrelated data give.${drawn ? drawnProse : ''}`,
    shown: drawn ? {} : shownOf(numbers),
    pieces: [matchedNeuronsPiece],
    code: `
r = neuron_correlations(a, b)
matched = matched_neurons(r)
one_to_one = np.mean([r[pair] for pair in matched])
best_for_a, best_for_b = r.max(axis=1).mean(), r.max(axis=0).mean()
${
  drawn
    ? `print(f"one to one {one_to_one:.4f} ({len(matched)} pairs), best for a {best_for_a:.4f}, for b {best_for_b:.4f}")`
    : checkOf(numbers, 1e-9)
}
partners = [(int(varying(a)[j]), int(varying(b)[k]), float(r[j, k])) for j, k in matched]
for neuron, other, value in sorted(partners, key=lambda found: -found[2])[:10]:
    print(f"neuron {neuron} of a, neuron {other} of b: r = {value:.4f}")`,
  };
}
