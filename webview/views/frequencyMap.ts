import type { DftReport } from '../../src/facts/measures/dft';
import { element } from '../element';
import { score } from '../../src/facts/numbers';
import { frequencyTable } from '../state/frequencyTable';
import { heatMap } from './heatMap';

/** Mean CCA at each spatial frequency as a map, the lowest frequency in its middle; shown only for comparisons by frequency. */
interface FrequencyMap {
  node: HTMLElement;
  show(dft: DftReport | undefined): void;
}

/** An empty map of frequencies. */
export function frequencyMap(): FrequencyMap {
  const map = heatMap();
  const node = element(
    'section',
    { class: 'figure', 'data-test': 'frequency-map', hidden: true, 'aria-label': 'CCA by frequency' },
    element('h3', {}, 'Mean CCA at each frequency'),
    map.node,
  );
  return {
    node,
    show(dft) {
      node.hidden = dft === undefined;
      if (!dft) return;
      const table = frequencyTable(dft);
      map.show({
        ...table,
        axes: {
          rows: { title: 'Vertical frequency, cycles a map', labels: table.rows, blocks: [] },
          columns: { title: 'Horizontal frequency, cycles a map', labels: table.columns, blocks: [] },
        },
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
      });
    },
  };
}
