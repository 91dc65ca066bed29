import { cited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import { piece } from '../python/piece';
import { covarianceSpectrumPiece } from '../python/correlations';
import { factoredPiece } from '../python/factored';
import type { Section } from '../python/section';
import { numberText, percent } from '../numbers';
import { atLeast, atMost, type DistanceFacts, type MeasureFacts, type MethodsOf } from './measure';
import { boundOfOrders } from './nullSources';
import { isOne } from './readings';
import { objectOf, scoreSchema } from './schemas';

/** Orthogonal Procrustes after scaling both centred sides to Frobenius norm 1. */
export interface ProcrustesReport {
  /** Nuclear norm of X'Y, 0 to 1. */
  similarity: number;
  /** 2 - 2 * similarity. */
  distanceSquared: number;
  distance: number;
  /** arccos of the similarity, radians. */
  angular: number;
  /** What unrelated data of this size give: similarity at most so much in the mean, distance at least (in the mean square). As of CKA. */
  null?: { similarity: number; distance: number };
}

/** The distances of shapes of norm 1: distance^2 = 2 - 2 similarity. */
export const ofShapes: DistanceFacts = {
  likeness: (distance) => 1 - distance ** 2 / 2,
  ofLikeness: procrustesDistance,
  pythonOfLikeness: (likeness) => `np.sqrt(2 - 2 * ${likeness})`,
};

/** The distance of two shapes of norm 1 by their similarity. */
export function procrustesDistance(similarity: number): number {
  return Math.sqrt(Math.max(0, 2 - 2 * similarity));
}

const about = ['few-samples', 'dominating-neuron'] as const;
const distance = { type: 'number', minimum: 0, maximum: Math.SQRT2 };

/** Orthogonal Procrustes: how near a rotation brings one side to the other. */
export const procrustes = {
  id: 'procrustes',
  title: 'Procrustes',
  family: 'geometry',
  needs: ['spectrum'],
  secondsPerCube: 0.044,
  scores: [
    {
      id: 'procrustes',
      label: 'Procrustes similarity',
      term: 'Procrustes similarity',
      key: 'similarity',
      convention:
        'Nuclear norm of X′Y after each centred matrix is scaled to Frobenius norm 1. 0 to 1; unchanged by rotation and scale. It is the cosine of the angular distance. Unrelated data give at most √(E / (samples − 1)) on average, E the smaller (Σs)² / Σs² of the singular values of a side.',
      range: [0, 1],
      inSets: true,
      inSummary: true,
      value: ({ similarity }) => similarity,
      nullLevel: (block) => block.null?.similarity,
      nullFrom: boundOfOrders,
      bound: atMost,
      about,
      saturation: { name: 'Procrustes similarity of up to' },
      reading: readSimilarity,
      note: (block) =>
        `nuclear norm, both sides of norm 1; distance ${numberText(block.distance)}, angle ${numberText(block.angular)} rad`,
    },
    {
      id: 'procrustesDistance',
      label: 'Procrustes distance',
      term: 'Procrustes distance',
      key: 'distance',
      convention:
        'Frobenius distance left after the best rotation of one side onto the other, both centred and scaled to norm 1: √(2 − 2 · similarity). 0 is the same shape, √2 = 1.4142 nothing in common.',
      range: [0, Math.SQRT2],
      distance: ofShapes,
      inSets: true,
      value: (block) => block.distance,
      nullLevel: (block) => block.null?.distance,
      nullFrom: boundOfOrders,
      bound: atLeast,
      about,
      saturation: { name: 'Procrustes distances of at least', with: 'procrustes' },
      reading: (block) => `${percent(block.distance / Math.SQRT2)} of the largest possible, √2.`,
    },
    {
      id: 'procrustesAngular',
      label: 'Angular distance',
      term: 'angular distance',
      convention:
        'arccos of the Procrustes similarity in radians, a proper metric (Williams et al. 2021, arXiv 2110.14739). 0 is the same shape, π/2 = 1.5708 nothing in common.',
      range: [0, Math.PI / 2],
      distance: { likeness: Math.cos, ofLikeness: Math.acos, pythonOfLikeness: (likeness) => `np.arccos(${likeness})` },
      value: ({ angular }) => angular,
      // The angle of the similarity that they reach at most.
      nullLevel: (block) => block.null && Math.acos(block.null.similarity),
      nullFrom: boundOfOrders,
      bound: atLeast,
      about,
      reading: ({ angular }) => `${percent(angular / (Math.PI / 2))} of the largest possible, π/2.`,
    },
  ],
  csv: (block) => [
    ['similarity', block.similarity],
    ['distanceSquared', block.distanceSquared],
    ['distance', block.distance],
    ['angular', block.angular],
    ...(block.null
      ? ([
          ['null.similarity', block.null.similarity],
          ['null.distance', block.null.distance],
        ] as const)
      : []),
  ],
  schema: objectOf(
    {
      similarity: scoreSchema,
      distanceSquared: { type: 'number', minimum: 0, maximum: 2 },
      distance,
      angular: { type: 'number', minimum: 0, maximum: Math.PI / 2, description: 'Radians.' },
    },
    {
      null: {
        description:
          'What unrelated data of this size give: a similarity of at most this in the mean over permutations of the samples, a distance of at least this in the mean square.',
        ...objectOf({ similarity: scoreSchema, distance }),
      },
    },
  ),
  notebook: {
    section,
    scores: (wanted) => ({
      lines: wanted('procrustes', 'procrustesDistance') ? ['similarity = procrustes_similarity(a, b)'] : [],
      values: { procrustes: 'similarity', procrustesDistance: 'np.sqrt(2 - 2 * similarity)' },
      pieces: wanted('procrustes', 'procrustesDistance') ? [procrustesSimilarity] : [],
    }),
    nulls(wanted) {
      const some = wanted('null.procrustes', 'null.procrustesDistance');
      return {
        lines: some ? ['unrelated_similarity = unrelated_procrustes(a, b)'] : [],
        values: {
          'null.procrustes': 'unrelated_similarity',
          'null.procrustesDistance': 'np.sqrt(2 - 2 * unrelated_similarity)',
        },
        pieces: some ? [unrelatedProcrustes] : [],
      };
    },
    prose: () => ({
      procrustes: String.raw`Procrustes similarity: the nuclear norm $\lVert X^\top Y \rVert_*$ of the centred layers, each scaled to Frobenius norm 1.`,
      procrustesDistance: String.raw`Procrustes distance: $\sqrt{2 - 2s}$ of the Procrustes similarity $s$.`,
      'null.procrustes': String.raw`null of Procrustes similarity: the mean over all orders of the samples is at most $\sqrt{\min(E_X, E_Y) / (n - 1)}$ with $E = (\sum_i s_i)^2 / \sum_i s_i^2$.`,
      'null.procrustesDistance': 'null of Procrustes distance: that of its similarity, which the distance is at least.',
    }),
    tolerances: { procrustesDistance: '1e-5', 'null.procrustesDistance': '1e-5' },
  },
  methods,
} as const satisfies MeasureFacts<ProcrustesReport>;

/** The similarity, which is said in any case, and the distances that are shown. */
function methods({ shown }: MethodsOf<ProcrustesReport>): Cited {
  if (!shown('procrustes', 'procrustesDistance', 'procrustesAngular')) return cited``;
  const distances = [
    ...(shown('procrustesDistance') ? ['the distance is √(2 − 2s)'] : []),
    ...(shown('procrustesAngular') ? ['the angular distance arccos s (in radians)'] : []),
  ];
  const rest = distances.length > 0 ? `; ${distances.join(', ')}` : '';
  return cited`Procrustes similarity s is the nuclear norm of X′Y with both sides scaled to Frobenius norm 1 (${works.schonemann1966}; ${works.williams2021})${rest}.`;
}

/** The angle in degrees, and that of unrelated data. */
function readSimilarity({ similarity, angular, null: unrelated }: ProcrustesReport): string {
  if (isOne(similarity)) return 'The same shape up to rotation and scale.';
  const degrees = (angle: number) => `${((angle * 180) / Math.PI).toFixed(1)}°`;
  const apart = `${degrees(angular)} apart after the best rotation`;
  if (!unrelated) return `${apart}; 90° is nothing in common.`;
  return `${apart}; unrelated data of this size: ${degrees(Math.acos(unrelated.similarity))} or more.`;
}

/** `procrustes_similarity(a, b)`. */
const procrustesSimilarity = piece(
  `
def procrustes_similarity(a, b):
    """Nuclear norm of X'Y, both sides scaled to Frobenius norm 1."""
    return min(1, np.sum(covariance_spectrum(a, b)) / np.sqrt(np.sum(a.s**2) * np.sum(b.s**2)))
`,
  factoredPiece,
  covarianceSpectrumPiece,
);

/** `unrelated_procrustes(a, b)`: what the mean similarity over all orders of the samples is at most. */
const unrelatedProcrustes = piece(
  `
def unrelated_procrustes(a, b):
    """What the mean similarity over all orders of the samples is at most, by the singular values of both sides."""
    shares = [np.sum(side.s[: side.rank]) ** 2 / np.sum(side.s**2) for side in (a, b)]
    return min(1, np.sqrt(min(shares) / (len(a.X) - 1)))
`,
  factoredPiece,
);

/** Procrustes: similarity, distance and angle. */
function section(procrustes: ProcrustesReport): Section {
  const { similarity, distanceSquared, distance, angular, null: unrelated } = procrustes;
  return {
    id: 'procrustes',
    prose: String.raw`## Procrustes

Both centred matrices are scaled to Frobenius norm 1, and one is turned onto the other as well as a rotation can. The similarity is the nuclear norm $s = \lVert X^\top Y \rVert_*$, $0$ to $1$; the distance left is $d = \sqrt{2 - 2 s}$, and the angular distance $\arccos s$ in radians is a metric ([Williams et al. 2021](https://arxiv.org/abs/2110.14739)). Near a distance of 0 the root magnifies rounding.${
      unrelated
        ? String.raw`

Over all orders of the samples of one side, as of unrelated data, the mean similarity is at most $\sqrt{\min(E_X, E_Y) / (n - 1)}$ with $E = (\sum_i s_i)^2 / \sum_i s_i^2$ of the singular values of a side.`
        : ''
    }`,
    shown: {
      'procrustes.similarity': similarity,
      'procrustes.distanceSquared': distanceSquared,
      'procrustes.distance': distance,
      'procrustes.angular': angular,
      ...(unrelated
        ? { 'procrustes.null.similarity': unrelated.similarity, 'procrustes.null.distance': unrelated.distance }
        : {}),
    },
    pieces: [procrustesSimilarity, ...(unrelated ? [unrelatedProcrustes] : [])],
    code: `
similarity = procrustes_similarity(a, b)
check({"procrustes.similarity": similarity, "procrustes.distanceSquared": 2 - 2 * similarity}, tolerance=1e-9)
check(
    {"procrustes.distance": np.sqrt(2 - 2 * similarity), "procrustes.angular": np.arccos(similarity)},
    tolerance=${similarity > 1 - 1e-6 ? '1e-4' : '1e-7'},
)${
      unrelated
        ? `
unrelated_similarity = unrelated_procrustes(a, b)
check(
    {
        "procrustes.null.similarity": unrelated_similarity,
        "procrustes.null.distance": np.sqrt(2 - 2 * unrelated_similarity),
    },
    tolerance=1e-7,
)`
        : ''
    }`,
  };
}
