import { BasicPlatform, type ChartOptions, type LegendItem } from 'chart.js';
import { Chart } from '../charts/chartParts';
import { depthBarShown } from '../charts/depthBar';
import type { Figure, FigureConfig } from '../charts/figure';
import { textSize, unitsOf, type FigureStyle } from './figureStyle';
import { paper } from './paper';
import type { Drawing } from './vector/drawing';
import { RecordingContext } from './vector/recordingContext';
import { wrapped } from './vector/textWidth';

/** How high a chart is for its width, and the least that it needs whatever its width, in units. */
const [aspect, least] = [0.66, 120];

/**
 * A chart as it is on paper: the one of the page, drawn by Chart.js in the size and type of the style. The figure must have been made with the
 * style's palette.
 */
export function figureDrawing(figure: Figure, style: FigureStyle): Drawing {
  const { width, height } = unitsOf(style);
  const page = paper(style, style.conventions ? figure.caption : '');
  const high = Math.max(least, Math.floor(height === undefined ? width * aspect : height - page.taken));
  const [pen, draw] = [page.begin(high), Math.floor(width)];
  const context = new RecordingContext(draw, high, [1, 0, 0, 1, 0, page.top]);
  const chart = new Chart(
    context.canvas as unknown as HTMLCanvasElement,
    {
      ...figure.config,
      platform: BasicPlatform,
      options: onPaper(figure.config.options ?? {}, style, draw, high),
    } as FigureConfig,
  );
  chart.destroy();
  // One by one: there may be more than a call takes arguments.
  for (const stroke of context.strokes) pen.strokes.push(stroke);
  return page.end();
}

/** The options of a chart that nobody points at, with words that are broken into lines where they would leave it. */
function onPaper(
  options: ChartOptions<'line' | 'bar'>,
  { legend: wanted, palette }: FigureStyle,
  width: number,
  height: number,
): ChartOptions<'line' | 'bar'> {
  const { legend, ...plugins } = options.plugins ?? {};
  const { x, y, ...scales } = options.scales ?? {};
  const font = { family: palette.font, size: textSize };
  const titled = (scale: typeof x, room: number) =>
    ({
      ...scale,
      ticks: { ...scale?.ticks, font },
      title: { ...scale?.title, font, text: broken(scale?.title?.text as string | string[] | undefined, room) },
    }) as typeof x;
  const generate = legend?.labels?.generateLabels;
  return {
    ...options,
    responsive: false,
    animation: false,
    events: [],
    devicePixelRatio: 1,
    font,
    layout: { padding: { left: 2, right: 8, top: 4, bottom: 2 } },
    // In pages Chart.js draws a line as a Path2D, which tells nobody what is in it, unless its pieces may differ.
    datasets: { ...options.datasets, line: { ...options.datasets?.line, segment: {} } },
    scales: { ...scales, x: titled(x, width - 60), y: titled(y, height - 40) } as typeof options.scales,
    plugins: {
      ...plugins,
      ...depthBarShown(plugins, wanted),
      tooltip: { enabled: false },
      legend: {
        ...legend,
        display: legend?.display !== false && wanted,
        labels: {
          ...legend?.labels,
          font,
          ...(generate && {
            generateLabels: (chart: Chart) =>
              generate(chart).map((item) => ({ ...item, text: broken(item.text, width - 60) }) as LegendItem),
          }),
        },
      },
    },
  };
}

/** A text that leaves its room as lines, which Chart.js takes wherever it takes a text. */
function broken(text: string | string[] | undefined, room: number): string | string[] | undefined {
  if (typeof text !== 'string') return text;
  const lines = wrapped(text, room, textSize);
  return lines.length > 1 ? lines : text;
}
