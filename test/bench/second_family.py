"""The second family of measures in numpy, float64, as a careful person writes it: products, distances and cosines of a side made once, ranks by one
sort, each fold of predictors decomposed once. Definitions as in test/fixtures/reference/second_family.py, which is written to be read."""

import numpy as np

PENALTIES = [10.0**power for power in range(-6, 2)]


def second_family(path_a, path_b, assignment):
    """Key numbers; `assignment`: of a cost matrix the assignment of the least sum (scipy's, where it is there), or None: then not one to one."""
    sides = [np.load(path).astype(np.float64) for path in (path_a, path_b)]
    found = {}
    squared = [squared_distances(Z) for Z in sides]
    distances = [np.sqrt(D) for D in squared]
    cosines = [products_of_units(Z) for Z in sides]
    below = np.tri(len(sides[0]), k=-1, dtype=bool)
    correlations = (products_of_units(Z - Z.mean(axis=1, keepdims=True)) for Z in sides)
    for name, pair in [("rsa", correlations), ("rsaCosine", cosines), ("rsaEuclidean", (-D for D in distances))]:
        u, v = [(1 - L)[below] for L in pair]
        found[name], found[f"{name}Pearson"] = inner(unit(mid_ranks(u)), unit(mid_ranks(v))), inner(unit(u), unit(v))
    found["knn"] = shared_neighbours(cosines, 10)
    kernels = [np.exp(D / (-2 * np.median(D))) for D in squared]
    found["rbfCka"], found["rbfCkaDebiased"] = cosine(*map(centred, kernels)), cosine(*map(u_centred, kernels))
    found["distanceCorrelation"] = float(np.sqrt(cosine(*map(centred, distances))))
    found["distanceCorrelationCorrected"] = cosine(*map(u_centred, distances))
    for name, (P, T) in [("bFromA", sides), ("aFromB", sides[::-1])]:
        found[name], found[f"{name}InSample"] = predictivity(P, T)
    found |= matched(*sides, assignment)
    return found


def squared_distances(Z):
    Z = Z - Z.mean(axis=0)
    K = Z @ Z.T
    squares = np.diag(K).copy()
    K *= -2
    K += squares
    K += squares[:, None]
    np.maximum(K, 0, out=K)
    np.fill_diagonal(K, 0)
    return K


def products_of_units(Z):
    Z = Z / np.linalg.norm(Z, axis=1, keepdims=True)
    return Z @ Z.T


def mid_ranks(values):
    order = np.argsort(values)
    ordered = values[order]
    first = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    ranks = np.empty(len(values))
    if len(first) == len(values):
        ranks[order] = np.arange(1, len(values) + 1)
    else:
        after = np.r_[first[1:], len(values)]
        ranks[order] = np.repeat((first + 1 + after) / 2, after - first)
    return ranks


def unit(v):
    v = v - v.mean()
    return v / np.linalg.norm(v)


def inner(u, v):
    return float(u @ v)


def centred(K):
    means = K.mean(axis=0)
    C = K - means
    C -= means[:, None]
    C += means.mean()
    return C


def u_centred(K):
    """Leaves its argument without a diagonal."""
    n = len(K)
    np.fill_diagonal(K, 0)
    means = K.sum(axis=0) / (n - 2)
    C = K - means
    C -= means[:, None]
    C += means.sum() / (n - 1)
    np.fill_diagonal(C, 0)
    return C


def cosine(A, B):
    return float(np.vdot(A, B) / (np.linalg.norm(A) * np.linalg.norm(B)))


def shared_neighbours(cosines, k):
    n = len(cosines[0])
    near = []
    for C in cosines:
        np.fill_diagonal(C, -np.inf)
        mask = np.zeros((n, n), bool)
        np.put_along_axis(mask, np.argpartition(C, n - k, axis=1)[:, n - k :], True, axis=1)
        near.append(mask)
    return float(np.count_nonzero(near[0] & near[1]) / (n * k))


def predictivity(P, T):
    """Of held-out samples by ridge regression in five folds, and in sample."""
    n = len(P)
    p, t = P - P.mean(axis=0), T - T.mean(axis=0)
    U, s, _ = np.linalg.svd(p, full_matrices=False)
    rank = int(np.sum(s > max(p.shape) * np.finfo(float).eps * s[0]))
    in_sample = np.sum((U[:, :rank].T @ t) ** 2) / np.sum(t**2)
    errors = total = 0.0
    for fold in range(5):
        test = np.arange(n) % 5 == fold
        error, squares = held_out(P[~test], T[~test], P[test], T[test])
        errors, total = errors + error, total + squares
    return float(1 - errors / total), float(in_sample)


def held_out(P, T, P_test, T_test):
    mean_p, mean_t = P.mean(axis=0), T.mean(axis=0)
    U, s, Vt = np.linalg.svd(P - mean_p, full_matrices=False)
    t = T - mean_t
    along = U.T @ t
    squares, scale = U**2, np.sum(s**2) / P.shape[1]

    def left_out(c):
        shrunk = s**2 / (s**2 + c * scale)
        rest = t - U @ (shrunk[:, None] * along)
        rest /= (1 - 1 / len(P) - squares @ shrunk)[:, None]
        return np.vdot(rest, rest)

    c = min(PENALTIES, key=left_out)
    rest = T_test - mean_t
    missed = rest - (P_test - mean_p) @ (Vt.T @ ((s / (s**2 + c * scale))[:, None] * along))
    return np.vdot(missed, missed), np.vdot(rest, rest)


def matched(X, Y, assignment):
    a, b = [Z[:, np.ptp(Z, axis=0) > 0] for Z in (X, Y)]
    a, b = [(Z - Z.mean(axis=0)) / np.linalg.norm(Z - Z.mean(axis=0), axis=0) for Z in (a, b)]
    R = a.T @ b
    found = {"bestForA": float(R.max(axis=1).mean()), "bestForB": float(R.max(axis=0).mean())}
    if assignment is not None:
        found["matching"] = float(R[assignment(-R)].mean())
    return found
