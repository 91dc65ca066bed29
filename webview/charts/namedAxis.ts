import { saidOnce } from '../state/heatAxes';
import type { FigureConfig } from './figure';
import { labelStep } from './heatCells';

/** What a figure over layers or checkpoints needs beyond its frame. */
interface NamedAxis {
  /** Names of the places 0, 1, 2 ... to stand on the axis; numbers stand there when absent. */
  ticks?: readonly string[] | undefined;
  /** What the tooltip is headed with at a place. */
  title(x: number): string;
  /** Labels of series that the tooltip leaves out: levels of chance, bars of error. */
  quiet?: readonly string[] | undefined;
}

/** More names than these, or longer ones than a few signs, have no room along an axis: their numbers stand there. */
const [mostNames, shortName] = [16, 5];

/** Every how many numbers of so many places stand along an axis: 1, 2, 5, 10, 20 ... */
function stepOf(places: number): number {
  return labelStep(1, places / 12);
}

/** The end of a long name is what tells it from others. */
function shortened(name: string): string {
  return name.length <= 18 ? name : `…${name.slice(-17)}`;
}

/** What stands along an axis for names: what differs in them, or from 1 on their numbers, in round steps; and what is to be said of that in its title. */
function tickNames(names: readonly string[]): { at: (place: number) => string | null; title: string } {
  const { common, names: apart } = saidOnce(names);
  const said = common === '' ? '' : ` ${common}`;
  if (names.length <= mostNames || apart.every((name) => name.length <= shortName)) {
    const step = names.length <= mostNames ? 1 : stepOf(names.length);
    return {
      at: (place) => (place % step === 0 && place in apart ? shortened(apart[place]) : null),
      title: said,
    };
  }
  const step = stepOf(names.length);
  return {
    at: (place) => (place in apart && (place === 0 || (place + 1) % step === 0) ? String(place + 1) : null),
    title: `${said} (by number)`,
  };
}

/**
 * A configuration of `frame` whose x-axis names its places. Series of the same label stand once in the legend.
 */
export function namedAxis(config: FigureConfig, { ticks, title, quiet = [] }: NamedAxis): FigureConfig {
  const { options = {} } = config;
  const { x, ...scales } = options.scales ?? {};
  const { legend, tooltip, ...plugins } = options.plugins ?? {};
  const named = ticks && tickNames(ticks);
  const thinned = named && {
    stepSize: 1,
    maxTicksLimit: 1000,
    autoSkipPadding: 8,
    maxRotation: 45,
    includeBounds: false,
    callback: (value: number | string) => named.at(Number(value)),
  };
  const axis = {
    ...x,
    ticks: { ...x?.ticks, ...thinned },
    ...(named && { title: { ...x?.title, text: `${String(x?.title?.text ?? '')}${named.title}` } }),
  } as typeof x;
  return {
    ...config,
    options: {
      ...options,
      scales: { ...scales, x: axis },
      plugins: {
        ...plugins,
        legend: {
          ...legend,
          labels: {
            ...legend?.labels,
            filter: ({ text, datasetIndex }, { datasets }) =>
              datasets.findIndex(({ label }) => label === text) === datasetIndex,
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
