import type { DftReport } from '../../src/facts/measures/dft';
import { element } from '../element';
import { centred } from '../state/frequencyTable';
import { choice } from './field';

/** A choice of one of the frequencies of a comparison by frequency; hidden for others. */
interface FrequencyChoice {
  node: HTMLElement;
  show(dft: Pick<DftReport, 'height' | 'width'> | undefined): void;
  /** Vertical and horizontal, in cycles a map; undefined where there is nothing to choose. */
  read(): [number, number] | undefined;
}

/** A frequency as text, with a true minus sign. */
export function signed(frequency: number): string {
  return frequency < 0 ? `−${-frequency}` : String(frequency);
}

const explanation = {
  rows: 'Cycles from top to bottom of a map: the rows of the picture of frequencies.',
  columns: 'Cycles from left to right of a map: the columns of the picture of frequencies.',
};

/** The choice of a vertical and a horizontal frequency, (0, 0) at first. */
export function frequencyChoice(): FrequencyChoice {
  const chosen = { rows: 0, columns: 0 };
  let size: { rows: number; columns: number } | undefined;
  const rows = choice<string>('Vertical frequency', 'frequency-row', (value) => (chosen.rows = Number(value)), {
    explanation: explanation.rows,
  });
  const columns = choice<string>(
    'Horizontal frequency',
    'frequency-column',
    (value) => (chosen.columns = Number(value)),
    { explanation: explanation.columns },
  );
  const node = element('span', { class: 'pair bottom', hidden: true }, rows.node, columns.node);
  return {
    node,
    show(dft) {
      node.hidden = dft === undefined;
      size = dft && { rows: dft.height, columns: dft.width };
      if (!size) return;
      for (const [axis, control] of [
        ['rows', rows],
        ['columns', columns],
      ] as const) {
        const all = centred(size[axis]);
        if (!all.includes(chosen[axis])) chosen[axis] = 0;
        control.show(
          all.map((frequency) => [String(frequency), signed(frequency)] as const),
          String(chosen[axis]),
        );
      }
    },
    read: () => (size ? [chosen.rows, chosen.columns] : undefined),
  };
}
