import { isTaken } from '../state/measuresChosen';
import type { DraftField, OptionsDraft } from '../state/optionsDraft';
import { optionExplanations } from '../words/optionExplanations';
import { measureBoxes } from './measureBoxes';
import { labelled, numberField } from './optionFields';

/** The boxes that say which measures are computed, and the fields of those that have some. */
interface MeasureControls {
  /** Fields of the options row. */
  fields: HTMLElement[];
  boxes: HTMLElement;
  update(draft: OptionsDraft, problems: Partial<Record<DraftField, string>>): void;
}

/** The controls; `changed` hears every edit, `submit` is Enter in a field. */
export function createMeasureControls(
  changed: (change: Partial<OptionsDraft>) => void,
  submit: () => void,
): MeasureControls {
  const boxes = measureBoxes((measures) => changed({ measures }));
  const fields = [
    { id: 'neighbours', label: 'Neighbours' },
    { id: 'bandwidth', label: 'RBF bandwidth' },
  ] as const;
  const shown = fields.map(({ id, label }) => {
    const { node, ...field } = numberField(id, label, (text) => changed({ [id]: text }), submit);
    return { id, node: labelled(label, optionExplanations[id], node), ...field };
  });
  return {
    fields: shown.map(({ node }) => node),
    boxes: boxes.node,
    update(draft, problems) {
      boxes.update(draft.measures, undefined, problems.measures);
      for (const { id, node, control, problem } of shown) {
        node.hidden = !isTaken(id, draft.measures);
        control.set(draft[id]);
        problem(problems[id]);
      }
    },
  };
}
