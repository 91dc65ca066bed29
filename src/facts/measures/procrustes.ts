import { numberText, percent } from '../numbers';
import { atLeast, atMost, type DistanceFacts, type MeasureFacts } from './measure';
import { isOne } from './readings';
import { objectOf, score } from './schemas';

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

/** Of shapes of norm 1: distance^2 = 2 - 2 similarity. */
const ofShapes: DistanceFacts = {
  likeness: (distance) => 1 - distance ** 2 / 2,
  ofLikeness: procrustesDistance,
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
      distance: { likeness: Math.cos, ofLikeness: Math.acos },
      value: ({ angular }) => angular,
      // The angle of the similarity that they reach at most.
      nullLevel: (block) => block.null && Math.acos(block.null.similarity),
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
      similarity: score,
      distanceSquared: { type: 'number', minimum: 0, maximum: 2 },
      distance,
      angular: { type: 'number', minimum: 0, maximum: Math.PI / 2, description: 'Radians.' },
    },
    {
      null: {
        description:
          'What unrelated data of this size give: a similarity of at most this in the mean over permutations of the samples, a distance of at least this in the mean square.',
        ...objectOf({ similarity: score, distance }),
      },
    },
  ),
} as const satisfies MeasureFacts<ProcrustesReport>;

/** The angle in degrees, and that of unrelated data. */
function readSimilarity({ similarity, angular, null: unrelated }: ProcrustesReport): string {
  if (isOne(similarity)) return 'The same shape up to rotation and scale.';
  const degrees = (angle: number) => `${((angle * 180) / Math.PI).toFixed(1)}°`;
  const apart = `${degrees(angular)} apart after the best rotation`;
  if (!unrelated) return `${apart}; 90° is nothing in common.`;
  return `${apart}; unrelated data of this size: ${degrees(Math.acos(unrelated.similarity))} or more.`;
}
