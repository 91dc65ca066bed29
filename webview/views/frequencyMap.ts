import type { DftReport } from '../../src/facts/measures/dft';
import { element } from '../element';
import { score } from '../../src/facts/numbers';
import { frequencyTable } from '../state/frequencyTable';
import { heatExportButton } from './exportButton';
import { heatMap } from './heatMap';
import type { HeatMapPlan } from './heatMapPlan';

/** Mean CCA at each spatial frequency as a map, the lowest frequency in its middle; shown only for comparisons by frequency. */
interface FrequencyMap {
  node: HTMLElement;
  show(dft: DftReport | undefined): void;
}

const title = 'Mean CCA at each frequency';

/** An empty map of frequencies; `save` receives its picture, `subject` says what that is of. */
export function frequencyMap(
  subject: () => string,
  save: (content: string | Uint8Array, extension: string) => void,
): FrequencyMap {
  let drawing: HeatMapPlan | undefined;
  const map = heatMap();
  const keep = heatExportButton(title, () => drawing && { plan: drawing, title, subject: subject(), save });
  const node = element(
    'section',
    { class: 'figure', 'data-test': 'frequency-map', hidden: true, 'aria-label': 'CCA by frequency' },
    element('div', { class: 'chart-head' }, element('h3', {}, title), keep),
    map.node,
  );
  return {
    node,
    show(dft) {
      node.hidden = dft === undefined;
      if (!dft) return;
      const table = frequencyTable(dft);
      drawing = {
        ...table,
        axes: {
          rows: { title: 'Vertical frequency, cycles a map', labels: table.rows, blocks: [] },
          columns: { title: 'Horizontal frequency, cycles a map', labels: table.columns, blocks: [] },
        },
        quantity: 'Mean CCA',
        scale: { low: 0, high: 1, reversed: false },
        refused: [],
        marked: [],
        saturated: [],
        label: `Mean canonical correlation of the channels at each spatial frequency; over all frequencies ${score(dft.meanOverLocations)}.`,
        caption: '0, 0 is the mean of each map.',
        test: 'frequency-table',
        corner: 'Frequency',
        missing: 'no variance',
        running: false,
      };
      map.show(drawing);
    },
  };
}
