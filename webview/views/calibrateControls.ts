import type { CalibrateChoice } from '../../src/facts/options';
import type { DraftField, OptionsDraft } from '../state/optionsDraft';
import { calibrationFields } from './calibrationFields';
import { numberField } from './optionFields';

/** The fields that say whether scores are calibrated, and how: fields of the options row. */
interface CalibrateControls {
  nodes: HTMLElement[];
  update(draft: OptionsDraft, problems: Partial<Record<DraftField, string>>, applicable: boolean): void;
}

/** The controls; `changed` hears every edit, `submit` is Enter in a field. */
export function createCalibrateControls(
  changed: (change: Partial<OptionsDraft>) => void,
  submit: () => void,
): CalibrateControls {
  let draft: OptionsDraft | undefined;
  const edit = (id: keyof CalibrateChoice, text: string): void => {
    if (draft) changed({ calibrate: { ...draft.calibrate, [id]: text } });
  };
  const fields = calibrationFields(
    (id, label) => numberField(`calibrate-${id}`, label, (text) => edit(id, text), submit),
    'Empty: scores are not calibrated.',
  );
  return {
    nodes: fields.map(({ node }) => node),
    update(next, problems, applicable) {
      draft = next;
      for (const { id, field, node } of fields) {
        node.hidden = !applicable;
        field.control.set(next.calibrate[id]);
        field.problem(problems[`calibrate.${id}`]);
      }
    },
  };
}
