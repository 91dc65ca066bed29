"""What the benchmark compares with: the published definitions in numpy, float64 throughout, written for speed.

    reference.py versions
    reference.py MEASURES A.npy B.npy      MEASURES: a list of cca,svcca,pwcca,pls,pca,cka,procrustes
                                           --published: step by step as the published code goes
    reference.py matrix [--share] FILE...  all pairs i <= j, every measure; --share keeps what belongs to one file;
                                           --published as above
    reference.py layers [--cka] FILE...    all pairs i <= j as a careful person writes it: each layer factored once, pairs from the factors;
                                           --cka: linear and debiased CKA alone; of files with no fewer neurons than samples from Gramians: SVCCA, Procrustes and CKA
    reference.py second A.npy B.npy        the second family of measures (second_family.py)
    reference.py permuted cka|svcca COUNT FILE...  all pairs i < j under as many permutations of the samples of the second
    reference.py kernels [--quick]         dense kernels of the linear algebra library under numpy

Files hold samples x neurons. Prints one line of JSON; `seconds` is the computation alone: reading included, starting Python and
importing numpy not. Definitions: CCA from covariances, SVCCA of 99% (arXiv 1706.05806), PWCCA (arXiv 1806.05759), linear CKA
(arXiv 1905.00414) and its debiased form (Song et al. 2012), orthogonal Procrustes.
"""

import json
import sys
import time

import numpy as np
from second_family import second_family

EVERY = ["cca", "svcca", "pwcca", "pls", "pca", "cka", "procrustes"]


def inverse_root(covariance):
    """Inverse symmetric square root; directions of no variance beyond rounding are left out of it."""
    values, vectors = np.linalg.eigh(covariance)
    kept = values > len(values) * np.finfo(float).eps * values[-1]
    return (vectors[:, kept] / np.sqrt(values[kept])) @ vectors[:, kept].T


class Side:
    """One file and what depends on it alone; each part is made when first asked for, so that a pair never makes it twice."""

    def __init__(self, path):
        x = np.load(path).astype(np.float64)
        x -= x.mean(axis=0)
        self.x = x
        self.parts = {}

    def part(self, name, make):
        if name not in self.parts:
            self.parts[name] = make()
        return self.parts[name]

    @property
    def covariance(self):
        return self.part("covariance", lambda: self.x.T @ self.x / (len(self.x) - 1))

    @property
    def inverse_root(self):
        return self.part("inverse_root", lambda: inverse_root(self.covariance))

    @property
    def row_norms(self):
        """Squared norms of the centred samples."""
        return self.part("row_norms", lambda: np.einsum("ij,ij->i", self.x, self.x))

    @property
    def svd(self):
        """Left singular vectors (samples x k) that hold 99% of the variance, and all singular values."""
        return self.part("svd", self.leading)

    def leading(self):
        u, s, _ = np.linalg.svd(self.x, full_matrices=False)
        share = np.cumsum(s**2) / np.sum(s**2)
        kept = min(int(np.searchsorted(share, 0.99)) + 1, len(s))
        return np.ascontiguousarray(u[:, :kept]), s


def cca_from(covariance_a, covariance_b, between, roots=None):
    """Canonical correlations, both rotations, and both inverse roots."""
    root_a, root_b = roots or (inverse_root(covariance_a), inverse_root(covariance_b))
    u, s, vt = np.linalg.svd(root_a @ between @ root_b)
    return np.minimum(s, 1.0), u, vt.T, root_a, root_b


def cca_alone(path_a, path_b):
    """CCA as published: the joint covariance of both files, neurons x samples."""
    a, b = np.load(path_a).T, np.load(path_b).T
    joint = np.cov(a, b)
    p = len(a)
    coefficients = cca_from(joint[:p, :p], joint[p:, p:], joint[:p, p:])[0]
    return {"cca": float(coefficients.mean())}


def pwcca_side(rotation, root, covariance, coefficients):
    """sum alpha_i rho_i / sum alpha_i; the variates are h = X root u / sqrt(n - 1), so <h_i, x_j> = sqrt(n - 1) (u' root S)_ij."""
    alpha = np.abs(rotation[:, : len(coefficients)].T @ (root @ covariance)).sum(axis=1)
    return float(alpha @ coefficients / alpha.sum())


def debiased(across, k, l, n):
    """n (n - 3) times the unbiased HSIC of centred data, from the squared norm of X'Y and the squared row norms."""
    products = k @ l
    return across - products + k.sum() * l.sum() / ((n - 1) * (n - 2)) - 2 / (n - 2) * products


def report(a, b, wanted):
    """The wanted measures of two sides; what several measures need is made once."""
    n = len(a.x)
    found = {}
    if {"cca", "pwcca", "pls", "cka", "procrustes"} & wanted:
        between = a.x.T @ b.x / (n - 1)
    if {"cca", "pwcca"} & wanted:
        roots = (a.inverse_root, b.inverse_root)
        rho, u, v, *_ = cca_from(a.covariance, b.covariance, between, roots)
        found["cca"] = float(rho.mean())
        if "pwcca" in wanted:
            found["pwccaA"] = pwcca_side(u, roots[0], a.covariance, rho)
            found["pwccaB"] = pwcca_side(v, roots[1], b.covariance, rho)
    if "svcca" in wanted:
        left_a, left_b = a.svd[0], b.svd[0]
        # The kept projections are orthogonal already, so that their CCA needs no covariance: one product and its singular values.
        coefficients = np.linalg.svd(left_a.T @ left_b, compute_uv=False)
        found["svcca"] = float(np.minimum(coefficients, 1.0).mean())
        found["kept"] = [left_a.shape[1], left_b.shape[1]]
    if "pca" in wanted:
        found["pcaA"], found["pcaB"] = float(a.svd[1][0]), float(b.svd[1][0])
    if {"pls", "procrustes"} & wanted:
        spectrum = np.linalg.svd(between, compute_uv=False)
        found["pls"] = float(spectrum[0])
        norms = np.sqrt(np.trace(a.covariance) * np.trace(b.covariance))
        found["procrustes"] = float(spectrum.sum() / norms)
    if "cka" in wanted:
        across = np.sum(between**2)
        selves = [np.sum(side.covariance**2) for side in (a, b)]
        found["cka"] = float(across / np.sqrt(selves[0] * selves[1]))
        scale = (n - 1) ** 2
        k, l = a.row_norms, b.row_norms
        terms = [debiased(scale * value, *norms, n) for value, norms in zip([across, *selves], [(k, l), (k, k), (l, l)])]
        found["ckaDebiased"] = float(terms[0] / np.sqrt(terms[1] * terms[2]))
    return found


def pair(measures, path_a, path_b):
    if measures == ["cca"]:
        return cca_alone(path_a, path_b)
    return report(Side(path_a), Side(path_b), set(measures))


def published_cca(a, b):
    """CCA as published, of neurons x samples: the joint covariance, inverse roots of both blocks, SVD."""
    joint = np.cov(a, b)
    p = len(a)
    return cca_from(joint[:p, :p], joint[p:, p:], joint[:p, p:])


def published_svd(x):
    """The leading directions of a side (kept x samples), and all its singular values."""
    _, s, vt = np.linalg.svd(x - x.mean(axis=1, keepdims=True), full_matrices=False)
    kept = min(int(np.searchsorted(np.cumsum(s**2) / np.sum(s**2), 0.99)) + 1, len(s))
    return s[:kept, None] * vt[:kept], s


def published_pwcca(a, b):
    """PWCCA of side a: CCA, the canonical variates over all samples, and their products with the neurons."""
    rho, u, _, root, _ = published_cca(a, b)
    centred = a - a.mean(axis=1, keepdims=True)
    variates = (u.T @ root) @ centred
    alpha = np.abs(variates @ centred.T).sum(axis=1)[: len(rho)]
    return float(alpha @ rho / alpha.sum())


def published(path_a, path_b, wanted):
    """Each measure by itself, step by step as the published code (neurons x samples) and its tutorials go."""
    a, b = (np.load(path).astype(np.float64).T for path in (path_a, path_b))
    found = {}
    if "cca" in wanted:
        found["cca"] = float(published_cca(a, b)[0].mean())
    if {"svcca", "pca"} & wanted:
        (left, s), (right, t) = published_svd(a), published_svd(b)
        if "svcca" in wanted:
            found["svcca"] = float(published_cca(left, right)[0].mean())
            found["kept"] = [len(left), len(right)]
        if "pca" in wanted:
            found["pcaA"], found["pcaB"] = float(s[0]), float(t[0])
    if "pwcca" in wanted:
        found["pwccaA"], found["pwccaB"] = published_pwcca(a, b), published_pwcca(b, a)
    if "pls" in wanted:
        found["pls"] = float(np.linalg.svd(np.cov(a, b)[: len(a), len(a) :])[1][0])
    rest = {"cka", "procrustes"} & wanted
    return found | (report(Side(path_a), Side(path_b), rest) if rest else {})


def matrix(paths, share, literally):
    """Every pair; without `share` each pair is a comparison of its own that reads and decomposes both files."""
    known = {}

    def side(path):
        if not share:
            return Side(path)
        if path not in known:
            known[path] = Side(path)
        return known[path]

    last, sums, pairs = {}, {}, 0
    for i, path_a in enumerate(paths):
        for path_b in paths[i:]:
            last = published(path_a, path_b, set(EVERY)) if literally else report(side(path_a), side(path_b), set(EVERY))
            pairs += 1
            for name in ("cca", "svcca", "cka", "ckaDebiased", "procrustes"):
                sums[name] = sums.get(name, 0.0) + last[name]
    return {"pairs": pairs, "means": {name: value / pairs for name, value in sums.items()}}


class Layer:
    """A layer with what its pairs are made of: the centred samples, or their Gramian; norms; and, unless CKA is all, its thin SVD."""

    def __init__(self, path, wide, cka_alone):
        x = np.load(path).astype(np.float64)
        x -= x.mean(axis=0)
        self.x = x @ x.T if wide else x
        self.norms = np.diag(self.x).copy() if wide else np.einsum("ij,ij->i", x, x)
        self.variance = float(self.norms.sum())
        self.square = float(np.sum((self.x if wide else x.T @ x) ** 2))
        if cka_alone:
            return
        if wide:
            values, vectors = np.linalg.eigh(self.x)
            kept = values > len(values) * np.finfo(float).eps * values[-1]
            self.s = np.sqrt(values[kept][::-1])
            self.u = np.ascontiguousarray(vectors[:, kept][:, ::-1])
        else:
            self.u, self.s, self.vt = np.linalg.svd(x, full_matrices=False)
            self.weighted = self.s[:, None] * self.vt
        self.x = None
        share = np.cumsum(self.s**2) / np.sum(self.s**2)
        self.kept = min(int(np.searchsorted(share, 0.99)) + 1, len(self.s))


def pair_of_layers(a, b, wide, cka_alone):
    """Scores of a pair from the layers' factors: one product of the left singular vectors, and what follows from it."""
    n = len(a.norms)
    found = {}
    if cka_alone:
        across = np.vdot(a.x, b.x) if wide else np.sum((a.x.T @ b.x) ** 2)
    else:
        m = a.u.T @ b.u
        if not wide:
            u, rho, vt = np.linalg.svd(m, full_matrices=False)
            rho = np.minimum(rho, 1.0)
            found["cca"] = float(rho.mean())
            for name, rotation, side in (("pwccaA", u.T, a), ("pwccaB", vt, b)):
                alpha = np.abs(rotation @ side.weighted).sum(axis=1)
                found[name] = float(alpha @ rho / alpha.sum())
        found["svcca"] = float(np.minimum(np.linalg.svd(m[: a.kept, : b.kept], compute_uv=False), 1.0).mean())
        between = a.s[:, None] * m * b.s
        across = np.sum(between**2)
        found["procrustes"] = float(np.linalg.svd(between, compute_uv=False).sum() / np.sqrt(a.variance * b.variance))
    found["cka"] = float(across / np.sqrt(a.square * b.square))
    k, l = a.norms, b.norms
    terms = [debiased(v, *norms, n) for v, norms in zip([across, a.square, b.square], [(k, l), (k, k), (l, l)])]
    found["ckaDebiased"] = float(terms[0] / np.sqrt(terms[1] * terms[2]))
    return found


def layers(paths, cka_alone):
    samples, neurons = np.load(paths[0], mmap_mode="r").shape
    wide = neurons >= samples
    every = [Layer(path, wide, cka_alone) for path in paths]
    sums, pairs = {}, 0
    for i, a in enumerate(every):
        for b in every[i:]:
            pairs += 1
            for name, value in pair_of_layers(a, b, wide, cka_alone).items():
                sums[name] = sums.get(name, 0.0) + value
    return {"pairs": pairs, "means": {name: value / pairs for name, value in sums.items()}}


def best_seconds(run, least=0.5):
    """The fastest of at least three runs that together take at least `least` seconds."""
    times = []
    while len(times) < 3 or sum(times) < least:
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def kernels(quick):
    draw = np.random.default_rng(1)
    n, d, tall = (200, 100, 1000) if quick else (1000, 500, 10000)
    square, other = draw.standard_normal((n, n)), draw.standard_normal((n, n))
    x, y, small = draw.standard_normal((tall, d)), draw.standard_normal((tall, d)), draw.standard_normal((d, d))
    positive = square.T @ square + np.eye(n)
    symmetric = small.T @ small
    runs = {
        "multiply": lambda: square @ other,
        "multiplyTransposed": lambda: x.T @ y,
        "gram": lambda: x.T @ x,
        "cholesky": lambda: np.linalg.cholesky(positive),
        "absorbRows": lambda: np.linalg.qr(x, mode="r"),
        "symmetricEigen": lambda: np.linalg.eigh(symmetric),
        "symmetricEigenvalues": lambda: np.linalg.eigvalsh(symmetric),
        "svd": lambda: np.linalg.svd(small),
        "singularValues": lambda: np.linalg.svd(small, compute_uv=False),
    }
    return {"kernels": {name: best_seconds(run) for name, run in runs.items()}}


def permuted(measure, count, paths):
    sides = [Side(path) for path in paths]
    bases = [side.x if measure == "cka" else side.svd[0] for side in sides]
    norms = [np.linalg.norm(side.covariance) * (len(side.x) - 1) for side in sides]
    stacked = np.hstack(bases)
    starts = np.cumsum([0] + [basis.shape[1] for basis in bases])
    random = np.random.default_rng(0)
    scores = []
    for _ in range(count):
        order = random.permutation(len(stacked))
        for j in range(1, len(bases)):
            products = stacked[:, : starts[j]].T @ bases[j][order]
            for i in range(j):
                product = products[starts[i] : starts[i + 1]]
                if measure == "cka":
                    scores.append(np.vdot(product, product) / (norms[i] * norms[j]))
                else:
                    scores.append(np.minimum(np.linalg.svd(product, compute_uv=False), 1).mean())
    return {"mean": float(np.mean(scores))}


def second(path_a, path_b):
    # Importing scipy is no part of the computation; where it is absent there is no assignment, which is the cheaper for numpy.
    try:
        from scipy.optimize import linear_sum_assignment as assignment
    except ImportError:
        assignment = None
    start = time.perf_counter()
    return second_family(path_a, path_b, assignment) | {"seconds": time.perf_counter() - start}


def versions():
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return {"python": sys.version.split()[0], "numpy": np.__version__, "blas": f"{blas['name']} {blas['version']}"}


def main(command, *rest):
    start = time.perf_counter()
    files = [argument for argument in rest if not argument.startswith("--")]
    if command == "versions":
        found = versions() | {"executable": sys.executable}
    elif command == "kernels":
        found = kernels("--quick" in rest)
    elif command == "permuted":
        found = permuted(files[0], int(files[1]), files[2:])
    elif command == "second":
        found = second(*files)
    elif command == "layers":
        found = layers(files, "--cka" in rest)
    elif command == "matrix":
        found = matrix(files, "--share" in rest, "--published" in rest)
    elif "--published" in rest and command != "cca":
        found = published(*files, set(command.split(",")))
    else:
        found = pair(command.split(","), *files)
    print(json.dumps({"seconds": time.perf_counter() - start, **found}))


main(*sys.argv[1:])
