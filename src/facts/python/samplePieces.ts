import { piece } from './piece';

/** `squared_distances(X)`: of all samples, X samples x neurons. */
export const squaredDistancesPiece = piece(`
def squared_distances(X):
    """Squared Euclidean distances of all samples; what rounding leaves of equal ones is 0."""
    X = X - X.mean(axis=0)
    squares = np.sum(X**2, axis=1)
    sums = squares[:, None] + squares
    d2 = sums - 2 * (X @ X.T)
    d2[d2 < 2.0**-50 * sums] = 0
    np.fill_diagonal(d2, 0)
    return d2
`);

/** `product_of(A, B)`: the inner product of two matrices divided by their norms. */
export const productPiece = piece(`
def product_of(A, B):
    """Their inner product, each of norm 1."""
    return np.sum(A * B) / (np.linalg.norm(A) * np.linalg.norm(B))
`);

/** `doubly_centred(K)`: a symmetric matrix of samples. */
export const doublyCentredPiece = piece(`
def doubly_centred(K):
    """A symmetric matrix less the means of its rows and columns."""
    return K - K.mean(axis=0) - K.mean(axis=1)[:, None] + K.mean()
`);

/** `u_centred(K)`: the same for unbiased estimators. */
export const uCentredPiece = piece(`
def u_centred(K):
    """A symmetric matrix without its diagonal, U-centred (Székely & Rizzo 2014)."""
    n = len(K)
    K = K - np.diag(np.diag(K))
    rows = K.sum(axis=0) / (n - 2)
    U = K - rows - rows[:, None] + K.sum() / ((n - 1) * (n - 2))
    np.fill_diagonal(U, 0)
    return U
`);

/** `unrelated_product(A, B)`: of doubly centred matrices. */
export const unrelatedProductPiece = piece(`
def unrelated_product(A, B):
    """The mean of product_of(A, B) over all orders of the samples, of doubly centred matrices."""
    return np.trace(A) * np.trace(B) / ((len(A) - 1) * np.linalg.norm(A) * np.linalg.norm(B))
`);
