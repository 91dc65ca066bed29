import type { PcaReport } from '../../facts/measures/pca';
import { factored } from '../python/factored';
import type { Section } from '../section';

/** PCA of both sides. */
export function pcaSection(pca: { a: PcaReport; b: PcaReport }): Section {
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
    pieces: [factored],
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
