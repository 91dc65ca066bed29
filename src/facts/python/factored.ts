import { piece } from './piece';

/** `factored(X, unit)`: a layer centred and decomposed, as `Side(X, U, s, rank, raw)`, `raw` the layer before centring. */
export const factoredPiece = piece(`
Side = namedtuple("Side", "X U s rank raw")


def factored(X, unit=0):
    """Centre a layer (samples x neurons) and decompose it: X = U diag(s) V'.

    U holds the left singular vectors of singular values that are more than rounding of float64 arithmetic: above
    max(n, d) * 2.2e-16 of the largest, and a tenth of that of the norm before centring. The rank is their number, less
    the last directions that are no more than the rounding of the stored values, of unit roundoff \`unit\`: at most
    2.5 times their levels, and a tenth of the direction before them.
    """
    X = np.asarray(X, dtype=np.float64)
    centred = X - X.mean(axis=0)
    centred -= centred.mean(axis=0)  # what rounding left of a large mean
    centred[:, X.max(axis=0) == X.min(axis=0)] = 0  # a constant neuron carries nothing
    U, s, Vt = np.linalg.svd(centred, full_matrices=False)
    floor = max(X.shape) * np.finfo(float).eps * max(s[0], 0.1 * np.linalg.norm(X))
    count = int(np.sum(s > floor))
    levels = unit * (np.sqrt(len(X)) + np.sqrt(X.shape[1])) * np.sqrt(Vt**2 @ np.mean(X**2, axis=0))
    rank = count
    while rank > 0 and s[rank - 1] <= 2.5 * levels[rank - 1]:
        rank -= 1
    if rank > 0 and rank < count and s[rank - 1] < 10 * s[rank]:
        rank = count
    return Side(centred, U[:, :count], s, rank, X)
`);

/** The unit of rounding of an array as a number of Python; 0 where all directions count. */
export function unitNumber(unit = 0): string {
  const exponent = Math.log2(unit);
  return Number.isInteger(exponent) ? `2.0**${exponent}` : String(unit);
}

/** The same as a further argument of `factored`, where it is not 0. */
export function unitArgument(unit = 0): string {
  return unit > 0 ? `, unit=${unitNumber(unit)}` : '';
}
