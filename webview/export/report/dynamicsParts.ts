import type { DynamicsOfModel, DynamicsResult } from '../../../src/facts/analyses/dynamics';
import { scoreFacts } from '../../../src/facts/measures/scores';
import { score } from '../../../src/facts/numbers';
import { standingIn } from '../../../src/facts/standingIn';
import { verdictRule } from '../../../src/facts/verdictRule';
import { dynamicsFigure } from '../../charts/dynamicsFigure';
import { lightPalette } from '../../theme';
import { holdsWord, neverSettled } from '../../words/convergenceWords';
import { standingText } from '../../words/standingMark';
import { calibratedTable, calibrationHtml } from './calibrationParts';
import { figureHtml } from './reportFigures';
import { asText, factsHtml, sectionHtml, tableHtml } from './reportHtml';
import { unrelatedFacts } from './unrelatedFacts';

/** What is found of the learning of each model: its sentence, its course, where layers have settled, and whether lower ones do first. */
export function dynamicsParts(result: DynamicsResult): string[] {
  const { models, measure, threshold } = result;
  const { label, convention } = scoreFacts(measure);
  const courses = models.map((one) => {
    const name = one.model === '' ? 'The model' : one.model;
    const of = `${label} of each layer at each checkpoint with ${one.final}`;
    const figure = dynamicsFigure(one, measure, threshold, lightPalette);
    return sectionHtml(
      models.length > 1 ? name : `${label} with ${one.final}`,
      models.length > 1 ? `<p class="reading">${asText(one.reading)}</p>` : '',
      figureHtml(figure),
      valuesTable(one, of),
      one.calibrated
        ? calibratedTable(
            `${of}, calibrated`,
            'Checkpoint',
            { rows: one.checkpoints, columns: one.layers },
            one.calibrated,
          )
        : '',
      frozenTable(one, threshold),
      lowerTable(one),
    );
  });
  return [
    ...courses,
    sectionHtml(
      'Convention',
      factsHtml([
        [label, convention],
        ...unrelatedFacts(
          models.flatMap(({ nulls }) => nulls),
          measure,
        ),
      ]),
      ...calibrationHtml(result),
    ),
  ];
}

function valuesTable({ checkpoints, layers, values, atChance, saturated }: DynamicsOfModel, caption: string): string {
  const standing = standingIn(atChance, saturated);
  return tableHtml({
    caption,
    head: ['Checkpoint', ...layers],
    rows: checkpoints.map((checkpoint, c) => [
      checkpoint,
      ...layers.map((_layer, l) => standingText(values[c]?.[l] ?? null, standing(c, l))),
    ]),
  });
}

function frozenTable({ frozen, checkpoints }: DynamicsOfModel, threshold: number): string {
  return tableHtml({
    caption: `First checkpoint from which on each layer stays at ${threshold} or above`,
    head: ['Layer', 'Converged from'],
    rows: frozen.map(({ layer, checkpoint }) => [layer, checkpoint ?? neverSettled(checkpoints)]),
  });
}

function lowerTable({ lowerFirst }: DynamicsOfModel): string {
  return tableHtml({
    caption: `Do lower layers converge first? ${verdictRule}`,
    head: ['Checkpoint', 'Holds', 'Kendall’s τ', 'Exceptions', 'Ties'],
    rows: lowerFirst.map(({ checkpoint, holds, tau, violations, ties = [] }) => [
      checkpoint,
      holdsWord(holds),
      score(tau),
      String(violations.length),
      String(ties.length),
    ]),
  });
}
