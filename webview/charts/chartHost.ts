import { Chart } from './chartParts';
import { depthBarShown } from './depthBar';
import type { Figure, FigureConfig } from './figure';
import { nearestLine } from './nearestLine';

/** How much of a line is left while another one is isolated. */
const faded = 0.12;
/** How near one must point to a line, in pixels. */
const reach = 10;

/** One canvas and the chart on it, from creation to destruction. The page says beside it what its lines are: it draws no legend. */
export class ChartHost {
  private chart: Chart<'line' | 'bar', FigureConfig['data']['datasets'][0]['data']> | undefined;
  private isolated: string | undefined;

  constructor(private readonly canvas: HTMLCanvasElement) {
    canvas.setAttribute('role', 'img');
  }

  /** Draws the figure in place of what was there, and labels the canvas with its sentence. */
  show(figure: Figure): void {
    this.canvas.setAttribute('aria-label', figure.label);
    const options = this.onPage(figure);
    if (this.chart && (this.chart.config as FigureConfig).type === figure.config.type) {
      this.chart.data = figure.config.data;
      this.chart.options = options;
      this.chart.update('none');
      return;
    }
    this.destroy();
    const fading = {
      id: 'fading',
      beforeDatasetDraw: ({ ctx }: Chart, { index }: { index: number }) => {
        ctx.save();
        if (!this.stands(index)) ctx.globalAlpha = faded;
      },
      afterDatasetDraw: ({ ctx }: Chart) => ctx.restore(),
    };
    this.chart = new Chart(this.canvas, { ...figure.config, options, plugins: [fading] });
  }

  /** Lets the series of a label stand out from the others, which fade; undefined: all stand alike. */
  isolate(label: string | undefined): void {
    if (label === this.isolated) return;
    this.isolated = label;
    this.chart?.draw();
  }

  /** The label of the series at a place of the canvas, in pixels; undefined where there is none, or but one in all. */
  labelAt(x: number, y: number): string | undefined {
    const datasets = this.chart?.data.datasets ?? [];
    if (!this.chart || datasets.length < 2) return undefined;
    const chart = this.chart;
    const lines = datasets.map((dataset, index) => {
      const { type, showLine, pointHitRadius } = dataset as {
        type?: string;
        showLine?: boolean;
        pointHitRadius?: number;
      };
      // What only stands behind others (levels of chance, bars of error) is not pointed at.
      if (type === 'bar' || pointHitRadius === 0) return [];
      const points = chart.getDatasetMeta(index).data.map((point) => ({ x: point.x, y: point.y }));
      return showLine === false ? points.flatMap((point) => [point, { x: NaN, y: NaN }]) : points;
    });
    const found = nearestLine(lines, { x, y }, reach);
    return found === undefined ? undefined : datasets[found].label;
  }

  /** Whether a series is the isolated one, or belongs to it, as its level of chance does, which has its colour. */
  private stands(index: number): boolean {
    const { isolated, chart } = this;
    if (isolated === undefined || !chart) return true;
    const { datasets } = chart.data;
    const own = datasets.find(({ label }) => label === isolated);
    const { label, borderColor } = datasets[index];
    return !own || label === isolated || (typeof borderColor === 'string' && borderColor === own.borderColor);
  }

  /** The options of a chart on the page; of many lines the tooltip tells the isolated one alone. */
  private onPage({ config, depth }: Figure): NonNullable<FigureConfig['options']> {
    const { legend, tooltip, ...plugins } = config.options?.plugins ?? {};
    const filter = tooltip?.filter;
    const own: typeof filter = (item, at, items, data) =>
      item.dataset.label === this.isolated && (filter?.(item, at, items, data) ?? true);
    return {
      ...config.options,
      plugins: {
        ...plugins,
        tooltip: depth ? { ...tooltip, filter: own } : tooltip,
        legend: { ...legend, display: false },
        ...depthBarShown(plugins, false),
      },
    };
  }

  /** Frees the chart with its listeners; the host may show again later. */
  destroy(): void {
    this.chart?.destroy();
    this.chart = undefined;
  }
}
