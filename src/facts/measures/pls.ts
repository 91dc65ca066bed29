import type { MeasureFacts } from './measure';
import { objectOf, singularValues } from './schemas';

/** Partial least squares: singular values of Xc'Yc / (n - 1). */
export interface PlsReport {
  singularValues: number[];
}

/** Partial least squares: no score, since its values have the units of the files. */
export const pls = {
  id: 'pls',
  title: 'PLS',
  needs: [],
  secondsPerCube: 0,
  scores: [],
  about: ['dominating-neuron'],
  csv: (block) => [['singularValues', block.singularValues]],
  schema: {
    ...objectOf({ singularValues }),
    description:
      "Singular values of the covariance X'Y / (n - 1) of the centred sides, in the units of both files: no score, and no level of unrelated data is given.",
  },
} as const satisfies MeasureFacts<PlsReport>;
