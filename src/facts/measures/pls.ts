import { cited } from '../methods/cited';
import { works } from '../methods/references';
import { covarianceSpectrumPiece } from '../python/correlations';
import type { Section } from '../python/section';
import type { MeasureFacts } from './measure';
import { objectOf, singularValuesSchema } from './schemas';

/** Partial least squares: singular values of Xc'Yc / (n - 1). */
export interface PlsReport {
  singularValues: number[];
}

/** Partial least squares: no score, since its values have the units of the files. */
export const pls = {
  id: 'pls',
  title: 'PLS',
  family: 'directions',
  needs: [],
  secondsPerCube: 0,
  scores: [],
  about: ['dominating-neuron'],
  lines: (block) => [
    [
      'largest PLS value',
      block.singularValues[0] ?? null,
      "singular values of Xc'Yc / (n - 1), in the units of the files: no score, and without a null level",
    ],
  ],
  csv: (block) => [['singularValues', block.singularValues]],
  schema: {
    ...objectOf({ singularValues: singularValuesSchema }),
    description:
      "Singular values of the covariance X'Y / (n - 1) of the centred sides, in the units of both files: no score, and no level of unrelated data is given.",
  },
  notebook: {
    section,
  },
  methods: () =>
    cited`Partial least squares (${works.mcIntosh1996}) are given as the singular values of X′Y / (n − 1), in the units of the activations.`,
} as const satisfies MeasureFacts<PlsReport>;

/** PLS: the singular values of the covariance across. */
function section({ singularValues }: PlsReport): Section {
  return {
    id: 'pls',
    prose: String.raw`## PLS

Partial least squares: singular values of the covariance $X^\top Y / (n - 1)$ of the centred matrices, in the units of the files; as many as the narrower side has neurons. They grow with the scale of the neurons and are no score: no level of unrelated data stands beside them, and none is marked as clear of chance.`,
    shown: { 'pls.singularValues': singularValues },
    pieces: [covarianceSpectrumPiece],
    code: `
pls = np.zeros(min(a.X.shape[1], b.X.shape[1]))
spectrum = covariance_spectrum(a, b) / (len(a.X) - 1)
pls[: len(spectrum)] = spectrum
check({"pls.singularValues": pls}, tolerance=1e-9, relative=True)`,
  };
}
