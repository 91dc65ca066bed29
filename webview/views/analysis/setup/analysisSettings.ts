import { analyses, analysisNames, isOfPairs } from '../../../../src/facts/analyses';
import { joinedWords } from '../../../../src/facts/joinedWords';
import type { ScoreName } from '../../../../src/facts/measures';
import { scoreNames } from '../../../../src/facts/measures/scores';
import type { Estimate } from '../../../../src/protocol/analysisRun';
import type { ScanOutcome } from '../../../../src/protocol/scan';
import type { Selection } from '../../../../src/protocol/selection';
import { element } from '../../../element';
import { scoreChoices } from '../../../words/scoreChoices';
import { choice } from '../../field';
import { analysesOnPage } from '../analyses';
import { asReadSettings } from './asReadSettings';
import { calibrateSettings } from './calibrateSettings';
import { measureSettings } from './measureSettings';

/** The settings of the chosen analysis. */
interface AnalysisSettings {
  node: HTMLElement;
  show(
    selection: Selection,
    beside: ScanOutcome['beside'],
    names: Record<string, string>,
    problems: Estimate['problems'],
  ): void;
}

const ofOneScore = analyses.filter(({ of, scores }) => of === 'pairs' && scores === 'one').map(({ id }) => id);

/** All settings, of which those of the chosen analysis are shown. */
export function analysisSettings(
  changed: (selection: Selection) => void,
  ask: (what: 'labels' | 'names') => void,
): AnalysisSettings {
  let selection: Selection | undefined;
  const measure = choice<ScoreName>(
    'Score',
    'setup-measure',
    (value) => selection && changed({ ...selection, measure: value }),
    {
      explanation: `The score that the view opens with. A matrix has them all; ${joinedWords(ofOneScore)} are about this one.`,
    },
  );
  const choices = analysisNames.flatMap((name) => {
    const settings = analysesOnPage[name].settings?.(changed, ask);
    return settings ? [{ name, settings }] : [];
  });
  const nodesOf = (wide: boolean) =>
    choices.filter(({ settings }) => (settings.wide ?? false) === wide).map(({ settings }) => settings.node);
  const calibrated = calibrateSettings(changed);
  const scored = element('div', { class: 'fields' }, measure.node, calibrated.node, ...nodesOf(false));
  const measures = measureSettings(changed);
  const asRead = asReadSettings(changed);
  const node = element(
    'section',
    { class: 'card settings', 'aria-label': 'Settings of the analysis' },
    scored,
    ...nodesOf(true),
    measures.node,
    asRead.node,
  );
  return {
    node,
    show(next, beside, names, problems) {
      selection = next;
      scored.hidden = !isOfPairs(next.analysis);
      for (const { name, settings } of choices) {
        settings.node.hidden = name !== next.analysis;
        settings.show(next, beside, names);
      }
      measure.show(scoreChoices(scoreNames), next.measure);
      calibrated.show(next);
      measures.node.hidden = !isOfPairs(next.analysis);
      measures.show(next);
      asRead.show(next, problems);
    },
  };
}
