import type { ScoreName } from '../../facts/measures';
import type { CompareOptions } from '../../facts/options';
import { regularisedCorrelations } from '../measures/cca';
import { debiasedCka, linearCka, unrelatedCka } from '../measures/cka';
import { procrustesSimilarity, unrelatedProcrustes } from '../measures/procrustes';
import { dftChance, dftProse, frequencyCorrelations } from '../measures/dft';
import { projectionWeighted } from '../measures/pwcca';
import { cutSentence, keptCall, leading } from '../measures/svcca';
import { piece, type PythonPiece } from '../piece';
import { canonicalCorrelations, thresholdedMean, unrelated } from '../python/correlations';
import { factored } from '../python/factored';
import { keptRows } from '../python/readArray';

/** What unrelated data of a pair's size give by a measure; PWCCA is held against the level of mean CCA. */
export type NullName = `null.${Exclude<ScoreName, 'pwcca'>}`;
/** A score of a pair in an analysis, or its null level. */
export type PairNumber = ScoreName | NullName;

/** The null level of a score; undefined where it is that of mean CCA, which documents tell apart from the others. */
export function ownNull(measure: ScoreName): NullName | undefined {
  return measure === 'cca' || measure === 'pwcca' ? undefined : `null.${measure}`;
}

const tied = piece(
  `
def has_ties(a, b):
    """Whether some correlations are equal (but not all of them 1), which leaves PWCCA known only roughly."""
    rho = canonical_correlations(a, b)
    return bool(rho[-1] < 1 - 1e-7 and np.any(np.diff(rho) > -1e-7))
`,
  canonicalCorrelations,
);

const cachedPairs = piece(
  `
@lru_cache(maxsize=None)  # every layer stays in memory; a number in place of None keeps the last so many
def layer(i):
    """Layer i of the list, centred and decomposed."""
    return factored(LAYERS[i][1](), UNITS[i])


@lru_cache(maxsize=None)
def pair(i, j):
    """The scores of layers i and j of the list."""
    return scores(layer(i), layer(j))
`,
  factored,
);

const keptSamples = piece(
  `
@lru_cache(maxsize=None)
def kept():
    """By layer of the list, which of its rows are of samples that are finite in all of them."""
    return kept_rows([read for _, read in LAYERS], MADE)
`,
  keptRows,
);

const finitePairs = piece(
  `
@lru_cache(maxsize=None)  # every layer stays in memory; a number in place of None keeps the last so many
def layer(i):
    """Layer i of the list, over the samples that all have in common, centred and decomposed."""
    return factored(LAYERS[i][1]()[kept()[i]], UNITS[i])


@lru_cache(maxsize=None)
def pair(i, j):
    """The scores of layers i and j of the list."""
    return scores(layer(i), layer(j))
`,
  keptSamples,
  factored,
);

const mapPairs = piece(`
@lru_cache(maxsize=None)
def pair(i, j):
    """The scores of maps i and j of the list."""
    return scores(LAYERS[i][1](), LAYERS[j][1](), UNITS[i], UNITS[j])
`);

const finiteMapPairs = piece(
  `
@lru_cache(maxsize=None)
def pair(i, j):
    """The scores of maps i and j of the list, over the samples that all have in common."""
    return scores(*(LAYERS[side][1]()[kept()[side]] for side in (i, j)), UNITS[i], UNITS[j])
`,
  keptSamples,
);

/** `recomputed(cells, shown, name)`: a score for every cell of a list, or of lists of lists. */
export const recomputed = piece(`
def recomputed(cells, shown, name):
    """A score of every pair in a list (of lists) of cells; what CCA Lens left empty stays empty."""
    if isinstance(cells, list):
        return [recomputed(*both, name) for both in zip(cells, shown)]
    return np.nan if shown is None else pair(*cells)[name]
`);

/** The pieces `scores(a, b)` and `pair(i, j)` for these scores, by the options of the analysis. */
export function pairPieces(
  names: readonly PairNumber[],
  options: CompareOptions,
  dft: boolean,
  symmetric: boolean,
): PythonPiece[] {
  if (dft) return [mapScores(options), options.dropNonFinite ? finiteMapPairs : mapPairs];
  return [layerScores(names, options, symmetric), options.dropNonFinite ? finitePairs : cachedPairs];
}

function mapScores({ threshold }: CompareOptions): PythonPiece {
  return piece(
    `
def scores(maps_a, maps_b, unit_a, unit_b):
    """The scores of two arrays of maps, and their null levels: means over all frequencies that have coefficients."""
    found = [at for row in frequency_correlations(maps_a, maps_b, unit_a, unit_b) for at in row if len(at[0])]
    levels = [unrelated(len(maps_a), *ranks) for _, ranks in found]
    return {
        "cca": np.mean([rho.mean() for rho, _ in found]),
        "ccaThresholded": np.mean([thresholded_mean(rho, threshold=${threshold})[0] for rho, _ in found]),
        "null.cca": np.mean([mean for _, mean in levels]),
        "null.ccaThresholded": np.mean([thresholded_mean(rho, threshold=${threshold})[0] for rho, _ in levels]),
    }
`,
    frequencyCorrelations,
    thresholdedMean,
    unrelated,
  );
}

function layerScores(names: readonly PairNumber[], options: CompareOptions, symmetric: boolean): PythonPiece {
  const lines: string[] = [];
  const entries: string[] = [];
  const needs: PythonPiece[] = [factored];
  const has = (...wanted: PairNumber[]): boolean => wanted.some((name) => names.includes(name));
  const add = (name: PairNumber, value: string): void => {
    if (has(name)) entries.push(`        "${name}": ${value},`);
  };
  if (has('cca', 'ccaThresholded', 'ccaSquared')) {
    const { epsilon } = options;
    needs.push(epsilon > 0 ? regularisedCorrelations : canonicalCorrelations);
    lines.push(
      epsilon > 0
        ? `    rho = regularised_correlations(a, b, epsilon=${epsilon})`
        : '    rho = canonical_correlations(a, b)',
    );
    if (has('ccaThresholded')) needs.push(thresholdedMean);
    add('cca', 'rho.mean()');
    add('ccaThresholded', `thresholded_mean(rho, threshold=${options.threshold})[0]`);
    add('ccaSquared', 'np.mean(rho**2)');
  }
  if (has('svcca')) {
    const kept = keptCall(options.svcca, 'side');
    needs.push(canonicalCorrelations, kept.piece, leading);
    lines.push(`    cut_a, cut_b = (leading(side, ${kept.call}) for side in (a, b))`);
    add('svcca', 'canonical_correlations(cut_a, cut_b).mean()');
  }
  if (has('pwcca')) {
    needs.push(projectionWeighted, tied);
    lines.push('    by_side, _ = projection_weighted(a, b)');
    add(
      'pwcca',
      symmetric
        ? 'np.mean(by_side) if a.rank == b.rank else by_side[int(b.rank < a.rank)]'
        : 'by_side[1 if b.rank < a.rank else 0]',
    );
    entries.push('        "tied": has_ties(a, b),');
  }
  if (has('cka')) needs.push(linearCka);
  if (has('ckaDebiased')) needs.push(debiasedCka);
  add('cka', 'linear_cka(a, b)');
  add('ckaDebiased', 'debiased_cka(a, b)');
  if (has('procrustes', 'procrustesDistance')) {
    needs.push(procrustesSimilarity);
    lines.push('    similarity = procrustes_similarity(a, b)');
    add('procrustes', 'similarity');
    add('procrustesDistance', 'np.sqrt(2 - 2 * similarity)');
  }
  if (has('null.cca', 'null.ccaThresholded', 'null.svcca')) needs.push(unrelated);
  if (has('null.cca', 'null.ccaThresholded'))
    lines.push('    null_rho, null_mean = unrelated(len(a.X), a.rank, b.rank)');
  if (has('null.procrustes', 'null.procrustesDistance')) {
    needs.push(unrelatedProcrustes);
    lines.push('    unrelated_similarity = unrelated_procrustes(a, b)');
  }
  if (has('null.cka')) needs.push(unrelatedCka);
  add('null.cca', 'null_mean');
  add('null.ccaThresholded', `thresholded_mean(null_rho, threshold=${options.threshold})[0]`);
  add('null.ccaSquared', 'max(a.rank, b.rank) / (len(a.X) - 1)');
  add('null.svcca', 'unrelated(len(a.X), cut_a.rank, cut_b.rank)[1]');
  add('null.cka', 'unrelated_cka(a, b)');
  add('null.ckaDebiased', '0.0');
  add('null.procrustes', 'unrelated_similarity');
  add('null.procrustesDistance', 'np.sqrt(2 - 2 * unrelated_similarity)');
  return piece(
    `
def scores(a, b):
    """The scores of two sides, by their names in CCA Lens."""
${lines.join('\n')}${lines.length > 0 ? '\n' : ''}    return {
${entries.join('\n')}
    }
`,
    ...needs,
  );
}

/** By how much a recomputed score may differ: a distance near 0 magnifies rounding. */
export function toleranceOf(name: PairNumber): string {
  if (name === 'procrustesDistance' || name === 'null.procrustesDistance') return '1e-5';
  return name === 'pwcca' ? '1e-7' : '1e-8';
}

/** What the scores are, a line each. */
export function scoresProse(
  names: readonly PairNumber[],
  options: CompareOptions,
  dft: boolean,
  symmetric: boolean,
): string {
  if (dft)
    return `${dftProse} The scores are means over all frequencies of the mean, and of google/svcca's thresholded mean, of the coefficients. ${dftChance}`;
  const lines: Record<PairNumber, string> = {
    cca: String.raw`mean CCA: the mean of the canonical correlations $\rho_i$, the singular values of $U_X^\top U_Y$ for orthonormal bases of the centred layers${options.epsilon > 0 ? `, regularised with google/svcca's epsilon ${options.epsilon}` : ''}.`,
    ccaThresholded: String.raw`thresholded mean CCA: the mean of the leading coefficients that hold ${options.threshold} of $\sum_i \rho_i$ (google/svcca's mean).`,
    ccaSquared: String.raw`mean squared CCA: $\frac1k \sum_i \rho_i^2$.`,
    svcca: `mean SVCCA ([Raghu et al. 2017](https://arxiv.org/abs/1706.05806)): mean CCA of the leading singular subspaces; ${cutSentence(options.svcca)}`,
    pwcca: String.raw`PWCCA ([Morcos et al. 2018](https://arxiv.org/abs/1806.05759)): $\sum_i \alpha_i \rho_i / \sum_i \alpha_i$ with $\alpha_i = \sum_j |\langle h_i, x_j \rangle|$, by the side of smaller rank, ${symmetric ? 'the mean of both sides' : 'side a'} on a tie. Where correlations are equal it is determined only roughly.`,
    cka: String.raw`linear CKA ([Kornblith et al. 2019](https://arxiv.org/abs/1905.00414)): $\lVert X^\top Y \rVert_F^2 / (\lVert X^\top X \rVert_F \lVert Y^\top Y \rVert_F)$.`,
    ckaDebiased: `debiased CKA: linear CKA with the unbiased estimator of HSIC ([Song et al. 2012](https://jmlr.org/papers/v13/song12a.html)).`,
    procrustes: String.raw`Procrustes similarity: the nuclear norm $\lVert X^\top Y \rVert_*$ of the centred layers, each scaled to Frobenius norm 1.`,
    procrustesDistance: String.raw`Procrustes distance: $\sqrt{2 - 2s}$ of the Procrustes similarity $s$.`,
    'null.cca': `null CCA: the mean CCA that unrelated Gaussian data of the same size and ranks have (Wachter's law, 1980).`,
    'null.ccaThresholded': 'null of the thresholded mean: that of the coefficients of the same law.',
    'null.ccaSquared': String.raw`null of mean squared CCA: the mean over all orders of the samples, $\max(\operatorname{rank}) / (n - 1)$.`,
    'null.svcca': 'null of SVCCA: as of CCA, for the dimensions that it keeps.',
    'null.cka': String.raw`null of linear CKA: the mean over all orders of the samples, $\sqrt{\text{PR}_X \text{PR}_Y} / (n - 1)$ with the participation ratios $(\sum_i s_i^2)^2 / \sum_i s_i^4$.`,
    'null.ckaDebiased': 'null of debiased CKA: the mean over all orders of the samples, 0.',
    'null.procrustes': String.raw`null of Procrustes similarity: the mean over all orders of the samples is at most $\sqrt{\min(E_X, E_Y) / (n - 1)}$ with $E = (\sum_i s_i)^2 / \sum_i s_i^2$.`,
    'null.procrustesDistance': 'null of Procrustes distance: that of its similarity, which the distance is at least.',
  };
  return names.map((name) => `- ${lines[name]}`).join('\n');
}
