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
