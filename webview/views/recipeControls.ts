import type { DraftField, OptionsDraft } from '../state/optionsDraft';
import { axesOf, type ComparisonModel } from '../state/comparisonState';
import { convChoices, layoutChoices, sequenceChoices } from '../words/optionChoices';
import { optionExplanations } from '../words/optionExplanations';
import { element } from '../element';
import { dropdown } from '../toolkit';
import { labelled, numberField } from './optionFields';

/** The controls for arrays of more than two axes: fields of the options row, there when a file needs them. */
interface RecipeControls {
  nodes: HTMLElement[];
  update(model: ComparisonModel, problems: Partial<Record<DraftField, string>>): void;
}

/** The controls; `changed` hears every edit, `submit` is Enter in a field. */
export function createRecipeControls(
  changed: (change: Partial<OptionsDraft>) => void,
  submit: () => void,
): RecipeControls {
  const conv = dropdown(convChoices, (value) => changed({ conv: value }), {
    'aria-label': 'Recipe for maps',
    'data-test': 'conv',
  });
  const layout = dropdown(layoutChoices, (value) => changed({ layout: value }), {
    'aria-label': 'Layout of maps',
    'data-test': 'layout',
  });
  const sequence = dropdown(sequenceChoices, (value) => changed({ sequence: value }), {
    'aria-label': 'Recipe for sequences',
    'data-test': 'sequence',
  });
  const every = numberField('every', 'Keep one row of', (text) => changed({ every: text }), submit);
  const seed = numberField('seed', 'Seed of the first row', (text) => changed({ seed: text }), submit);
  const maps = [
    labelled('Maps', optionExplanations.conv, conv.node),
    labelled('Layout', optionExplanations.layout, layout.node),
  ];
  const steps = labelled('Sequences', optionExplanations.sequence, sequence.node);
  const rows = labelled(
    'Keep one row of, seed',
    optionExplanations.subsample,
    element('span', { class: 'pair' }, every.node, seed.node),
  );
  return {
    nodes: [...maps, steps, rows],
    update(model, problems) {
      const { draft } = model;
      if (!draft) return;
      const axes = axesOf(model);
      for (const node of maps) node.hidden = !axes.maps;
      steps.hidden = !axes.sequences;
      rows.hidden = !axes.maps && !axes.sequences;
      conv.set(draft.conv);
      layout.set(draft.layout);
      sequence.set(draft.sequence);
      every.control.set(draft.every);
      every.problem(problems.every);
      seed.control.set(draft.seed);
      seed.problem(problems.seed);
    },
  };
}
