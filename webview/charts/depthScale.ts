import { saidOnce } from '../state/heatAxes';
import type { DepthBarOptions } from './depthBar';
import { depthColour } from './depthColour';
import type { DepthScale, FigureConfig, Palette } from './figure';

/** The colours of lines that are one behind the other, from the first to the last; `what` one of them is. */
export function depthScale(what: string, labels: readonly string[], { background }: Palette): DepthScale {
  const { common, names } = saidOnce(labels);
  return {
    title: common === '' ? what : `${what} ${common}`,
    names,
    labels,
    colours: labels.map((_label, place) => depthColour(place, labels.length, background)),
  };
}

/** A figure's configuration whose lines are told apart by a bar of colours; the legend then has what is no such line. */
export function withDepth(config: FigureConfig, depth: DepthScale, palette: Palette): FigureConfig {
  const { options = {} } = config;
  const { legend, ...plugins } = options.plugins ?? {};
  const own = new Set(depth.labels);
  const bar: DepthBarOptions = { depthBar: { ...depth, display: true, ink: palette.muted } };
  const filter = legend?.labels?.filter;
  return {
    ...config,
    options: {
      ...options,
      plugins: {
        ...plugins,
        ...bar,
        legend: {
          ...legend,
          labels: {
            ...legend?.labels,
            filter: (item, data) => !own.has(item.text) && (filter?.(item, data) ?? true),
          },
        },
      },
    },
  };
}
