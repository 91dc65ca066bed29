import { layouts, type Chart, type LayoutItem, type Plugin } from 'chart.js';
import type { DepthScale } from './figure';

/** What a chart's plugins are told of its bar. Chart.js knows no such plugin: its own types have no place for these options. */
export interface DepthBarOptions {
  depthBar?: (DepthScale & { display: boolean; ink: string }) | undefined;
}

/** A chart's plugins' options of the bar, to be drawn or not; none where it has no bar. */
export function depthBarShown(plugins: object, display: boolean): DepthBarOptions {
  const { depthBar: own } = plugins as DepthBarOptions;
  return own ? { depthBar: { ...own, display } } : {};
}

const [bar, gap, line] = [12, 6, 14];

/**
 * A bar of colours beside a plot whose lines are coloured by depth, its ends labelled, as part of the picture: for files. On the page one stands beside
 * the picture that can be pointed at (webview/views/depthBar.ts).
 */
export const depthBar: Plugin = {
  id: 'depthBar',
  start(chart) {
    layouts.addBox(chart, boxOf(chart));
  },
};

function boxOf(chart: Chart): LayoutItem {
  const wanted = () => {
    const options = (chart.options.plugins as DepthBarOptions | undefined)?.depthBar;
    return options?.display ? options : undefined;
  };
  const box: LayoutItem & { options: object } = {
    // Layouts of Chart.js read these of every box.
    options: {},
    position: 'right',
    weight: 1000,
    fullSize: false,
    width: 0,
    height: 0,
    left: 0,
    top: 0,
    right: 0,
    bottom: 0,
    beforeLayout: () => undefined,
    isHorizontal: () => false,
    getPadding: () => ({ left: 0, top: 0, right: 0, bottom: 0, width: 0, height: 0 }),
    update(width, height) {
      const scale = wanted();
      const { ctx } = chart;
      ctx.font = fontOf(chart);
      box.height = height;
      box.width = scale
        ? Math.min(width, gap + Math.max(bar, ...labels(scale).map((text) => ctx.measureText(text).width + 2)))
        : 0;
    },
    draw() {
      const scale = wanted();
      if (!scale) return;
      const { ctx, chartArea } = chart;
      const left = box.left + gap;
      const [top, bottom] = [chartArea.top + line, chartArea.bottom - line];
      const step = (bottom - top) / scale.colours.length;
      ctx.save();
      scale.colours.forEach((colour, at) => {
        ctx.fillStyle = colour;
        // A little over the next, so that no ground shows between them.
        ctx.fillRect(left, top + at * step, bar, at === scale.colours.length - 1 ? step : step + 0.5);
      });
      ctx.fillStyle = scale.ink;
      ctx.font = fontOf(chart);
      ctx.textAlign = 'left';
      ctx.textBaseline = 'middle';
      const [first, last] = labels(scale);
      ctx.fillText(first, left, top - line / 2);
      ctx.fillText(last, left, bottom + line / 2);
      ctx.restore();
    },
  };
  return box;
}

function fontOf({ options }: Chart): string {
  const { size = 11, family = 'sans-serif' } = (options.font ?? {}) as { size?: number; family?: string };
  return `${size}px ${family}`;
}

function labels({ names }: DepthScale): [string, string] {
  return [names[0] ?? '', names.at(-1) ?? ''];
}
