import { piece } from '../python/piece';
import { factoredPiece } from '../python/factored';
import { checkOf, shownOf, type Recomputed } from '../python/recomputed';
import type { Section } from '../python/section';
import type { LinearDirection, LinearReport } from './linearReport';
import type { NotebookFacts, WithinNotebook } from './notebookFacts';
import { ofDrawnSamples } from './ofDrawnSamples';

/** How notebooks recompute linear predictivity. */
export const linearNotebook: NotebookFacts<LinearReport> = {
  section,
  scores(wanted, _, symmetric) {
    const of = (name: string): string => (symmetric ? `np.mean([${name}(a, b), ${name}(b, a)])` : `${name}(a, b)`);
    return {
      lines: [],
      values: {
        linear: of('predictivity'),
        linearAdjusted: of('adjusted_r2'),
        linearInSample: of('in_sample_r2'),
      },
      pieces: [
        ...(wanted('linear') ? [predictivity] : []),
        ...(wanted('linearAdjusted') ? [adjustedR2] : []),
        ...(wanted('linearInSample') ? [inSampleR2] : []),
      ],
    };
  },
  nulls: (_, __, symmetric) => ({
    lines: [],
    values: {
      'null.linear': '0.0',
      'null.linearAdjusted': '0.0',
      'null.linearInSample': symmetric ? '(a.rank + b.rank) / 2 / (len(a.X) - 1)' : 'b.rank / (len(a.X) - 1)',
    },
    pieces: [],
  }),
  prose(_, symmetric) {
    const which = symmetric ? 'the mean of both directions' : 'side a from side b';
    return {
      linear: `linear predictivity, ${which}: the share of variance that ridge regression predicts in 5 folds, with the penalty of the smallest leave-one-out error.`,
      linearAdjusted: String.raw`adjusted linear R², ${which}: $1 - (1 - R^2)(n - 1) / (n - 1 - r)$ of predictors of rank $r$.`,
      linearInSample: String.raw`in-sample linear R², ${which}: $\lVert U^\top Y \rVert_F^2 / \lVert Y \rVert_F^2$, $U$ an orthonormal basis of the predictors.`,
      'null.linear':
        'null of linear predictivity: predictions from unrelated data give no more than the training mean on average, 0.',
      'null.linearAdjusted': 'null of adjusted linear R²: the mean over all orders of the samples, 0.',
      'null.linearInSample': 'null of in-sample linear R²: the mean over all orders of the samples, $r / (n - 1)$.',
    };
  },
};

const inSampleR2 = piece(
  `
def in_sample_r2(target, predictor):
    """The share of the target's variance within the span of the predictor."""
    return np.sum((predictor.U[:, : predictor.rank].T @ target.X) ** 2) / np.sum(target.X**2)
`,
  factoredPiece,
);

const adjustedR2 = piece(
  `
def adjusted_r2(target, predictor):
    """The same less what the number of predicting directions gives; NaN where they are one fewer than samples."""
    n, rank = len(target.X), predictor.rank
    return 1 - (1 - in_sample_r2(target, predictor)) * (n - 1) / (n - 1 - rank) if rank < n - 1 else np.nan
`,
  inSampleR2,
);

const crossValidated = piece(
  `
def cross_validated(target, predictor):
    """1 - (squared errors) / (squared distances to the training mean) of ridge regression in 5 folds, and the penalties.

    Sample i is in fold i mod 5. The penalty is c times the sum of squared singular values of the centred training
    predictors over the number of their neurons, c the one of the smallest leave-one-out error of the training samples.
    """
    X, Y = predictor.raw, target.raw
    fold, errors, distances, chosen = np.arange(len(X)) % 5, 0, 0, []
    for k in range(5):
        train, test = fold != k, fold == k
        if not test.any() or np.all(X[train] == X[train][0]):
            return np.nan, None
        x_mean, y_mean = X[train].mean(axis=0), Y[train].mean(axis=0)
        U, s, Vt = np.linalg.svd(X[train] - x_mean, full_matrices=False)
        centred = Y[train] - y_mean
        left_out = []
        for c in PENALTIES:
            shrink = s**2 / (s**2 + c * np.sum(s**2) / X.shape[1])
            residuals = centred - (U * shrink) @ (U.T @ centred)
            freedom = 1 - 1 / np.sum(train) - U**2 @ shrink
            left_out.append(np.sum((residuals / freedom[:, None]) ** 2))
        chosen.append(PENALTIES[int(np.argmin(left_out))])
        weights = s / (s**2 + chosen[-1] * np.sum(s**2) / X.shape[1])
        predicted = (X[test] - x_mean) @ ((Vt.T * weights) @ (U.T @ centred))
        errors += np.sum((Y[test] - y_mean - predicted) ** 2)
        distances += np.sum((Y[test] - y_mean) ** 2)
    return 1 - errors / distances, chosen


PENALTIES = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0, 10.0]
`,
  factoredPiece,
);

const predictivity = piece(
  `
def predictivity(target, predictor):
    """The score of \`cross_validated\`."""
    return cross_validated(target, predictor)[0]
`,
  crossValidated,
);

function section(linear: LinearReport, { pair }: WithinNotebook): Section {
  const drawn = ofDrawnSamples(pair);
  const numbers: Record<string, Recomputed[string]> = {};
  const add = (key: 'bFromA' | 'aFromB', of: LinearDirection, sides: string): void => {
    const give = (name: keyof LinearDirection, code: string): void => {
      if (of[name] !== undefined) numbers[`linear.${key}.${name}`] = [of[name], code];
    };
    give('inSample', `in_sample_r2(${sides})`);
    give('rank', `${sides.slice(-1)}.rank`);
    give('adjusted', `adjusted_r2(${sides})`);
    give('chance', `${sides.slice(-1)}.rank / (len(a.X) - 1)`);
    if (drawn) return;
    give('crossValidated', `cross_validated(${sides})[0]`);
    give('penalties', `cross_validated(${sides})[1]`);
  };
  add('bFromA', linear.bFromA, 'b, a');
  add('aFromB', linear.aFromB, 'a, b');
  return {
    id: 'linear',
    prose: String.raw`## Linear predictivity

How much of the variance of one side's neurons $Y$ a linear map of the other side's $X$ explains, both ways. In sample it is $R^2 = \lVert U^\top Y \rVert_F^2 / \lVert Y \rVert_F^2$, $U$ an orthonormal basis of the centred predictors, of rank $r$; unrelated data give $r / (n - 1)$ on average, and adjusted, $1 - (1 - R^2)(n - 1)/(n - 1 - r)$, they give 0.

Cross-validated ([Yamins et al. 2014](https://doi.org/10.1073/pnas.1403112111)), ridge regression predicts each of 5 folds (sample $i$ in fold $i \bmod 5$) from the others, centred by their means, with the penalty $c \sum_k s_k^2 / p$ of the smallest leave-one-out error, in closed form $\sum_i \lVert e_i \rVert^2 / (1 - 1/n - h_i)^2$, for $c$ of $10^{-6}$ to $10$; $1 - \sum \lVert e \rVert^2 / \sum \lVert y - \bar y \rVert^2$ over all samples that were held out.${
      drawn ? ' It was computed of samples that were drawn, and is not recomputed here.' : ''
    }`,
    shown: shownOf(numbers),
    pieces: [inSampleR2, adjustedR2, ...(drawn ? [] : [crossValidated])],
    code: `\n${checkOf(numbers, 1e-8)}`,
  };
}
