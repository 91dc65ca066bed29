import { cited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import type { SvccaCut } from '../pairOptions';
import { piece, type PythonPiece } from '../python/piece';
import { canonicalCorrelationsPiece, unrelatedPiece } from '../python/correlations';
import { factoredPiece } from '../python/factored';
import type { Section } from '../python/section';
import type { NullReport, PairReport } from '../reportParts';
import { count, percent } from '../numbers';
import { keepLess } from './cca';
import type { MeasureFacts, MethodsOf } from './measure';
import { gaussianData } from './nullSources';
import { aboveBaseline } from './readings';
import { coefficients, nullLevel, objectOf, scoreSchema } from './schemas';

/** CCA between the leading singular subspaces (arXiv 1706.05806). */
export interface SvccaReport {
  /** Kept directions, side a then b. */
  kept: [number, number];
  /** Share of variance (squared singular values) in them. */
  retainedVariance: [number, number];
  coefficients: number[];
  mean: number;
  null: NullReport;
}

/** CCA of the leading singular directions of both sides. */
export const svcca = {
  id: 'svcca',
  title: 'SVCCA',
  family: 'directions',
  needs: ['directions'],
  ofCut: true,
  secondsPerCube: 0.05,
  scores: [
    {
      id: 'svcca',
      label: 'Mean SVCCA',
      term: 'mean SVCCA',
      key: 'mean',
      convention:
        'Both sides are centred and cut to their leading singular directions, then CCA; plain mean of min(ka, kb) coefficients. The variance rule counts squared singular values (Raghu et al. 2017, arXiv 1706.05806).',
      range: [0, 1],
      inSets: true,
      inSummary: true,
      value: ({ mean }) => mean,
      nullLevel: (block) => block.null.mean,
      nullFrom: gaussianData,
      about: ['few-samples', 'rounding-dimensions', 'dominating-neuron'],
      saturation: { name: 'SVCCA', remedy: `keep fewer dimensions ${keepLess}` },
      undefinedBecause: 'SVCCA must keep fewer directions than there are samples',
      kept: ({ kept }) => kept,
      reading: read,
      note: ({ kept, retainedVariance }) =>
        `${kept.join(' and ')} dimensions, ${retainedVariance.map((share) => `${(100 * share).toFixed(1)}%`).join(' and ')} of variance`,
    },
  ],
  csv: (block) => [
    ['kept', block.kept],
    ['retainedVariance', block.retainedVariance],
    ['mean', block.mean],
    ['coefficients', block.coefficients],
    ['null.mean', block.null.mean],
    ['null.meanSquared', block.null.meanSquared],
    ['null.coefficients', block.null.coefficients],
  ],
  schema: objectOf({
    kept: { $ref: '#/$defs/twoCounts', description: 'Directions kept, side a then b.' },
    retainedVariance: { type: 'array', items: scoreSchema, minItems: 2, maxItems: 2 },
    coefficients,
    mean: scoreSchema,
    null: nullLevel,
  }),
  notebook: {
    section: (block, { pair }) => section(block, pair.options.svcca),
    scores(wanted, { svcca: cut }) {
      const kept = keptCall(cut, 'side');
      const some = wanted('svcca');
      return {
        lines: some ? [`cut_a, cut_b = (leading(side, ${kept.call}) for side in (a, b))`] : [],
        values: { svcca: 'canonical_correlations(cut_a, cut_b).mean()' },
        pieces: some ? [canonicalCorrelationsPiece, kept.piece, leading] : [],
      };
    },
    nulls: (wanted) => ({
      lines: [],
      values: { 'null.svcca': 'unrelated(len(a.X), cut_a.rank, cut_b.rank)[1]' },
      pieces: wanted('null.svcca') ? [unrelatedPiece] : [],
    }),
    prose: ({ svcca: cut }) => ({
      svcca: `mean SVCCA ([Raghu et al. 2017](https://arxiv.org/abs/1706.05806)): mean CCA of the leading singular subspaces; ${cutSentence(cut)}`,
      'null.svcca': 'null of SVCCA: as of CCA, for the dimensions that it keeps.',
    }),
  },
  methods,
} as const satisfies MeasureFacts<SvccaReport>;

/** Which directions are kept, and of one pair how many. */
function methods({ shown, options, block }: MethodsOf<SvccaReport>): Cited {
  if (!shown('svcca')) return cited``;
  const { svcca: cut } = options;
  const rule =
    cut.rule === 'dimensions'
      ? `the first ${count(cut.count)}, or as many as it has`
      : `the fewest that hold ${percent(cut.fraction)} of ${cut.rule === 'variance' ? 'its variance (squared singular values)' : 'the sum of its singular values (not squared)'}`;
  const kept = block ? `: ${count(block.kept[0])} of a and ${count(block.kept[1])} of b` : '';
  return cited`SVCCA (${works.raghu2017}) is the mean canonical correlation between the leading singular directions of both sides, of each ${rule}${kept}.`;
}

function read({ kept, retainedVariance, mean, null: unrelated }: SvccaReport, pair: PairReport): string {
  const side = (index: 0 | 1) => {
    const letter = index === 0 ? 'a' : 'b';
    return `${count(kept[index])} of ${count(pair[letter].rank)} directions of ${letter} (${percent(retainedVariance[index])})`;
  };
  return `Keeps ${side(0)}, ${side(1)}. ${aboveBaseline(mean, unrelated.mean, 'The kept subspaces are the same')}`.trim();
}

const keptByShare = piece(
  `
def kept_directions(side, fraction, power):
    """The fewest leading directions that hold \`fraction\` of the sum of s ** power, at most the rank."""
    share = np.cumsum(side.s**power)
    reached = np.flatnonzero(share[: side.rank] / share[-1] >= fraction)
    return int(reached[0]) + 1 if len(reached) else side.rank
`,
  factoredPiece,
);

const keptByCount = piece(
  `
def kept_directions(side, count):
    """So many leading directions, or as many as the side has."""
    return max(1, min(count, side.rank))
`,
  factoredPiece,
);

/** `leading(side, k)`: a side cut to its first singular directions. */
const leading = piece(
  `
def leading(side, k):
    """The side cut to its first k singular directions."""
    return side._replace(U=side.U[:, :k], rank=k)
`,
  factoredPiece,
);

/** How many directions SVCCA keeps of `side`, as a call in Python, and what it calls. */
function keptCall(cut: SvccaCut, side: string): { call: string; piece: PythonPiece } {
  if (cut.rule === 'dimensions') return { call: `kept_directions(${side}, count=${cut.count})`, piece: keptByCount };
  const power = cut.rule === 'variance' ? 2 : 1;
  return { call: `kept_directions(${side}, fraction=${cut.fraction}, power=${power})`, piece: keptByShare };
}

/** The rule of a cut in a sentence. */
function cutSentence(cut: SvccaCut): string {
  switch (cut.rule) {
    case 'variance':
      return `of each side the fewest directions are kept whose *squared* singular values hold ${cut.fraction} of the sum of squares, as in the paper.`;
    case 'unsquared':
      return `of each side the fewest directions are kept whose plain singular values hold ${cut.fraction} of their sum, as the public tutorials compute it (not the variance).`;
    case 'dimensions':
      return cut.count === 1
        ? 'of each side the first direction is kept.'
        : `of each side the first ${cut.count} directions are kept, or as many as it has.`;
    default: {
      const unknown: never = cut;
      throw new Error(`There is no cut ${String(unknown)}.`);
    }
  }
}

/** SVCCA by its cut. */
function section(svcca: SvccaReport, cut: SvccaCut): Section {
  const kept = keptCall(cut, 'side');
  // Where everything is to be kept, the last bit of a sum decides on how many directions that takes.
  const whole = cut.rule !== 'dimensions' && cut.fraction > 1 - 1e-12;
  const count = whole
    ? `[${svcca.kept.join(', ')}]  # as shown: at a share of 1 the last bit of a sum decides`
    : `[${kept.call} for side in (a, b)]`;
  return {
    id: 'svcca',
    prose: String.raw`## SVCCA

CCA between the leading singular subspaces of both sides ([Raghu et al. 2017](https://arxiv.org/abs/1706.05806)): with $X = U_X S_X V_X^\top$ centred, the singular values of $U_{X,k}^\top U_{Y,l}$, of which SVCCA is the plain mean. Here ${cutSentence(cut)}`,
    shown: {
      'svcca.kept': svcca.kept,
      'svcca.retainedVariance': svcca.retainedVariance,
      'svcca.mean': svcca.mean,
      'svcca.coefficients': svcca.coefficients,
      'svcca.null.mean': svcca.null.mean,
    },
    pieces: [canonicalCorrelationsPiece, ...(whole ? [] : [kept.piece]), leading, unrelatedPiece],
    code: `
kept = ${count}
svcca_rho = canonical_correlations(leading(a, kept[0]), leading(b, kept[1]))
variance = [np.sum(side.s[:k] ** 2) / np.sum(side.s**2) for side, k in zip((a, b), kept)]
check(
    {
        "svcca.kept": kept,
        "svcca.retainedVariance": variance,
        "svcca.mean": svcca_rho.mean(),
        "svcca.coefficients": svcca_rho,
        "svcca.null.mean": unrelated(len(a.X), *kept)[1],
    },
    tolerance=1e-9,
)`,
  };
}
