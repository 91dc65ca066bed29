import type { PlsReport } from '../../facts/measures/pls';
import { covarianceSpectrum } from '../python/correlations';
import type { Section } from '../section';

/** PLS: the singular values of the covariance across. */
export function plsSection({ singularValues }: PlsReport): Section {
  return {
    id: 'pls',
    prose: String.raw`## PLS

Partial least squares: singular values of the covariance $X^\top Y / (n - 1)$ of the centred matrices, in the units of the files; as many as the narrower side has neurons. They grow with the scale of the neurons and are no score: no level of unrelated data stands beside them, and none is marked as clear of chance.`,
    shown: { 'pls.singularValues': singularValues },
    pieces: [covarianceSpectrum],
    code: `
pls = np.zeros(min(a.X.shape[1], b.X.shape[1]))
spectrum = covariance_spectrum(a, b) / (len(a.X) - 1)
pls[: len(spectrum)] = spectrum
check({"pls.singularValues": pls}, tolerance=1e-9, relative=True)`,
  };
}
