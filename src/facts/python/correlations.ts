import { piece } from './piece';

/** `canonical_correlations(a, b)` of two sides. */
export const canonicalCorrelationsPiece = piece(`
def canonical_correlations(a, b):
    """Canonical correlations of two sides, descending: the singular values of U_a' U_b, over the directions that count."""
    return np.minimum(np.linalg.svd(a.U[:, : a.rank].T @ b.U[:, : b.rank], compute_uv=False), 1)
`);

/** `thresholded_mean(rho, threshold)`: google/svcca's mean, and where it cuts. */
export const thresholdedMeanPiece = piece(`
def thresholded_mean(rho, threshold):
    """The mean of the first i coefficients, i the first number of them that hold \`threshold\` of their sum; and i.

    NaN where i is 0 (threshold 0).
    """
    leading = np.concatenate([[0], np.cumsum(rho)])[:-1]
    reached = np.flatnonzero(leading / np.sum(rho) >= threshold)
    if len(reached) == 0:
        return rho.mean(), None
    i = int(reached[0])
    return (rho[:i].mean() if i > 0 else np.nan), i
`);

/** `unrelated(n, p, q)`: what CCA gives on unrelated Gaussian data. */
export const unrelatedPiece = piece(`
def unrelated(n, p, q):
    """Coefficients that unrelated Gaussian data of n samples and p and q dimensions give, and their mean.

    Square roots of the quantiles, at (i - 1/2) / min(p, q), of Wachter's law (1980); where p + q > n - 1 a part of the
    law lies at 1. Its density is summed over equal steps of t in x = low + (high - low) sin(t)^2, where it is smooth.
    """
    small, large, freedom = min(p, q), max(p, q), n - 1
    at_one = min(1, max(0, (small + large - freedom) / small))
    c1, c2 = small / freedom, min(1, large / freedom)
    near, far = np.sqrt(c1 * (1 - c2)), np.sqrt(c2 * (1 - c1))
    low, high = (near - far) ** 2, min(1, (near + far) ** 2)
    above = (np.arange(small) + 0.5) / small
    below = np.clip(1 - (above - at_one) / max(1 - at_one, 1e-300), 0, 1)
    if high - low <= 1e-12:
        quantiles, mean_root = np.full(small, low), np.sqrt(low)
    else:
        steps = 4096
        s = np.sin((np.arange(steps) + 0.5) / steps * np.pi / 2) ** 2
        x = low + (high - low) * s
        weight = s * (1 - s) / np.maximum(x * (1 - x), np.finfo(float).tiny)
        ends = low + (high - low) * np.sin(np.arange(1, steps + 1) / steps * np.pi / 2) ** 2
        share = np.cumsum(weight) / np.sum(weight)
        quantiles = np.interp(below, np.concatenate([[0], share]), np.concatenate([ends[:1], ends]))
        mean_root = np.sum(weight * np.sqrt(x)) / np.sum(weight)
    coefficients = np.where(above <= at_one, 1, np.sqrt(quantiles))
    return coefficients, at_one + (1 - at_one) * mean_root
`);

/** `covariance_spectrum(a, b)`: singular values of the product of two centred sides. */
export const covarianceSpectrumPiece = piece(`
def covariance_spectrum(a, b):
    """Singular values of X'Y: those of S_a U_a' U_b S_b, which is small however many neurons there are."""
    return np.linalg.svd((a.U * a.s[: a.U.shape[1]]).T @ (b.U * b.s[: b.U.shape[1]]), compute_uv=False)
`);
