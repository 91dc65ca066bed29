import type { ChartDataset } from 'chart.js';
import type { Point } from '../charts/figure';
import type { Series } from '../charts/frame';
import { svg } from '../element';

/** How a series looks, as a small picture: its line with its dashes, or its bars or marks. */
export function legendSwatch(series: Series): SVGElement {
  const {
    borderColor,
    backgroundColor,
    borderDash = [],
    borderWidth,
    pointStyle,
    pointRadius,
    showLine,
  } = series as ChartDataset<'line', Point[]>;
  const one = (colour: unknown) => String(Array.isArray(colour) ? colour[0] : colour);
  const stroke = one(borderColor);
  const fill = one(backgroundColor);
  const shape =
    typeof pointStyle === 'string' ? pointStyle : Array.isArray(pointStyle) ? String(pointStyle[0]) : 'circle';
  const parts: SVGElement[] = [];
  if (series.type === 'bar') parts.push(svg('rect', { x: 6, y: 1, width: 10, height: 10, fill }));
  else if (showLine !== false && shape !== 'line') {
    const dash = (borderDash as number[]).join(' ');
    const width = typeof borderWidth === 'number' ? borderWidth : 1.75;
    parts.push(
      svg('path', {
        d: 'M0 6H22',
        stroke,
        'stroke-width': Math.max(width, 1.25),
        'stroke-dasharray': dash || undefined,
      }),
    );
  }
  if (series.type !== 'bar' && hasMarks(pointRadius)) parts.push(mark(shape, stroke));
  return svg(
    'svg',
    { class: 'chart-swatch', viewBox: '0 0 22 12', width: 22, height: 12, 'aria-hidden': 'true' },
    ...parts,
  );
}

function hasMarks(radius: unknown): boolean {
  return radius === undefined || (Array.isArray(radius) ? radius.some((one) => one > 0) : Number(radius) > 0);
}

/** A mark of Chart.js in the middle of the picture. */
function mark(shape: string, colour: string): SVGElement {
  const filled = { fill: colour };
  const drawn = { stroke: colour, 'stroke-width': 1.5 };
  switch (shape) {
    case 'triangle':
      return svg('path', { d: 'M11 2L15 9.5H7Z', ...filled });
    case 'rect':
      return svg('rect', { x: 7.7, y: 2.7, width: 6.6, height: 6.6, ...filled });
    case 'rectRot':
      return svg('path', { d: 'M11 1.8L15.2 6L11 10.2L6.8 6Z', ...filled });
    case 'star':
      return svg('path', { d: 'M11 2V10M7 6H15M8.2 3.2L13.8 8.8M13.8 3.2L8.2 8.8', ...drawn });
    case 'crossRot':
      return svg('path', { d: 'M8 3L14 9M14 3L8 9', ...drawn });
    case 'line':
      return svg('path', { d: 'M11 1V11M8 1H14M8 11H14', ...drawn });
    default:
      return svg('circle', { cx: 11, cy: 6, r: 3.4, ...filled });
  }
}
