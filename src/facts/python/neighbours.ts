import { factoredPiece } from './factored';
import { piece } from './piece';

/** `cosines(side)`: of all samples with all; `nearest(side, k)`: of each sample the k others of largest cosine, the nearest first. */
export const neighboursPiece = piece(
  `
def cosines(side):
    """Cosines of the samples as they are, not centred; of one that is all zeros 0."""
    X = side.raw / np.maximum(np.abs(side.raw).max(axis=1, keepdims=True), np.finfo(float).tiny)
    X = X / np.maximum(np.linalg.norm(X, axis=1, keepdims=True), np.finfo(float).tiny)
    return X @ X.T


def nearest(side, k):
    """Of each sample the k others of largest cosine, nearest first; of equal ones, but for rounding, the earlier first."""
    near = np.round(cosines(side) * 2**46)
    np.fill_diagonal(near, -np.inf)
    return np.argsort(-near, axis=1, kind="stable")[:, :k]
`,
  factoredPiece,
);

/** `common_by_chance(n, k)`: how many of k nearest neighbours may be in common, and how likely each number is over all orders of n samples. */
export const commonByChancePiece = piece(`
def common_by_chance(n, k):
    """Numbers of common neighbours and their chances over all orders of n samples: the neighbours are then any k of n - 1, equally likely."""
    logs = np.concatenate([[0], np.cumsum(np.log(np.arange(1, n)))])  # of factorials
    choose = lambda m, c: logs[m] - logs[c] - logs[m - c]
    common = np.arange(max(0, 2 * k - (n - 1)), k + 1)
    return common, np.exp(choose(k, common) + choose(n - 1 - k, k - common) - choose(n - 1, k))
`);
