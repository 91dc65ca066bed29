import { pairsOfGroups, type GroupsResult } from '../../facts/analyses/groups';
import { groupsWords, pairOfGroups } from '../../facts/figureWords';
import { scoreFacts } from '../../facts/measures/scores';
import type { Section } from '../../facts/python/section';
import { axisLimits, drawLines, figureSection } from '../figureSection';
import { drawLinesPiece } from '../python/figures';
import { pythonList, pythonString } from '../pythonText';

/** The mean of each pair of groups over the layers, with its single pairs of networks. Behind the section of the groups. */
export function groupsFigures({ layers, cells, measure }: GroupsResult): Section {
  const score = scoreFacts(measure);
  const { label } = score;
  const pairs = pairsOfGroups({ cells });
  const items = pairs.map(({ a, b }) => `(${[a, b, pairOfGroups({ a, b })].map(pythonString).join(', ')})`);
  const singles = pythonString(groupsWords.singles);
  return figureSection(
    'figures',
    [drawLinesPiece],
    `
layers = ${pythonList(layers.map(pythonString))}
lines, dots = [], []
for i, (a, b, words) in enumerate(${pythonList(items)}):
    # Beside each other, so that those of one do not cover those of another.
    shift = (i - ${(pairs.length - 1) / 2}) * ${Math.min(0.06, 0.4 / pairs.length)}
    at = {layer_name: c for c, (layer_name, *both, _) in enumerate(CELLS) if both == [a, b]}
    means = [found[at[one]][0] if one in at else np.nan for one in layers]
    lines.append((words, np.arange(len(layers)) + shift, means, dict(linestyle="-" if a == b else "--")))
    for place, one in enumerate(layers):
        values = single[at[one]] if one in at else []
        style = dict(like=i, marker=".", markersize=4, linestyle="none")
        dots.append((None if dots else ${singles}, [place + shift + 0.035] * len(values), values, style))
${drawLines({ title: groupsWords.title(label), x: groupsWords.x, y: label }, ['*lines', '*dots'], ['ticks=layers', axisLimits(score), 'many="Groups"'])}`,
    cells.some(({ interval }) => interval !== null) ? ' Single pairs stand in place of the bootstrap intervals.' : '',
  );
}
