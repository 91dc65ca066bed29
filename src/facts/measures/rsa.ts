import { joinedWords } from '../joinedWords';
import { cited, joinedCited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import { factoredPiece } from '../python/factored';
import { piece } from '../python/piece';
import { squaredDistancesPiece } from '../python/samplePieces';
import { checkOf, shownOf, type Recomputed } from '../python/recomputed';
import type { Section } from '../python/section';
import type { MeasureFacts, MethodsOf, ScoreFacts } from './measure';
import type { WithinNotebook } from './notebookFacts';
import { allOrders } from './nullSources';
import { drawnParagraph, ofDrawnSamples } from './ofDrawnSamples';
import { likeUnrelated } from './readings';
import { objectOf } from './schemas';

/** Two lists of dissimilarities of all pairs of samples compared. */
export interface ComparedDissimilarities {
  spearman: number;
  pearson: number;
  rhoA: number;
}

/** Representational similarity analysis by the dissimilarity of samples; one that a sample does not have is absent. */
export type RsaReport = Partial<Record<Dissimilarity, ComparedDissimilarities>>;

/** How unlike two samples of a side are. */
export const dissimilarities = ['correlation', 'euclidean', 'cosine'] as const;
export type Dissimilarity = (typeof dissimilarities)[number];

/** Each dissimilarity in words: of two samples, and as a label has it. */
const words: Record<Dissimilarity, { of: string; label: string; lacking: string }> = {
  correlation: {
    of: '1 − Pearson’s correlation of two samples over the neurons',
    label: 'RSA',
    lacking: 'the neurons of a sample are all equal, so that it has no correlation with others',
  },
  euclidean: {
    of: 'the Euclidean distance of two samples',
    label: 'RSA of distances',
    lacking: '',
  },
  cosine: {
    of: '1 − the cosine of two samples (neurons not centred)',
    label: 'RSA of cosines',
    lacking: 'a sample is all zeros, so that it has no cosine with others',
  },
};

const comparisons = {
  spearman: {
    by: 'Spearman’s correlation of them (ranks; equal ones share the mean of theirs)',
    label: '',
    source: 'Kriegeskorte et al. 2008; the usual choice of rsatoolbox',
  },
  pearson: { by: 'Pearson’s correlation of them', label: ', Pearson', source: 'Kriegeskorte et al. 2008' },
  rhoA: {
    by: 'ρa of them, 12 Σ (ranks less their mean) / (N³ − N) of N pairs, the mean of Spearman’s over all orders of tied ones',
    label: ', ρa',
    source: 'Schütt et al. 2023',
  },
} as const;

type Comparison = keyof typeof comparisons;

/** The scores of one dissimilarity, in order. */
function score<Id extends string>(id: Id, kind: Dissimilarity, by: Comparison) {
  const { of, label: name, lacking } = words[kind];
  const compared = comparisons[by];
  const label = `${name}${compared.label}`;
  const invariances = {
    correlation: 'unchanged when all neurons of a sample are shifted or scaled together',
    euclidean: 'unchanged by rotations, shifts and one common scale',
    cosine: 'unchanged by rotations about the origin and by scaling of samples',
  };
  return {
    id,
    label,
    term: label,
    key: `${kind}.${by}`,
    convention: `Representational similarity: of all pairs of samples ${of}, on either side; ${compared.by} (${compared.source}). −1 to 1, 0 for unrelated data on average; ${invariances[kind]}.`,
    range: [-1, 1],
    inSets: true,
    ...(id === 'rsa' ? { inSummary: true } : {}),
    value: (block) => block[kind]?.[by] ?? null,
    nullLevel: (block) => (block[kind] ? 0 : null),
    nullFrom: allOrders,
    about: ['dominating-neuron'],
    undefinedBecause: lacking || 'all distances of samples are equal',
    reading: (block) => likeUnrelated(block[kind]?.[by] ?? null, 'Samples lie in the same arrangement.'),
    note: () => `${kind === 'euclidean' ? 'Euclidean distances' : `1 - ${kind}`} of samples`,
  } as const satisfies ScoreFacts<RsaReport>;
}

const compared = { type: 'number', minimum: -1, maximum: 1 };
const comparedSchema = objectOf({ spearman: compared, pearson: compared, rhoA: compared });

/** Representational similarity analysis. */
export const rsa = {
  id: 'rsa',
  title: 'RSA',
  family: 'geometry',
  onRequest: true,
  needs: ['gramian', 'cosines'],
  secondsPerCube: 0,
  secondsPerSquare: 0.3,
  valuesPerSquare: 3,
  scores: [
    score('rsa', 'correlation', 'spearman'),
    score('rsaPearson', 'correlation', 'pearson'),
    score('rsaRhoA', 'correlation', 'rhoA'),
    score('rsaEuclidean', 'euclidean', 'spearman'),
    score('rsaEuclideanPearson', 'euclidean', 'pearson'),
    score('rsaEuclideanRhoA', 'euclidean', 'rhoA'),
    score('rsaCosine', 'cosine', 'spearman'),
    score('rsaCosinePearson', 'cosine', 'pearson'),
    score('rsaCosineRhoA', 'cosine', 'rhoA'),
  ],
  csv: (block) =>
    dissimilarities.flatMap((kind) => {
      const of = block[kind];
      return of ? orderOf.map((by) => [`${kind}.${by}`, of[by]] as const) : [];
    }),
  schema: {
    description:
      'Representational similarity by the dissimilarity of samples; one that is not defined is absent, and listed in skipped with the samples that make it so. Over all orders of the samples all have a mean of 0.',
    ...objectOf({}, { correlation: comparedSchema, euclidean: comparedSchema, cosine: comparedSchema }),
  },
  notebook: {
    section,
    scores(wanted) {
      const found = dissimilarities.filter((kind) => wanted(...orderOf.map((by) => idOf(kind, by))));
      return {
        lines: found.map((kind) => `rsa_${kind} = rsa(a, b, "${kind}")`),
        values: Object.fromEntries(
          found.flatMap((kind) => orderOf.map((by) => [idOf(kind, by), `rsa_${kind}["${by}"]`])),
        ),
        pieces: found.length > 0 ? [rsaPiece] : [],
      };
    },
    nulls: () => ({ lines: [], values: Object.fromEntries(allIds().map((id) => [`null.${id}`, '0.0'])), pieces: [] }),
    prose: () =>
      Object.fromEntries(
        dissimilarities.flatMap((kind) =>
          orderOf.flatMap((by) => [
            [
              idOf(kind, by),
              `RSA ([Kriegeskorte et al. 2008](https://doi.org/10.3389/neuro.06.004.2008)): ${comparisons[by].by}, of ${words[kind].of}.`,
            ],
            [`null.${idOf(kind, by)}`, 'null of RSA: the mean over all orders of the samples, 0.'],
          ]),
        ),
      ),
  },
  methods,
} as const satisfies MeasureFacts<RsaReport>;

/** The comparisons in order. */
const orderOf = ['spearman', 'pearson', 'rhoA'] as const;

/** The name of a score. */
export function idOf(kind: Dissimilarity, by: Comparison): string {
  const ofKind = { correlation: 'rsa', euclidean: 'rsaEuclidean', cosine: 'rsaCosine' }[kind];
  return `${ofKind}${{ spearman: '', pearson: 'Pearson', rhoA: 'RhoA' }[by]}`;
}

function allIds(): string[] {
  return dissimilarities.flatMap((kind) => orderOf.map((by) => idOf(kind, by)));
}

/** The dissimilarities that are shown, and by what they were compared. */
function methods({ shown }: MethodsOf<RsaReport>): Cited {
  const kinds = dissimilarities.filter((kind) => shown(...orderOf.map((by) => idOf(kind, by))));
  if (kinds.length === 0) return joinedCited([]);
  const of = joinedWords(kinds.map((kind) => words[kind].of));
  const by = orderOf.filter((one) => shown(...kinds.map((kind) => idOf(kind, one))));
  const names = {
    spearman: cited`Spearman’s correlation`,
    pearson: cited`Pearson’s correlation`,
    rhoA: cited`ρa (${works.schutt2023})`,
  };
  const compared = joinedCited(
    by.map((one) => names[one]),
    ' and ',
  );
  return cited`Representational similarity (${works.kriegeskorte2008}) compares the dissimilarities of all pairs of samples within either layer, ${of}, by ${compared}.`;
}

const rsaPiece = piece(
  `
def dissimilarities(X, kind):
    """Of all pairs of samples: 1 - correlation over the neurons, Euclidean distance, or 1 - cosine."""
    if kind == "euclidean":
        d = np.sqrt(squared_distances(X))
    else:
        Z = X - X.mean(axis=1, keepdims=True) if kind == "correlation" else X
        Z = Z / np.linalg.norm(Z, axis=1, keepdims=True)
        d = 1 - Z @ Z.T
    return d[np.tril_indices(len(X), -1)]


def mid_ranks(values):
    """Ranks from 1, less their mean; values that differ by rounding alone share the mean of theirs."""
    order = np.argsort(values)
    ordered = values[order]
    apart = np.diff(ordered) > 2.0**-43 * np.maximum(1, np.abs(ordered[1:]))
    first = np.flatnonzero(np.r_[True, apart])
    last = np.r_[first[1:], len(values)]
    ranks = np.empty(len(values))
    ranks[order] = np.repeat((first + 1 + last) / 2, last - first)
    return ranks - (len(values) + 1) / 2


def rsa(a, b, kind):
    """Dissimilarities of samples compared by Pearson, Spearman and rho-a."""
    u, v = (dissimilarities(side.raw, kind) for side in (a, b))
    r, s = mid_ranks(u), mid_ranks(v)
    n = len(u)
    return {
        "spearman": r @ s / (np.linalg.norm(r) * np.linalg.norm(s)),
        "pearson": np.corrcoef(u, v)[0, 1],
        "rhoA": 12 * (r @ s) / (n**3 - n),
    }
`,
  factoredPiece,
  squaredDistancesPiece,
);

function section(block: RsaReport, { pair }: WithinNotebook): Section {
  const kinds = dissimilarities.filter((kind) => block[kind]);
  const drawn = ofDrawnSamples(pair);
  const numbers: Recomputed = Object.fromEntries(
    kinds.flatMap((kind) =>
      orderOf.map((by) => [`rsa.${kind}.${by}`, [block[kind]![by], `found["${kind}"]["${by}"]`]]),
    ),
  );
  const found = `found = {kind: rsa(a, b, kind) for kind in [${kinds.map((kind) => `"${kind}"`).join(', ')}]}`;
  return {
    id: 'rsa',
    prose: String.raw`## RSA

Representational similarity analysis ([Kriegeskorte et al. 2008](https://doi.org/10.3389/neuro.06.004.2008)): how unlike each pair of samples is on one side is compared with how unlike it is on the other. Dissimilarities: ${kinds.map((kind) => words[kind].of).join('; ')}. They are compared by Spearman's correlation, Pearson's, and $\rho_a$ ([Schütt et al. 2023](https://doi.org/10.7554/eLife.82566)), $12 \sum_i (r_i - m)(s_i - m) / (N^3 - N)$ of the ranks of $N$ pairs with mean $m$. Over all orders of the samples each has a mean of 0.${drawn ? drawnParagraph : ''}`,
    shown: drawn ? {} : shownOf(numbers),
    pieces: [rsaPiece],
    code: `${found}\n${drawn ? 'found' : checkOf(numbers, 1e-8)}`,
  };
}
