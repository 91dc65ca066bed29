import type { ConvChoice, DraftField, LayoutChoice, OptionsDraft, SequenceChoice } from '../state/optionsDraft';
import { axesOf, type ComparisonModel } from '../state/comparisonState';
import { element } from '../element';
import { dropdown } from '../toolkit';
import { labelled, numberField } from './optionFields';

/** The controls for arrays of more than two axes: fields of the options row, there when a file needs them. */
interface RecipeControls {
  nodes: HTMLElement[];
  update(model: ComparisonModel, problems: Partial<Record<DraftField, string>>): void;
}

const convs: [ConvChoice, string][] = [
  ['auto', 'Auto'],
  ['flatten', 'Flatten positions'],
  ['pool', 'Average-pool'],
  ['interpolate', 'Interpolate'],
  ['dft', 'By frequency (DFT)'],
];

const layouts: [LayoutChoice, string][] = [
  ['auto', 'Auto'],
  ['nhwc', 'Channels last'],
  ['nchw', 'Channels first'],
];

const sequences: [SequenceChoice, string][] = [
  ['auto', 'Auto'],
  ['flatten', 'Flatten steps'],
  ['last', 'Last step'],
  ['mean', 'Mean of steps'],
];

const explanations = {
  conv: 'How maps of a convolution become samples × neurons. Flatten: each position is a sample (maps of equal size). Average-pool: the mean over positions. Interpolate: the smaller map is raised to the larger. By frequency: complex CCA at each frequency of the 2-d Fourier transform. Auto: flatten where maps are equal, else pool.',
  layout:
    'Which axis holds the channels: the last (NHWC, TensorFlow) or the first after the samples (NCHW, PyTorch). Auto decides from the shapes.',
  sequence:
    'How samples × steps × neurons become samples × neurons. Flatten: each step is a sample. Auto: flatten where lengths are equal, else the mean.',
  subsample:
    'One row of so many is kept: neighbouring positions say much the same. Without a seed it begins with row 0; a seed draws the row that it begins with.',
};

/** The controls; `changed` hears every edit, `submit` is Enter in a field. */
export function createRecipeControls(
  changed: (change: Partial<OptionsDraft>) => void,
  submit: () => void,
): RecipeControls {
  const conv = dropdown(convs, (value) => changed({ conv: value }), {
    'aria-label': 'Recipe for maps',
    'data-test': 'conv',
  });
  const layout = dropdown(layouts, (value) => changed({ layout: value }), {
    'aria-label': 'Layout of maps',
    'data-test': 'layout',
  });
  const sequence = dropdown(sequences, (value) => changed({ sequence: value }), {
    'aria-label': 'Recipe for sequences',
    'data-test': 'sequence',
  });
  const every = numberField('every', 'Keep one row of', (text) => changed({ every: text }), submit);
  const seed = numberField('seed', 'Seed of the first row', (text) => changed({ seed: text }), submit);
  const maps = [labelled('Maps', explanations.conv, conv.node), labelled('Layout', explanations.layout, layout.node)];
  const steps = labelled('Sequences', explanations.sequence, sequence.node);
  const rows = labelled(
    'Keep one row of, seed',
    explanations.subsample,
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
