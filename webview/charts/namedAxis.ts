import type { FigureConfig } from './figure';

/** What a figure over layers or checkpoints needs beyond its frame. */
interface NamedAxis {
  /** Names of the places 0, 1, 2 ... to stand on the axis; numbers stand there when absent. */
  ticks?: readonly string[] | undefined;
  /** What the tooltip is headed with at a place. */
  title(x: number): string;
  /** Labels of series that the tooltip leaves out: levels of chance, bars of error. */
  quiet?: readonly string[] | undefined;
}

/** The end of a long name is what tells it from others. */
function shortened(name: string): string {
  return name.length <= 18 ? name : `…${name.slice(-17)}`;
}

/**
 * A configuration of `frame` whose x-axis names its places. Series of the same label stand once in the legend, where a click shows or hides
 * them all.
 */
export function namedAxis(config: FigureConfig, { ticks, title, quiet = [] }: NamedAxis): FigureConfig {
  const { options = {} } = config;
  const { x, ...scales } = options.scales ?? {};
  const { legend, tooltip, ...plugins } = options.plugins ?? {};
  const named = ticks && {
    stepSize: 1,
    maxTicksLimit: 60,
    autoSkipPadding: 8,
    maxRotation: 45,
    includeBounds: false,
    callback: (value: number | string) => {
      const name = ticks[Number(value)];
      return name === undefined ? null : shortened(name);
    },
  };
  return {
    ...config,
    options: {
      ...options,
      scales: { ...scales, x: { ...x, ticks: { ...x?.ticks, ...named } } as typeof x },
      plugins: {
        ...plugins,
        legend: {
          ...legend,
          labels: {
            ...legend?.labels,
            filter: ({ text, datasetIndex }, { datasets }) =>
              datasets.findIndex(({ label }) => label === text) === datasetIndex,
          },
          onClick: (_event, { text, datasetIndex = 0 }, { chart }) => {
            const visible = chart.isDatasetVisible(datasetIndex);
            chart.data.datasets.forEach(({ label }, index) => {
              if (label === text) chart.setDatasetVisibility(index, !visible);
            });
            chart.update('none');
          },
        },
        tooltip: {
          ...tooltip,
          filter: ({ dataset, parsed }) => !quiet.includes(dataset.label ?? '') && Number.isFinite(parsed.y),
          callbacks: {
            ...tooltip?.callbacks,
            title: (items) => (items.length > 0 ? title(items[0].parsed.x ?? 0) : ''),
          },
        },
      },
    },
  };
}
