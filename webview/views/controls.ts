import type { Orientation } from '../../src/facts/pairOptions';
import type { SideReport } from '../../src/facts/reportParts';
import { optionExplanations } from '../words/optionExplanations';
import { element } from '../element';
import { readDraft, type DraftField, type OptionsDraft } from '../state/optionsDraft';
import { cutChoices, orientationChoices } from '../words/optionChoices';
import { isEdited, reportOf, requestOf, type ComparisonModel } from '../state/comparisonState';
import { button, checkbox, dropdown, setAppearance } from '../toolkit';
import { createCalibrateControls } from './calibrateControls';
import { choice } from './field';
import { labelled, numberField } from './optionFields';
import { createMeasureControls } from './measureControls';
import { createRecipeControls } from './recipeControls';

/** The options row; one node for the life of the page, so that what is being typed is never lost. */
interface Controls {
  node: HTMLElement;
  update(model: ComparisonModel): void;
}

/** The controls; `changed` hears every edit, `submit` is Recompute or Enter in a field. */
export function createControls(changed: (change: Partial<OptionsDraft>) => void, submit: () => void): Controls {
  let draft: OptionsDraft | undefined;
  const rule = dropdown(cutChoices, (value) => changed({ rule: value }), {
    'aria-label': 'SVCCA cut rule',
    'data-test': 'svcca-rule',
  });
  const amount = numberField(
    'svcca',
    'SVCCA cut',
    (text) => changed(draft?.rule === 'dimensions' ? { dimensions: text } : { fraction: text }),
    submit,
  );
  const epsilon = numberField('epsilon', 'CCA epsilon', (text) => changed({ epsilon: text }), submit);
  const threshold = numberField(
    'threshold',
    'Threshold of the thresholded mean',
    (text) => changed({ threshold: text }),
    submit,
  );
  const orientationA = choice<Orientation>(
    'Orientation of a',
    'orientation-a',
    (value) => changed({ orientationA: value }),
    { explanation: optionExplanations.orientation },
  );
  const orientationB = choice<Orientation>(
    'Orientation of b',
    'orientation-b',
    (value) => changed({ orientationB: value }),
    { explanation: optionExplanations.orientation },
  );
  const drop = checkbox('Leave out non-finite samples', (dropNonFinite) => changed({ dropNonFinite }), {
    'data-test': 'drop-non-finite',
  });
  const exact = checkbox('Count directions of rounding', (exactRank) => changed({ exactRank }), {
    'data-test': 'exact-rank',
    title: optionExplanations.rank,
  });
  const recipe = createRecipeControls(changed, submit);
  const recompute = button(['Recompute'], submit, { 'data-test': 'recompute' });
  const measures = createMeasureControls(changed, submit);
  const calibrate = createCalibrateControls(changed, submit);
  const node = element(
    'section',
    { class: 'controls', 'aria-label': 'Options', hidden: true },
    measures.boxes,
    element(
      'div',
      { class: 'fields' },
      labelled('SVCCA cut', optionExplanations.cut, element('span', { class: 'pair' }, rule.node, amount.node)),
      labelled('CCA epsilon', optionExplanations.epsilon, epsilon.node),
      labelled('Threshold', optionExplanations.threshold, threshold.node),
      orientationA.node,
      orientationB.node,
      ...recipe.nodes,
      ...measures.fields,
      ...calibrate.nodes,
      element('div', { class: 'field-actions' }, drop.node, exact.node, recompute),
    ),
  );
  return {
    node,
    update(model) {
      draft = model.draft;
      node.hidden = !draft;
      if (!draft) return;
      const problems: Partial<Record<DraftField, string>> = readDraft(draft).problems ?? {};
      rule.set(draft.rule);
      amount.control.set(draft.rule === 'dimensions' ? draft.dimensions : draft.fraction);
      amount.problem(problems.fraction ?? problems.dimensions);
      epsilon.control.set(draft.epsilon);
      epsilon.problem(problems.epsilon);
      threshold.control.set(draft.threshold);
      threshold.problem(problems.threshold);
      const report = reportOf(model.state);
      const { orientation, transposeA, transposeB } = requestOf(model.state)?.options ?? {};
      const choicesOf = (chosen: boolean | undefined, side: SideReport | undefined) =>
        orientationChoices(
          orientation ?? 'samples',
          (orientation ?? chosen) === undefined && side?.transposed === true,
        );
      orientationA.show(choicesOf(transposeA, report?.a), draft.orientationA);
      orientationB.show(choicesOf(transposeB, report?.b), draft.orientationB);
      // What a recipe makes of maps and sequences is samples x neurons: there is nothing to turn.
      orientationA.node.hidden = isMade(report?.a);
      orientationB.node.hidden = isMade(report?.b);
      drop.set(draft.dropNonFinite);
      exact.set(draft.exactRank);
      recipe.update(model, problems);
      measures.update(draft, problems);
      calibrate.update(draft, problems, report?.dft === undefined);
      setAppearance(recompute, isEdited(model) ? 'primary' : 'secondary');
    },
  };
}

/** Whether a side became samples x neurons by a recipe. */
function isMade(side: SideReport | undefined): boolean {
  return side?.recipe !== undefined && side.recipe.kind !== 'matrix';
}
