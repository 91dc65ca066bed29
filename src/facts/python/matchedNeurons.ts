import { factoredPiece } from './factored';
import { piece } from './piece';

/** `neuron_correlations(a, b)`: Pearson r of all neurons that vary; `varying(side)`: which these are; `matched_neurons(r)`: those assigned to each other. */
export const matchedNeuronsPiece = piece(
  `
def varying(side):
    """The neurons that are not constant, by their places."""
    return np.flatnonzero(side.X.any(axis=0))


def neuron_correlations(a, b):
    """Pearson r over the samples, of every neuron of a that varies (rows) with every one of b (columns)."""
    X, Y = (side.X[:, varying(side)] for side in (a, b))
    X, Y = (side / np.abs(side).max(axis=0) for side in (X, Y))
    return (X / np.linalg.norm(X, axis=0)).T @ (Y / np.linalg.norm(Y, axis=0))


def matched_neurons(r):
    """Rows and columns assigned to each other one to one so that their sum is the largest, by shortest augmenting paths."""
    turned = r.shape[0] > r.shape[1]
    cost = -(r.T if turned else r)
    n, m = cost.shape
    of_row, of_column = cost.min(axis=1), np.zeros(m)  # dual variables
    row_of, column_of = np.full(m, -1), np.full(n, -1)
    for first in range(n):
        length, came, reached = np.full(m, np.inf), np.full(m, -1), np.zeros(m, dtype=bool)
        row, shortest = first, 0.0
        while row >= 0:
            through = shortest - of_row[row] + cost[row] - of_column
            nearer = ~reached & (through < length)
            length[nearer], came[nearer] = through[nearer], row
            column = int(np.argmin(np.where(reached, np.inf, length)))
            reached[column], shortest, row = True, length[column], row_of[column]
        over = shortest - length[reached]
        of_column[reached] -= over
        taken = row_of[reached]
        of_row[taken[taken >= 0]] += over[taken >= 0]
        of_row[first] += shortest
        while column >= 0:
            row = came[column]
            row_of[column] = row
            column_of[row], column = column, (-1 if row == first else column_of[row])
    pairs = zip(column_of.tolist(), range(n)) if turned else zip(range(n), column_of.tolist())
    return sorted(pairs)
`,
  factoredPiece,
);
