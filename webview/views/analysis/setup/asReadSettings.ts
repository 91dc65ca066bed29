import type { Estimate } from '../../../../src/protocol/analysisRun';
import type { Selection } from '../../../../src/protocol/selection';
import type { Orientation, RecipeChoice, SvccaCut } from '../../../../src/facts/pairOptions';
import { numberOptions } from '../../../../src/facts/numberOptions';
import { element } from '../../../element';
import { optional, optionInField } from '../../../state/fieldValue';
import { optionExplanations } from '../../../words/optionExplanations';
import { orientationChoices } from '../../../words/orientationChoices';
import { checkbox } from '../../../toolkit';
import { choice, field } from '../../field';
import { valueField } from './valueField';

type Auto<T> = T | 'auto';

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
  const settled = <T extends string>(value: Auto<T>): T | undefined => (value === 'auto' ? undefined : value);

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
  const conv = choice<Auto<NonNullable<RecipeChoice['conv']>>>(
    'Maps',
    'setup-conv',
    (value) => recipe({ conv: settled(value) }),
    {
      explanation:
        'Arrays of four axes. Flatten: each position a sample (equal maps). Average: the mean over positions, which keeps the samples. Interpolate: the smaller map is raised to the larger. Fourier: frequency by frequency.',
    },
  );
  const layout = choice<Auto<NonNullable<RecipeChoice['layout']>>>(
    'Axes of maps',
    'setup-layout',
    (value) => recipe({ layout: settled(value) }),
    {
      explanation: optionExplanations.layout,
    },
  );
  const sequence = choice<Auto<NonNullable<RecipeChoice['sequence']>>>(
    'Sequences',
    'setup-sequence',
    (value) => recipe({ sequence: settled(value) }),
    {
      explanation:
        'Arrays of three axes (samples, steps, neurons): every step a sample, the last step, or the mean of the steps.',
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
      field(
        'Keep one row of every',
        'Sub-sampling of rows after maps and sequences are flattened; empty: all rows.',
        every.node,
      ),
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
      rule.show(
        [
          ['variance', 'Variance'],
          ['unsquared', 'Unsquared sum'],
          ['dimensions', 'Dimensions'],
        ],
        svcca.rule,
      );
      fraction.node.hidden = svcca.rule === 'dimensions';
      dimensions.node.hidden = svcca.rule !== 'dimensions';
      if (svcca.rule === 'dimensions') dimensions.show(svcca.count);
      else fraction.show(svcca.fraction);
      drop.set(dropNonFinite);
      exact.set(rank === 'exact');
      orientation.show(orientationChoices('samples'), next.options.orientation ?? 'samples');
      conv.show(
        [
          ['auto', 'As they fit'],
          ['flatten', 'Flatten'],
          ['pool', 'Average'],
          ['interpolate', 'Interpolate'],
          ['dft', 'Fourier'],
        ],
        chosen?.conv ?? 'auto',
      );
      layout.show(
        [
          ['auto', 'From the shapes'],
          ['nhwc', 'Channels last'],
          ['nchw', 'Channels second'],
        ],
        chosen?.layout ?? 'auto',
      );
      sequence.show(
        [
          ['auto', 'As they fit'],
          ['flatten', 'Every step'],
          ['last', 'Last step'],
          ['mean', 'Mean of steps'],
        ],
        chosen?.sequence ?? 'auto',
      );
      every.show(chosen?.subsample?.every);
      seed.show(chosen?.subsample?.seed);
      seedField.hidden = chosen?.subsample === undefined;
      // A layout that must be chosen is chosen here.
      if (problems.some(({ code }) => /layout|recipe|axes|sample-count/.test(code))) node.open = true;
    },
  };
}
