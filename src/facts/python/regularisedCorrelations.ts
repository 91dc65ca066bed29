import { factoredPiece } from './factored';
import { piece } from './piece';

/** `regularised_correlations(a, b, epsilon)`: CCA with google/svcca's epsilon. */
export const regularisedCorrelationsPiece = piece(
  `
def regularised_correlations(a, b, epsilon):
    """CCA with google/svcca's epsilon, without forming or inverting a covariance.

    Each covariance is divided by its largest variance, neurons whose scaled variance is below epsilon are left out,
    and epsilon is added to the diagonal: the same as the upper block Q of a QR decomposition of [X; sqrt(epsilon) I].
    """
    upper = []
    for side in (a, b):
        variance = (side.X**2).sum(axis=0)
        X = side.X[:, variance / variance.max() >= epsilon] / np.sqrt(variance.max())
        U = side.U[:, : side.rank]
        X = U @ (U.T @ X)  # without the rounding of its stored values
        Q, _ = np.linalg.qr(np.vstack([X, np.sqrt(epsilon) * np.eye(X.shape[1])]))
        upper.append(Q[: len(X)])
    return np.minimum(np.linalg.svd(upper[0].T @ upper[1], compute_uv=False), 1)
`,
  factoredPiece,
);
