import { families } from '../../src/facts/measures/families';
import { measures, type MeasureName } from '../../src/facts/measures';
import { element } from '../element';
import { checkbox, setDisabled } from '../toolkit';
import { optionExplanations } from '../words/optionExplanations';
import { tip } from './tip';

/** The boxes that say which measures are computed. */
interface MeasureBoxes {
  node: HTMLElement;
  /** `fixed`: one that is computed whatever is ticked. `problem`: what is wrong with the choice. */
  update(chosen: readonly MeasureName[], fixed?: MeasureName, problem?: string): void;
}

/** The boxes by family; `changed` is told all that are ticked, in order, where people tick and untick. */
export function measureBoxes(changed: (chosen: MeasureName[]) => void): MeasureBoxes {
  let ticked: readonly MeasureName[] = [];
  const choose = (name: MeasureName, on: boolean) =>
    changed(measures.flatMap(({ id }) => ((id === name ? on : ticked.includes(id)) ? [id] : [])));
  const boxes = measures.map(({ id, title, family }) => ({
    id,
    family,
    box: checkbox(title, (on) => choose(id, on), { 'data-test': `measure-${id}` }),
  }));
  const groups = families.flatMap(({ id, title, question }) => {
    const own = boxes.filter(({ family }) => family === id);
    const group = element(
      'div',
      { class: 'measure-group', role: 'group', 'aria-label': title },
      element('span', { class: 'field-label' }, tip([title], question)),
      element('span', { class: 'measure-boxes' }, ...own.map(({ box }) => box.node)),
    );
    return own.length > 0 ? [group] : [];
  });
  const note = element('span', { class: 'problem', role: 'alert', hidden: true });
  return {
    node: element(
      'div',
      { class: 'measure-choice', role: 'group', 'aria-label': 'Measures' },
      element('span', { class: 'field-label' }, tip(['Measures'], optionExplanations.measures)),
      ...groups,
      note,
    ),
    update(chosen, fixed, problem) {
      ticked = chosen;
      for (const { id, box } of boxes) {
        box.set(id === fixed || chosen.includes(id));
        setDisabled(box.node, id === fixed);
      }
      note.hidden = problem === undefined;
      if (problem !== undefined) note.textContent = problem;
    },
  };
}
