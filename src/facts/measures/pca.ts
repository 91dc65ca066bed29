import { cited } from '../methods/cited';
import { works } from '../methods/references';
import { factoredPiece } from '../python/factored';
import type { Section } from '../python/section';
import type { MeasureFacts } from './measure';
import { objectOf } from './schemas';

/** Principal components of one side. */
export interface PcaReport {
  /** Of the centred matrix, neither squared nor divided, descending. */
  singularValues: number[];
  /** Share of variance of each component. */
  explainedVariance: number[];
  /** (sum s^2)^2 / sum s^4: the effective number of dimensions. */
  participationRatio: number;
}

/** Principal components of each side by itself. */
export interface PcaOfSides {
  a: PcaReport;
  b: PcaReport;
}

/** What each side is by itself: no score of likeness. */
export const pca = {
  id: 'pca',
  title: 'PCA',
  family: 'directions',
  needs: ['spectrum'],
  secondsPerCube: 0,
  scores: [],
  about: ['dominating-neuron'],
  lines: ({ a, b }) => [
    ['participation ratio a', a.participationRatio, 'effective number of dimensions'],
    ['participation ratio b', b.participationRatio, ''],
  ],
  csv: (block) =>
    (['a', 'b'] as const).flatMap((side) => [
      [`${side}.participationRatio`, block[side].participationRatio] as const,
      [`${side}.singularValues`, block[side].singularValues] as const,
      [`${side}.explainedVariance`, block[side].explainedVariance] as const,
    ]),
  schema: objectOf({ a: { $ref: '#/$defs/pca' }, b: { $ref: '#/$defs/pca' } }),
  notebook: {
    section,
  },
  methods: () =>
    cited`The dimensionality of each layer is its participation ratio, (Σs²)² / Σs⁴ of its singular values s (${works.gao2017}).`,
} as const satisfies MeasureFacts<PcaOfSides>;

/** PCA of both sides. */
function section(pca: { a: PcaReport; b: PcaReport }): Section {
  return {
    id: 'pca',
    prose: String.raw`## PCA

Singular values $s_i$ of each centred matrix, neither squared nor divided. The share of variance of a component is $s_i^2 / \sum_j s_j^2$, and the participation ratio $(\sum_i s_i^2)^2 / \sum_i s_i^4$ is the effective number of dimensions.`,
    shown: {
      'pca.a.participationRatio': pca.a.participationRatio,
      'pca.b.participationRatio': pca.b.participationRatio,
      'pca.a.singularValues': pca.a.singularValues,
      'pca.b.singularValues': pca.b.singularValues,
    },
    pieces: [factoredPiece],
    code: `
ratios = [np.sum(side.s**2) ** 2 / np.sum(side.s**4) for side in (a, b)]
check(
    {
        "pca.a.participationRatio": ratios[0],
        "pca.b.participationRatio": ratios[1],
        "pca.a.singularValues": a.s,
        "pca.b.singularValues": b.s,
    },
    tolerance=1e-9,
    relative=True,
)`,
  };
}
