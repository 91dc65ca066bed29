import type { Estimate } from '../../../../src/protocol/analysisRun';
import type { Selection } from '../../../../src/protocol/selection';
import type { Orientation, RecipeChoice, SvccaCut } from '../../../../src/facts/pairOptions';
import { numberOptions } from '../../../../src/facts/numberOptions';
import { element } from '../../../element';
import type { ConvChoice, LayoutChoice, SequenceChoice } from '../../../state/optionsDraft';
import { optional, optionInField } from '../../../state/fieldValue';
import { optionExplanations } from '../../../words/optionExplanations';
import {
  convChoices,
  cutChoices,
  layoutChoices,
  orientationChoices,
  sequenceChoices,
} from '../../../words/optionChoices';
import { checkbox } from '../../../toolkit';
import { choice, field } from '../../field';
import { valueField } from './valueField';

/** How arrays are read and SVCCA is cut: folded, as the defaults are decided from the shapes. */
export function asReadSettings(changed: (selection: Selection) => void): {
  node: HTMLElement;
  show(selection: Selection, problems: Estimate['problems']): void;
} {
  let selection: Selection | undefined;
  const options = (change: Partial<Selection['options']>) =>
    selection && changed({ ...selection, options: { ...selection.options, ...change } });
  const recipe = (change: Partial<RecipeChoice>) => {
    const next = { ...selection?.options.recipe, ...change };
    const chosen = Object.values(next).some((value) => value !== undefined);
    options({ recipe: chosen ? next : undefined });
  };
  const settled = <T extends string>(value: T | 'auto'): T | undefined => (value === 'auto' ? undefined : value);

  const rule = choice<SvccaCut['rule']>(
    'SVCCA cut',
    'setup-svcca-rule',
    (value) =>
      options({
        svcca:
          value === 'dimensions'
            ? { rule: value, count: numberOptions.dimensions.usual }
            : { rule: value, fraction: numberOptions.fraction.usual },
      }),
    {
      explanation: optionExplanations.cut,
    },
  );
  const fraction = valueField('SVCCA cut', 'setup-svcca-fraction', optionInField(numberOptions.fraction), (value) => {
    const svcca = selection?.options.svcca;
    if (svcca && svcca.rule !== 'dimensions') options({ svcca: { ...svcca, fraction: value } });
  });
  const dimensions = valueField(
    'SVCCA dimensions',
    'setup-svcca-dimensions',
    optionInField(numberOptions.dimensions),
    (value) => options({ svcca: { rule: 'dimensions', count: value } }),
  );
  const drop = checkbox('Leave out non-finite samples', (dropNonFinite) => options({ dropNonFinite }), {
    'data-test': 'setup-drop-non-finite',
  });
  const exact = checkbox('Count directions of rounding', (chosen) => options({ rank: chosen ? 'exact' : undefined }), {
    'data-test': 'setup-exact-rank',
  });
  const orientation = choice<Orientation>(
    'Orientation of matrices',
    'setup-orientation',
    // Samples first is what nobody need say: labels and ids may then still say otherwise.
    (value) => options({ orientation: value === 'neurons' ? value : undefined }),
    {
      explanation:
        'What the rows of all arrays of two axes are, their columns being the other. Shapes alone never turn an array; labels and sample ids do, where only the other axis has as many.',
    },
  );
  const conv = choice<ConvChoice>('Maps', 'setup-conv', (value) => recipe({ conv: settled(value) }), {
    explanation: optionExplanations.conv,
  });
  const layout = choice<LayoutChoice>('Axes of maps', 'setup-layout', (value) => recipe({ layout: settled(value) }), {
    explanation: optionExplanations.layout,
  });
  const sequence = choice<SequenceChoice>(
    'Sequences',
    'setup-sequence',
    (value) => recipe({ sequence: settled(value) }),
    {
      explanation: optionExplanations.sequence,
    },
  );
  const every = valueField(
    'Keep one row of every',
    'setup-every',
    optional(optionInField(numberOptions.every)),
    (value) =>
      recipe({
        subsample: value === undefined ? undefined : { ...selection?.options.recipe?.subsample, every: value },
      }),
  );
  const seed = valueField(
    'Seed of the first row',
    'setup-seed',
    optional(optionInField(numberOptions.firstRowSeed)),
    (value) => {
      const subsample = selection?.options.recipe?.subsample;
      if (subsample) recipe({ subsample: { ...subsample, seed: value } });
    },
  );
  const seedField = field('Seed of the first row', 'Empty: from the first row on.', seed.node);
  const node = element(
    'details',
    { class: 'more-options' },
    element('summary', {}, 'How files are read: orientation, maps, sequences, sub-sampling, SVCCA cut'),
    element(
      'div',
      { class: 'fields' },
      element('span', { class: 'pair bottom' }, rule.node, fraction.node, dimensions.node),
      orientation.node,
      conv.node,
      layout.node,
      sequence.node,
      field('Keep one row of every', optionExplanations.subsample, every.node),
      seedField,
      drop.node,
      exact.node,
    ),
  );
  return {
    node,
    show(next, problems) {
      selection = next;
      const { svcca, dropNonFinite, rank, recipe: chosen } = next.options;
      rule.show(cutChoices, svcca.rule);
      fraction.node.hidden = svcca.rule === 'dimensions';
      dimensions.node.hidden = svcca.rule !== 'dimensions';
      if (svcca.rule === 'dimensions') dimensions.show(svcca.count);
      else fraction.show(svcca.fraction);
      drop.set(dropNonFinite);
      exact.set(rank === 'exact');
      orientation.show(orientationChoices('samples'), next.options.orientation ?? 'samples');
      conv.show(convChoices, chosen?.conv ?? 'auto');
      layout.show(layoutChoices, chosen?.layout ?? 'auto');
      sequence.show(sequenceChoices, chosen?.sequence ?? 'auto');
      every.show(chosen?.subsample?.every);
      seed.show(chosen?.subsample?.seed);
      seedField.hidden = chosen?.subsample === undefined;
      // A layout that must be chosen is chosen here.
      if (problems.some(({ code }) => /layout|recipe|axes|sample-count/.test(code))) node.open = true;
    },
  };
}
