import type { Estimate, ScanOutcome, Selection } from '../../../../src/protocol/analysis';
import { scoreNames } from '../../../../src/facts/measures/scores';
import type { ScoreName } from '../../../../src/facts/measures';
import { element } from '../../../element';
import { numberInField } from '../../../state/fieldValue';
import { measures } from '../../../words/measures';
import { changeDynamics, distinctOf } from '../../../state/selectionEdits';
import { checkbox } from '../../../toolkit';
import { choice, field } from '../../field';
import { classSettings } from './classSettings';
import { groupSettings } from './groupSettings';
import { asReadSettings } from './asReadSettings';
import { valueField } from './valueField';

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

const named = (name: string) => [name, name === '' ? 'The model' : name] as const;
const last = 'last';
const at = 'at:';

/** All settings, of which those of the chosen analysis are shown. */
export function analysisSettings(
  changed: (selection: Selection) => void,
  ask: (what: 'labels' | 'names') => void,
): AnalysisSettings {
  let selection: Selection | undefined;
  const edit = (change: (present: Selection) => Selection) => selection && changed(change(selection));

  const measure = choice<ScoreName>('Score', 'setup-measure', (value) => edit((one) => ({ ...one, measure: value })), {
    explanation: 'The score that the view opens with. A matrix has them all; dynamics and groups are about this one.',
  });
  const scope = choice<'all' | 'two'>('Compare', 'setup-scope', (value) =>
    edit((one) => {
      const [rows = '', columns = rows] = distinctOf(one, 'model');
      return { ...one, matrix: value === 'all' ? undefined : { rows, columns } };
    }),
  );
  const side = (which: 'rows' | 'columns') =>
    choice<string>(which === 'rows' ? 'Rows (side a)' : 'Columns (side b)', `setup-${which}`, (value) =>
      edit((one) => ({ ...one, matrix: one.matrix && { ...one.matrix, [which]: value } })),
    );
  const [rows, columns] = [side('rows'), side('columns')];
  const matrix = element('div', { class: 'fields' }, scope.node, rows.node, columns.node);

  const final = choice<string>(
    'Final checkpoint',
    'setup-final',
    (value) => edit((one) => changeDynamics(one, { final: value === last ? undefined : value.slice(at.length) })),
    { explanation: 'All checkpoints are compared with this one (side b).' },
  );
  const threshold = valueField(
    'Threshold',
    'setup-threshold',
    numberInField((value) => value >= 0 && value <= 1, 'Enter a number from 0 to 1, such as 0.9.'),
    (value) => edit((one) => changeDynamics(one, { threshold: value })),
  );
  const grid = checkbox(
    'Each layer with every other, too',
    (value) => edit((one) => changeDynamics(one, { grid: value })),
    {
      'data-test': 'setup-grid',
    },
  );
  const dynamics = element(
    'div',
    { class: 'fields' },
    final.node,
    field(
      'Threshold',
      'A layer counts as converged from the checkpoint on from which its similarity stays at or above this.',
      threshold.node,
    ),
    field('Grid of layers', undefined, grid.node),
  );
  const scored = element('div', { class: 'fields' }, measure.node, matrix, dynamics);
  const groups = groupSettings(changed);
  const classes = classSettings(changed, ask);
  const asRead = asReadSettings(changed);
  const node = element(
    'section',
    { class: 'card settings', 'aria-label': 'Settings of the analysis' },
    scored,
    groups.node,
    classes.node,
    asRead.node,
  );
  return {
    node,
    show(next, beside, names, problems) {
      selection = next;
      const { analysis } = next;
      scored.hidden = analysis === 'classes';
      matrix.hidden = analysis !== 'matrix';
      dynamics.hidden = analysis !== 'dynamics';
      groups.node.hidden = analysis !== 'groups';
      classes.node.hidden = analysis !== 'classes';
      measure.show(
        scoreNames.map((one) => [one, measures[one].label] as const),
        next.measure,
      );
      const models = distinctOf(next, 'model');
      scope.show(
        [
          ['all', 'All layers with each other'],
          ['two', 'Two models'],
        ],
        next.matrix ? 'two' : 'all',
      );
      scope.node.hidden = models.length < 2;
      for (const [one, which] of [
        [rows, 'rows'],
        [columns, 'columns'],
      ] as const) {
        one.node.hidden = !next.matrix;
        one.show(models.map(named), next.matrix?.[which] ?? models[0] ?? '');
      }
      const checkpoints = distinctOf(next, 'checkpoint');
      final.show(
        [[last, 'The last one'], ...checkpoints.map((name) => [`${at}${name}`, name || 'unnamed'] as const)],
        next.dynamics?.final === undefined ? last : `${at}${next.dynamics.final}`,
      );
      threshold.show(next.dynamics?.threshold ?? 0.9);
      grid.set(next.dynamics?.grid ?? false);
      groups.show(next);
      classes.show(next, beside, names);
      asRead.show(next, problems);
    },
  };
}
