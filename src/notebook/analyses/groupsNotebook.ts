import type { GroupsResult } from '../../facts/analyses/groups';
import type { CalibratedNumber } from '../../facts/analyses/calibratedParts';
import { thresholdOf } from '../../facts/calibratedWords';
import type { ScoreName } from '../../facts/measures';
import { scoreFacts } from '../../facts/measures/scores';
import type { ArraysAsRead } from '../../protocol/asRead';
import { codeSpan, numbersTable } from '../markdownText';
import type { NotebookCell } from '../nbformat';
import { piece } from '../../facts/python/piece';
import { notebookCells } from '../program';
import { pythonList, pythonString } from '../pythonText';
import type { PathOf } from '../readExpression';
import type { Section, ShownNumbers } from '../../facts/python/section';
import { analysisHead } from './analysisHead';
import type { ShownAnalysis } from './shownAnalysis';
import { groupsFigures } from './groupsFigures';
import { pairPlaces, pythonPlaces } from './layerList';
import { checkFound, checkPieces, checkScores, pairsSections } from './pairsSections';
import { ownNull, toleranceOf, type PairNumber } from './pairPieces';

const means = piece(`
def means(name):
    """The mean of a score over the pairs of each cell."""
    return [np.mean([pair(*places)[name] for places in pairs]) for *_, pairs in CELLS]
`);

/**
 * The cells of a notebook that recomputes an analysis of groups: every pair of networks, and mean and range of each layer within a group and between
 * two. Intervals of a bootstrap are not recomputed, as they depend on the numbers drawn.
 */
export function groupsNotebook({ result, asRead }: ShownAnalysis<GroupsResult>, pathOf: PathOf): NotebookCell[] {
  const { cells, groups, measure, options } = result;
  // Of the other scores there are means alone: those are recomputed that are defined for all pairs.
  const complete = cells.every(({ pairs }) => pairs.every(({ value }) => value !== null));
  const others = (Object.keys(cells[0]?.means ?? {}) as ScoreName[]).filter(
    (name) => name !== measure && complete && cells.every(({ means }) => means[name] !== null),
  );
  const levels = (complete ? [measure, ...others] : []).filter(
    (name) => ownNull(name) !== undefined && cells.every(({ nulls }) => nulls[name] !== null),
  );
  const names: PairNumber[] = [measure, ...others, ...levels.map((name) => ownNull(name)!)];
  const about = `Groups of networks, layer by layer: how alike the networks of a group are, and those of two groups, by ${measure} ([Morcos et al. 2018](https://arxiv.org/abs/1806.05759), figure 3). ${groups
    .map(({ name, models }) => `${codeSpan(name)}: ${models.map(codeSpan).join(', ')}.`)
    .join(' ')}`;
  const sections = [
    ...pairsSections({ asRead, pathOf, names, options, symmetric: true }),
    cellsSection(result, asRead, others, levels),
    groupsFigures(result),
  ];
  return notebookCells(analysisHead('Groups of networks', about, result), sections);
}

function cellsSection(
  { cells, measure }: GroupsResult,
  asRead: ArraysAsRead,
  others: readonly ScoreName[],
  levels: readonly ScoreName[],
): Section {
  const placesOf = pairPlaces(asRead);
  const filled = cells.filter(({ mean }) => mean !== null);
  const shown: ShownNumbers = {
    pairs: filled.flatMap(({ pairs }) => pairs.map(({ value }) => value)),
    mean: filled.map(({ mean }) => mean),
    range: filled.map(({ range }) => range),
    ...Object.fromEntries(others.map((name) => [`means.${name}`, filled.map(({ means }) => means[name])])),
    ...Object.fromEntries(levels.map((name) => [`nulls.${name}`, filled.map(({ nulls }) => nulls[name])])),
  };
  const held = filled.some(({ calibrated }) => calibrated);
  const items = filled.map(({ layer, a, b, pairs }) => {
    const places = pythonList(
      pairs.map((pair) => pythonPlaces(placesOf(pair.a, pair.b))),
      4,
    );
    return `    (${[layer, a, b].map(pythonString).join(', ')}, ${places}),`;
  });
  // A mean is as good as its pairs.
  const tolerance = `0.05 if ties else ${toleranceOf(measure)}`;
  return {
    id: 'groups',
    prose: `## The groups

A cell is a layer, two groups (the same twice: within it), and its pairs by their places in the list; a mean is over the pairs of networks, each counted once. Bootstrap intervals are not recomputed here: they depend on the networks drawn. As shown by CCA Lens:

${numbersTable(
  ['mean', 'lowest', 'highest', ...(held ? ['calibrated', 'threshold', 'p'] : [])],
  filled.map(({ layer, a, b, mean, range, calibrated }) => ({
    name: `${layer}: ${a} with ${b}`,
    values: [mean, ...range!, ...(held ? calibratedNumbers(calibrated, measure) : [])],
  })),
)}`,
    shown,
    pieces: others.length + levels.length > 0 ? [...checkPieces, means] : checkPieces,
    code: `
CELLS = [
${items.join('\n')}
]
every_pair = [places for *_, pairs in CELLS for places in pairs]
${checkScores([measure], 'every_pair', () => 'pairs')}

found, single, start = [], [], 0
for *_, pairs in CELLS:
    values = recomputed(pairs, SHOWN["pairs"][start : start + len(pairs)], "${measure}")
    single.append(values)
    found.append([np.nanmean(values), np.nanmin(values), np.nanmax(values)])
    start += len(pairs)
check(
    {"mean": [mean for mean, _, _ in found], "range": [span for _, *span in found]},
    tolerance=${measure === 'pwcca' ? tolerance : toleranceOf(measure)},
)
${checkFound(
  [...others, ...levels.map((name) => ownNull(name)!)],
  (name) => (name.startsWith('null.') ? name.replace('null.', 'nulls.') : `means.${name}`),
  (_name, what) => `means("${what}")`,
)}

print()
for (layer_name, a, b, _), (mean, low, high) in zip(CELLS, found):
    print(f"{layer_name:20}{a + ' with ' + b:40}{mean:8.3f}  ({low:.3f} to {high:.3f})")`,
  };
}

/** Value, threshold in the units of the score, and p of a calibrated mean. */
function calibratedNumbers(calibrated: CalibratedNumber = {}, measure: ScoreName): (number | null)[] {
  const { value, p } = calibrated;
  return [value, thresholdOf(calibrated, scoreFacts(measure)), p].map((number) => number ?? null);
}
