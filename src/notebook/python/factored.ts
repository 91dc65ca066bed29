import { piece } from '../piece';

/** `factored(X)`: a layer centred and decomposed, as `Side(X, U, s, rank, raw)`, `raw` the layer before centring. */
export const factored = piece(`
Side = namedtuple("Side", "X U s rank raw")


def factored(X):
    """Centre a layer (samples x neurons) and decompose it: X = U diag(s) V'.

    Singular values count when they are more than rounding: above max(n, d) * 2.2e-16 of the largest, and a tenth of
    that of the norm before centring. Their number is the rank, and U holds as many left singular vectors.
    """
    X = np.asarray(X, dtype=np.float64)
    centred = X - X.mean(axis=0)
    centred -= centred.mean(axis=0)  # what rounding left of a large mean
    centred[:, X.max(axis=0) == X.min(axis=0)] = 0  # a constant neuron carries nothing
    U, s, _ = np.linalg.svd(centred, full_matrices=False)
    floor = max(X.shape) * np.finfo(float).eps * max(s[0], 0.1 * np.linalg.norm(X))
    rank = int(np.sum(s > floor))
    return Side(centred, U[:, :rank], s, rank, X)
`);
