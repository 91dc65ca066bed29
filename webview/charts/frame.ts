import type { Chart, ChartDataset, ChartOptions, LegendItem, PointStyle, TooltipItem } from 'chart.js';
import { count, magnitude, score } from '../../src/facts/numbers';
import type { FigureConfig, Palette, Point } from './figure';
import { pointLimit, thin } from './thin';

/** One dataset of a figure. */
export type Series = ChartDataset<'line' | 'bar', Point[]>;

/** Values at 1, 2, 3 ... as points. */
export function counting(values: readonly number[]): Point[] {
  return values.map((y, index) => ({ x: index + 1, y }));
}

/** A line, with a dot at each value as long as the dots can be told apart. */
export function line(
  label: string,
  points: readonly Point[],
  color: string,
  more: Partial<ChartDataset<'line', Point[]>> = {},
): Series {
  const radius = points.length <= 60 ? 2.5 : 0;
  return {
    type: 'line',
    label,
    data: thin(points),
    borderColor: color,
    backgroundColor: color,
    borderWidth: 1.75,
    pointRadius: radius,
    pointHoverRadius: 4,
    ...more,
    // Whether a dataset of lines is one of lines or bars depends, for the compiler, on which types of Chart.js it has looked at before.
  } as Series;
}

/** A line of what is expected by chance: dashed, so that it is told apart without its colour. */
export function baseline(label: string, values: readonly number[], color: string): Series {
  return line(label, counting(values), color, { borderDash: [5, 4], borderWidth: 1.25, pointRadius: 0 });
}

/** A thin upright line at x from the axis up to y, with one mark at its top. */
export function marker(label: string, x: number, y: number, color: string): Series {
  return line(
    label,
    [
      { x, y: 0 },
      { x, y },
    ],
    color,
    {
      borderDash: [2, 3],
      borderWidth: 1,
      pointRadius: [0, 5],
      pointHoverRadius: [0, 6],
      pointStyle: 'rectRot',
    },
  );
}

/** How the two axes of a figure are named and bounded. */
interface AxesPlan {
  x: string;
  y: string;
  /** Largest x; the axis begins at 1 unless `xFrom` says otherwise. */
  xTo: number;
  xFrom?: number;
  /** Fixed bounds of y, e.g. 0 to 1 for correlations; fitted to the data where absent. */
  yFrom?: number;
  yTo?: number;
  logarithmic?: boolean;
  /** How the tooltip heads a point, e.g. `Coefficient`. */
  item: string;
  /** How the tooltip writes a value; four decimals where absent. */
  write?: (value: number) => string;
  /** How ticks and tooltips write x, whose bounds then may be any; whole numbers where absent. */
  writeX?: (value: number) => string;
  /** A cloud of points in the plane: the tooltip tells both coordinates of the nearest, the legend shows markers. */
  cloud?: boolean;
}

/** The configuration around some series: axes, legend, tooltip and the theme's colours, without animation. */
export function frame(series: Series[], plan: AxesPlan, palette: Palette, type: 'line' | 'bar' = 'line'): FigureConfig {
  const write = plan.write ?? score;
  const { cloud, writeX } = plan;
  const xFrom = plan.xFrom ?? 1;
  const xTo = writeX ? plan.xTo : Math.max(plan.xTo, xFrom + 1);
  const xTicks = writeX
    ? { callback: (value: number | string) => writeX(Number(value)), includeBounds: false }
    : { callback: wholeTick, precision: 0, includeBounds: type !== 'bar' };
  const axis = {
    grid: { color: palette.grid, tickColor: palette.grid },
    border: { color: palette.grid },
  };
  const bounds = {
    ...(plan.yFrom === undefined ? {} : { min: plan.yFrom }),
    ...(plan.yTo === undefined ? {} : { max: plan.yTo }),
  };
  const ticks = { color: palette.muted, maxTicksLimit: 8 };
  const few = Math.max(...series.map((one) => one.data.length), 0) <= pointLimit;
  const options: ChartOptions<'line' | 'bar'> = {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    color: palette.foreground,
    font: { family: palette.font, size: 11 },
    // Lines along an edge of the plot are drawn whole.
    clip: 6,
    interaction: { mode: 'nearest', axis: cloud ? 'xy' : 'x', intersect: cloud === true },
    scales: {
      x: {
        type: 'linear',
        min: type === 'bar' ? xFrom - 0.5 : xFrom,
        max: type === 'bar' ? plan.xTo + 0.5 : xTo,
        ...axis,
        grid: { display: false },
        // A bar stands on its number and needs no room of a category; between two components there is nothing to mark.
        offset: false,
        ticks: { ...ticks, ...xTicks },
        title: { display: true, text: plan.x, color: palette.muted },
      },
      y: {
        type: plan.logarithmic ? 'logarithmic' : 'linear',
        ...bounds,
        ...axis,
        ticks: { ...ticks, maxTicksLimit: 6, ...(plan.logarithmic ? { callback: powerTick } : {}) },
        title: { display: true, text: plan.y, color: palette.muted },
      },
    },
    plugins: {
      legend: {
        display: series.length > 1,
        align: 'start',
        labels: {
          usePointStyle: true,
          // Wide enough for a dash; markers keep their form, near the size that they are drawn in.
          ...(cloud ? { boxHeight: 7, boxWidth: 10 } : { pointStyleWidth: 22 }),
          padding: 10,
          generateLabels: (chart) => legend(chart, palette, cloud === true),
        },
      },
      tooltip: {
        enabled: few || type === 'line',
        filter: (item) => item.raw !== null && !isMarker(item),
        callbacks: {
          title: (items) => (items.length > 0 ? `${plan.item} ${(writeX ?? count)(items[0].parsed.x ?? 0)}` : ''),
          label: (item) => `${item.dataset.label ?? ''}: ${write(item.parsed.y ?? NaN)}`,
        },
      },
    },
  };
  return { type, data: { datasets: series }, options };
}

/**
 * Legend entries as the series are drawn: Chart.js's own show neither dashes nor bars. Points without a line are a row of dots, for a mark of its
 * own is drawn as wide as a dash; in a cloud they are its marks.
 */
function legend(chart: Chart, palette: Palette, cloud: boolean): LegendItem[] {
  return chart.data.datasets.map((dataset, datasetIndex) => {
    const {
      borderColor,
      backgroundColor,
      borderDash = [],
      pointStyle,
      showLine,
    } = dataset as ChartDataset<'line', Point[]>;
    const bar = dataset.type === 'bar';
    const dots = showLine === false && !cloud;
    return {
      text: dataset.label ?? '',
      datasetIndex,
      fontColor: palette.foreground,
      fillStyle: backgroundColor as string,
      strokeStyle: (bar ? backgroundColor : borderColor) as string,
      lineWidth: dots ? 4 : 2,
      lineDash: bar ? [] : dots ? [0, 8] : (borderDash as number[]),
      lineCap: dots ? 'round' : 'butt',
      pointStyle: bar ? 'rect' : showLine === false && cloud ? (pointStyle as PointStyle) : 'line',
      hidden: !chart.isDatasetVisible(datasetIndex),
    };
  });
}

function powerTick(value: number | string): string | null {
  const power = Math.log10(Number(value));
  return Math.abs(power - Math.round(power)) < 1e-9 ? magnitude(Number(value)) : null;
}

function wholeTick(value: number | string): string | null {
  return Number.isInteger(Number(value)) ? count(Number(value)) : null;
}

/** Markers say all they have to say in the legend. */
function isMarker(item: TooltipItem<'line' | 'bar'>): boolean {
  return (item.dataset as ChartDataset<'line', Point[]>).pointStyle === 'rectRot';
}
