import type { GroupsResult } from '../../../src/facts/analyses/groups';
import { thresholdOf } from '../../../src/facts/calibratedWords';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { dash, tabular } from '../../../src/facts/numbers';
import { standingOfMean } from '../../../src/facts/standingIn';
import { pairOfGroups } from '../../../src/facts/figureWords';
import { groupsFigure } from '../../charts/groupsFigure';
import { lightPalette } from '../../theme';
import { levelText } from '../../words/levelText';
import { standingText } from '../../words/standingMark';
import { calibratedCell, calibrationHtml } from './calibrationParts';
import { figureHtml } from './reportFigures';
import { factsHtml, sectionHtml, tableHtml } from './reportHtml';

/** Groups of networks: which they are, their means by layer with what spreads about them, and every pair. */
export function groupsParts(result: GroupsResult): string[] {
  const { groups, cells, measure } = result;
  const facts = scoreFacts(measure);
  const { label, convention, bound } = facts;
  const calibrated = cells.some((cell) => cell.calibrated);
  const means = cells.map((cell) => {
    const { layer, mean, interval, range, nulls, pairs } = cell;
    const ends = interval ?? range;
    const level = nulls?.[measure] ?? null;
    return [
      layer,
      pairOfGroups(cell),
      standingText(mean, standingOfMean(cell)),
      tabular(ends?.[0] ?? null),
      tabular(ends?.[1] ?? null),
      interval ? '95% interval' : range ? 'range of pairs' : dash,
      level === null ? dash : levelText(level, bound),
      ...(calibrated
        ? [calibratedCell(cell.calibrated), tabular(thresholdOf(cell.calibrated ?? {}, facts) ?? null)]
        : []),
      String(pairs.filter(({ value }) => value !== null).length),
    ];
  });
  const pairs = cells.flatMap((cell) =>
    cell.pairs.map(({ modelA, modelB, value }) => [cell.layer, pairOfGroups(cell), modelA, modelB, tabular(value)]),
  );
  return [
    sectionHtml('Groups', factsHtml(groups.map(({ name, models }) => [name, models.join(', ')]))),
    sectionHtml(
      `${label} by layer`,
      factsHtml([['Convention', convention]]),
      figureHtml(groupsFigure(result, lightPalette)),
      tableHtml({
        caption: `${label} within and between groups by layer`,
        head: [
          ...['Layer', 'Groups', 'Mean', 'Low', 'High', 'Spread', 'Unrelated'],
          ...(calibrated ? ['Calibrated', 'Threshold'] : []),
          'Pairs',
        ],
        rows: means,
      }),
      ...calibrationHtml(result),
      tableHtml({ caption: 'Pairs of networks', head: ['Layer', 'Groups', 'a', 'b', label], rows: pairs }),
    ),
  ];
}
