import type { DftReport } from '../../similarity/report';
import { piece } from '../piece';
import { thresholdedMean } from '../python/correlations';
import type { Section } from '../section';

/** `frequencies(maps, size)`: maps, channels last, at the lowest frequencies of a height and width. */
export const frequencies = piece(`
def frequencies(maps, size):
    """The 2-d Fourier transform of each channel's maps at the lowest frequencies of a height and width, centred.

    Frequencies are in the order of the transform: 0, 1 .. and then the negative ones. A channel that holds nothing
    but rounding at a frequency is 0 there.
    """
    maps = np.asarray(maps, dtype=np.float64)
    rounding = 64 * np.finfo(float).eps * np.sqrt(maps.shape[1] * maps.shape[2] * np.sum(maps**2, axis=(0, 1, 2)))
    values = np.fft.fft2(maps, axes=(1, 2))
    for axis, count in ((1, size[0]), (2, size[1])):
        values = values.take([k if k < count / 2 else k - count for k in range(count)], axis)
    values = values - values.mean(axis=0)
    return np.where(np.sqrt(np.sum(np.abs(values) ** 2, axis=0)) > rounding, values, 0)
`);

/** `complex_basis(values)`: an orthonormal basis of complex columns. */
export const complexBasis = piece(`
def complex_basis(values):
    """An orthonormal basis of what complex columns span, with the hermitian inner product; empty where all are 0."""
    U, s, _ = np.linalg.svd(values, full_matrices=False)
    return U[:, s > 2 * max(values.shape) * np.finfo(float).eps * s[0]]
`);

/** `frequency_correlations(maps_a, maps_b)`: CCA over channels at each frequency of two arrays of maps, channels last. */
export const frequencyCorrelations = piece(
  `
def complex_correlations(A, B):
    """Canonical correlations of complex columns, with the hermitian inner product; none where a side is 0."""
    bases = [complex_basis(values) for values in (A, B)]
    if min(U.shape[1] for U in bases) == 0:
        return np.array([])
    return np.minimum(np.linalg.svd(bases[0].conj().T @ bases[1], compute_uv=False), 1)


def frequency_correlations(maps_a, maps_b):
    """Canonical correlations over channels at each frequency that both sides have: height x width lists."""
    size = np.minimum(maps_a.shape[1:3], maps_b.shape[1:3])
    A, B = frequencies(maps_a, size), frequencies(maps_b, size)
    return [[complex_correlations(A[:, i, j], B[:, i, j]) for j in range(size[1])] for i in range(size[0])]
`,
  frequencies,
  complexBasis,
);

/** How maps become frequencies; the beginning of a sentence. */
export const transformProse = String.raw`The maps of each channel are Fourier-transformed, $\hat X_{ij} = \sum_{y,x} X_{yx}\, e^{-2\pi \mathrm i (iy/h + jx/w)}$`;

/** In words what a comparison by frequencies is. */
export const dftProse = String.raw`${transformProse}, and at each frequency $(i, j)$ the channels of both sides are compared by complex CCA over the samples (centred, hermitian inner product), as google/svcca does (dft_ccas). Of the larger maps the higher frequencies are left out. At frequency $(0, 0)$ this is CCA of average-pooled maps.`;

/** CCA at each frequency. */
export function dftSection(dft: DftReport, threshold: number): Section {
  return {
    id: 'dft',
    prose: `## CCA by frequency\n\n${dftProse} A location's mean is the mean of its coefficients, its thresholded mean that of google/svcca, and the score is the mean over all locations.`,
    shown: {
      'dft.meanOverLocations': dft.meanOverLocations,
      'dft.dcCoefficients': dft.dcCoefficients,
      'dft.locationMeans': dft.locationMeans,
      'dft.locationThresholdedMeans': dft.locationThresholdedMeans,
    },
    pieces: [frequencyCorrelations, thresholdedMean],
    code: `
rho = frequency_correlations(maps_a, maps_b)
means = [[at.mean() if len(at) else np.nan for at in row] for row in rho]
cut_means = [[thresholded_mean(at, ${threshold})[0] if len(at) else np.nan for at in row] for row in rho]
check(
    {
        "dft.meanOverLocations": np.nanmean(means),
        "dft.dcCoefficients": rho[0][0],
        "dft.locationMeans": means,
        "dft.locationThresholdedMeans": cut_means,
    },
    tolerance=1e-9,
)`,
  };
}
