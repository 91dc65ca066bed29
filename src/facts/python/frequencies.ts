import { piece } from './piece';

const withoutRounding = piece(`
def without_rounding(values, unit, magnitudes):
    """Complex columns without their last directions that are no more than the rounding of stored maps.

    \`unit\` is the unit roundoff of the maps, \`magnitudes\` the root of the sum of mean squares of each channel's pixels:
    a Fourier transform spreads the rounding of pixels over all frequencies alike.
    """
    n, d = values.shape
    U, s, Vh = np.linalg.svd(values, full_matrices=False)
    count = int(np.sum(s > 2 * max(n, d) * np.finfo(float).eps * max(s[0], 0.1 * np.sqrt(2) * np.linalg.norm(s))))
    levels = unit * (np.sqrt(n) + np.sqrt(d)) * np.sqrt(np.abs(Vh) ** 2 @ magnitudes**2)
    rank = count
    while rank > 0 and s[rank - 1] <= 2.5 * levels[rank - 1]:
        rank -= 1
    if n <= d or rank == count or (rank > 0 and s[rank - 1] < 10 * s[rank]):
        return values
    return (U[:, :rank] * s[:rank]) @ Vh[:rank]
`);

/**
 * `frequencies(maps, size, unit)`: maps, channels last, as they are stored, at the lowest frequencies of a height and width; without the directions that
 * are but the rounding of their values, of that unit.
 */
export const frequenciesPiece = piece(
  `
def frequencies(stored, size, unit):
    """The 2-d Fourier transform of each channel's maps at the lowest frequencies of a height and width, centred.

    Frequencies are in the order of the transform: 0, 1 .. and then the negative ones. A channel that holds nothing
    but rounding at a frequency is 0 there; directions of rounding, of the stored maps' unit roundoff, are left out.
    """
    maps = np.asarray(stored, dtype=np.float64)
    rounding = 64 * np.finfo(float).eps * np.sqrt(maps.shape[1] * maps.shape[2] * np.sum(maps**2, axis=(0, 1, 2)))
    values = np.fft.fft2(maps, axes=(1, 2))
    for axis, count in ((1, size[0]), (2, size[1])):
        values = values.take([k if k < count / 2 else k - count for k in range(count)], axis)
    values = values - values.mean(axis=0)
    values = np.where(np.sqrt(np.sum(np.abs(values) ** 2, axis=0)) > rounding, values, 0)
    magnitudes = np.sqrt(np.sum(maps**2, axis=(0, 1, 2)) / len(maps))
    for i, j in np.ndindex(*values.shape[1:3]):
        values[:, i, j] = without_rounding(values[:, i, j], unit, magnitudes)
    return values
`,
  withoutRounding,
);

/** `complex_basis(values)`: an orthonormal basis of complex columns. */
export const complexBasisPiece = piece(`
def complex_basis(values):
    """An orthonormal basis of what complex columns span, with the hermitian inner product; empty where all are 0."""
    U, s, _ = np.linalg.svd(values, full_matrices=False)
    return U[:, s > 2 * max(values.shape) * np.finfo(float).eps * s[0]]
`);

/** `frequency_correlations(maps_a, maps_b, unit_a, unit_b)`: CCA over channels at each frequency of two arrays of maps, channels last, with the ranks of both. */
export const frequencyCorrelationsPiece = piece(
  `
def complex_correlations(A, B):
    """Canonical correlations of complex columns, with the hermitian inner product, none where a side is 0; and the ranks."""
    bases = [complex_basis(values) for values in (A, B)]
    ranks = [U.shape[1] for U in bases]
    if min(ranks) == 0:
        return np.array([]), ranks
    return np.minimum(np.linalg.svd(bases[0].conj().T @ bases[1], compute_uv=False), 1), ranks


def frequency_correlations(maps_a, maps_b, unit_a, unit_b):
    """Canonical correlations over channels, and the ranks, at each frequency that both sides have: height x width pairs."""
    size = np.minimum(maps_a.shape[1:3], maps_b.shape[1:3])
    A, B = frequencies(maps_a, size, unit_a), frequencies(maps_b, size, unit_b)
    return [[complex_correlations(A[:, i, j], B[:, i, j]) for j in range(size[1])] for i in range(size[0])]
`,
  frequenciesPiece,
  complexBasisPiece,
);

/** How maps become frequencies; the beginning of a sentence. */
export const transformProse = String.raw`The maps of each channel are Fourier-transformed, $\hat X_{ij} = \sum_{y,x} X_{yx}\, e^{-2\pi \mathrm i (iy/h + jx/w)}$`;
