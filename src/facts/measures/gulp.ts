import { cited, type Cited } from '../methods/cited';
import { works } from '../methods/references';
import { numberText, percent } from '../numbers';
import { canonicalCorrelationsPiece } from '../python/correlations';
import { piece } from '../python/piece';
import { checkOf, shownOf, type Recomputed } from '../python/recomputed';
import type { Section } from '../python/section';
import { aboutCanonical, tooManyNeurons } from './cca';
import type { MeasureFacts, MethodsOf } from './measure';
import type { WithinNotebook } from './notebookFacts';
import { ofShares } from './ofShares';
import { objectOf } from './schemas';

/** How far linear predictions from one side lie from those from the other: GULP without a penalty. */
export interface GulpReport {
  /** rank a + rank b - 2 (sum of the squared canonical correlations). */
  squared: number;
  /** Its root. */
  distance: number;
  /** The distance divided by its largest, sqrt(rank a + rank b). */
  relative: number;
  /** What unrelated data give: the mean of `squared` over all orders of the samples, and the relative distance of that. */
  null: { squared: number; relative: number };
}

/** GULP: whether linear regressions from either side predict alike. */
export const gulp = {
  id: 'gulp',
  title: 'GULP',
  family: 'prediction',
  onRequest: true,
  needs: [],
  ofCanonical: true,
  secondsPerCube: 0.044,
  scores: [
    {
      id: 'gulp',
      label: 'Relative GULP distance',
      term: 'relative GULP distance',
      key: 'relative',
      convention:
        'How far what linear regression predicts from one side lies from what it predicts from the other (Boix-Adserà et al. 2022, arXiv 2210.06545), without a penalty (λ = 0): the root of the summed squares over orthonormal targets, which is the Frobenius distance of the projections onto what the centred neurons of either side span, √(rank a + rank b − 2 Σρ²) of the canonical correlations ρ, divided here by √(rank a + rank b), which it never exceeds, so that pairs of any width have one range. GULP itself, which has no such range, stands beside it and is not calibrated; the relative one is. 0 is one span, 1 nothing in common; unchanged by any invertible linear map of the neurons, and without a penalty it ranks pairs of the same ranks as mean squared CCA does.',
      range: [0, 1],
      distance: ofShares,
      inSets: true,
      value: ({ relative }) => relative,
      nullLevel: (block) => block.null.relative,
      nullFrom: 'the root of the exact mean of its square over all orders of the samples',
      about: aboutCanonical,
      saturation: { name: 'relative GULP distance', with: 'cca' },
      undefinedBecause: tooManyNeurons,
      reading: ({ distance, squared, relative }) =>
        `GULP ${numberText(distance)}, its square ${numberText(squared)}: ${percent(relative)} of √(rank a + rank b).`,
      note: ({ distance, squared }) =>
        `λ = 0, divided by √(rank a + rank b); GULP ${numberText(distance)}, its square ${numberText(squared)}`,
    },
  ],
  csv: (block) => [
    ['squared', block.squared],
    ['distance', block.distance],
    ['relative', block.relative],
    ['null.squared', block.null.squared],
    ['null.relative', block.null.relative],
  ],
  schema: objectOf({
    squared: {
      type: 'number',
      minimum: 0,
      description: 'rank a + rank b - 2 (sum of the squared canonical correlations): GULP squared, lambda 0.',
    },
    distance: { type: 'number', minimum: 0, description: 'The root of that.' },
    relative: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      description: 'The distance divided by sqrt(rank a + rank b), which it never exceeds.',
    },
    null: {
      ...objectOf({
        squared: { type: 'number', minimum: 0 },
        relative: { type: 'number', minimum: 0, maximum: 1 },
      }),
      description:
        'What unrelated data give: the exact mean of `squared` over all orders of the samples, rank a + rank b - 2 rank a rank b / (n - 1), and the relative distance of that.',
    },
  }),
  notebook: {
    section,
    scores: () => ({
      lines: [],
      values: { gulp: 'np.sqrt(gulp_squared(a, b) / (a.rank + b.rank))' },
      pieces: [gulpPiece],
    }),
    nulls: () => ({
      lines: [],
      values: { 'null.gulp': 'np.sqrt(unrelated_gulp_squared(a, b) / (a.rank + b.rank))' },
      pieces: [unrelatedGulpPiece],
    }),
    prose: () => ({
      gulp: String.raw`relative GULP distance ([Boix-Adserà et al. 2022](https://arxiv.org/abs/2210.06545), $\lambda = 0$): the Frobenius distance of $U_X U_X^\top$ and $U_Y U_Y^\top$, divided by $\sqrt{\operatorname{rank} X + \operatorname{rank} Y}$.`,
      'null.gulp':
        'null of the relative GULP distance: the root of the exact mean of its square over all orders of the samples.',
    }),
    tolerances: { gulp: '1e-5' },
  },
  methods,
} as const satisfies MeasureFacts<GulpReport>;

function methods({ shown }: MethodsOf<GulpReport>): Cited {
  if (!shown('gulp')) return cited``;
  return cited`The relative GULP distance (after ${works.boixAdsera2022}; without a penalty, λ = 0) is √(r + s − 2 Σρ²) of the canonical correlations ρ of sides of ranks r and s, the Frobenius distance of the projections onto the spans of their centred neurons, divided by √(r + s).`;
}

/** `gulp_squared(a, b)`. */
const gulpPiece = piece(
  `
def gulp_squared(a, b):
    """Squared Frobenius distance of the projections onto what both sides span: GULP squared, lambda 0."""
    rho = canonical_correlations(a, b)
    return max(0, a.rank + b.rank - 2 * np.sum(rho**2))
`,
  canonicalCorrelationsPiece,
);

/** `unrelated_gulp_squared(a, b)`. */
const unrelatedGulpPiece = piece(`
def unrelated_gulp_squared(a, b):
    """Mean of gulp_squared over all orders of the samples of one side."""
    return a.rank + b.rank - 2 * a.rank * b.rank / (len(a.X) - 1)
`);

function section(block: GulpReport, { pair, tolerance }: WithinNotebook): Section {
  const { squared, distance, relative, null: unrelated } = block;
  const most = pair.a.rank + pair.b.rank;
  const squares: Recomputed = {
    'gulp.squared': [squared, 'squared'],
    'gulp.null.squared': [unrelated.squared, 'unrelated_squared'],
  };
  const roots: Recomputed = {
    'gulp.distance': [distance, 'np.sqrt(squared)'],
    'gulp.relative': [relative, 'np.sqrt(squared / most)'],
    'gulp.null.relative': [unrelated.relative, 'np.sqrt(unrelated_squared / most)'],
  };
  // Roots of numbers that differ by e differ by sqrt(e) at most, and by e / root.
  const ofRoots = 2 * Math.min(Math.sqrt(tolerance), tolerance / relative) * Math.sqrt(most);
  return {
    id: 'gulp',
    prose: String.raw`## GULP

How far linear regressions from both layers are from predicting alike, over orthonormal targets ([Boix-Adserà et al. 2022](https://arxiv.org/abs/2210.06545)); without a penalty ($\lambda = 0$) the Frobenius distance of the projections $U_X U_X^\top$ and $U_Y U_Y^\top$ onto what the centred columns span: $d^2 = \operatorname{rank} X + \operatorname{rank} Y - 2 \sum_i \rho_i^2$. The relative distance is $d / \sqrt{\operatorname{rank} X + \operatorname{rank} Y}$, 0 to 1. Near a distance of 0 the root magnifies rounding.

Over all orders of the samples of one side, as of unrelated data, the mean of $\sum_i \rho_i^2$ is $\operatorname{rank} X \operatorname{rank} Y / (n - 1)$.`,
    shown: shownOf({ ...squares, ...roots }),
    pieces: [gulpPiece, unrelatedGulpPiece],
    code: `
squared, unrelated_squared = gulp_squared(a, b), unrelated_gulp_squared(a, b)
most = a.rank + b.rank
${checkOf(squares, twoDigits(tolerance * most))}
${checkOf(roots, twoDigits(ofRoots))}`,
  };
}

const twoDigits = (value: number): number => Number(value.toPrecision(2));
