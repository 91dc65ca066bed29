import { measures, type ScoreName } from '../../facts/measures';
import type { CompareOptions } from '../../facts/options';
import { piece, type PythonPiece } from '../../facts/python/piece';
import { thresholdedMeanPiece, unrelatedPiece } from '../../facts/python/correlations';
import { frequencyCorrelationsPiece } from '../../facts/python/frequencies';
import { dftChance, dftProse } from '../../facts/measures/dft';
import type { NotebookFacts, PairPython } from '../../facts/measures/notebookFacts';
import { factoredPiece } from '../../facts/python/factored';
import { keptRowsPiece } from '../python/readArray';

/** What unrelated data of a pair's size give by a measure; PWCCA is held against the level of mean CCA. */
type NullName = `null.${Exclude<ScoreName, 'pwcca'>}`;
/** A score of a pair in an analysis, or its null level. */
export type PairNumber = ScoreName | NullName;

/** The null level of a score; undefined where it is that of mean CCA, which documents tell apart from the others. */
export function ownNull(measure: ScoreName): NullName | undefined {
  return measure === 'cca' || measure === 'pwcca' ? undefined : `null.${measure}`;
}

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
  factoredPiece,
);

const keptSamples = piece(
  `
@lru_cache(maxsize=None)
def kept():
    """By layer of the list, which of its rows are of samples that are finite in all of them."""
    return kept_rows([read for _, read in LAYERS], MADE)
`,
  keptRowsPiece,
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
  factoredPiece,
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
export const recomputedPiece = piece(`
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
    frequencyCorrelationsPiece,
    thresholdedMeanPiece,
    unrelatedPiece,
  );
}

function layerScores(names: readonly PairNumber[], options: CompareOptions, symmetric: boolean): PythonPiece {
  const wanted = (...some: readonly string[]): boolean => some.some((name) => names.includes(name as PairNumber));
  const parts: PairPython[] = [
    ...recipes.map((each) => each.scores?.(wanted, options, symmetric)),
    ...recipes.map((each) => each.nulls?.(wanted, options, symmetric)),
  ].filter((part) => part !== undefined);
  const lines = parts.flatMap((part) => part.lines.map((line) => `    ${line}\n`));
  // Whether there are ties is no score: it is there where its measure is.
  const entries = parts
    .flatMap(({ values }) => Object.entries(values))
    .filter(([name]) => name === 'tied' || wanted(name))
    .map(([name, value]) => `        "${name}": ${value},`);
  return piece(
    `
def scores(a, b):
    """The scores of two sides, by their names in CCA Lens."""
${lines.join('')}    return {
${entries.join('\n')}
    }
`,
    factoredPiece,
    ...parts.flatMap(({ pieces }) => pieces),
  );
}

const recipes: readonly NotebookFacts<unknown>[] = measures.map(({ notebook }) => notebook);

/** By how much a recomputed score may differ, as Python: a distance near 0 magnifies rounding. */
export function toleranceOf(name: PairNumber): string {
  return recipes.map(({ tolerances }) => tolerances?.[name]).find((tolerance) => tolerance !== undefined) ?? '1e-8';
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
  const lines: Readonly<Record<string, string>> = Object.assign(
    {},
    ...recipes.map((each) => each.prose?.(options, symmetric) ?? {}),
  );
  return names.map((name) => `- ${lines[name]}`).join('\n');
}
