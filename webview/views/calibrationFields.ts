import type { CalibrateChoice } from '../../src/facts/options';
import { optionExplanations } from '../words/optionExplanations';
import { labelled } from './optionFields';

/** A number of calibrating, in a field of whatever kind a page has. */
export interface CalibrationField<Field> {
  id: keyof CalibrateChoice;
  field: Field;
  /** The field under its label. */
  node: HTMLElement;
}

const fields = [
  { id: 'permutations', label: 'Permutations', explanation: optionExplanations.permutations },
  { id: 'alpha', label: 'Alpha', explanation: optionExplanations.alpha },
  { id: 'seed', label: 'Seed of permutations', explanation: optionExplanations.permutationSeed },
] as const;

/** The fields of calibrating, in order; `make` makes each, `empty` says what it means that there is no number of permutations. */
export function calibrationFields<Field extends { node: HTMLElement }>(
  make: (id: keyof CalibrateChoice, label: string) => Field,
  empty?: string,
): CalibrationField<Field>[] {
  return fields.map(({ id, label, explanation }) => {
    const field = make(id, label);
    const said = id === 'permutations' && empty !== undefined ? `${explanation} ${empty}` : explanation;
    return { id, field, node: labelled(label, said, field.node) };
  });
}
