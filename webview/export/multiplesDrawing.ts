import { lineHeight, textSize, unitsOf, type FigureStyle } from './figureStyle';
import { paper } from './paper';
import type { Drawing } from './vector/drawing';
import { textWidth, wrapped } from './vector/textWidth';

/** Small line figures of one kind, on one scale. */
export interface Multiples {
  figures: { name: string; values: readonly (number | null)[] }[];
  /** What unrelated data give at each place, in each of them. */
  levels: readonly number[];
  low: number;
  high: number;
  /** What runs along each of them, and from where to where they reach. */
  what: string;
  caption: string;
}

const [gap, margin] = [10, 4];
/** What a figure is at least wide, and how high its lines are. */
const [least, high] = [64, 32];

/** All of them beside and below each other, each under its name: its line, and dashed what unrelated data give. */
export function multiplesDrawing(
  { figures, levels, low, high: top, what, caption }: Multiples,
  style: FigureStyle,
): Drawing {
  const { width } = unitsOf(style);
  const page = paper(style, style.conventions ? caption : '');
  const room = width - 2 * margin;
  const across = Math.max(1, Math.min(figures.length, Math.floor((room + gap) / (least + gap))));
  const wide = (room - gap * (across - 1)) / across;
  const names = figures.map(({ name }) => wrapped(name, wide, textSize));
  const lines = Math.max(1, ...names.map(({ length }) => length));
  const step = lines * lineHeight + high + gap;
  const words = style.legend ? wrapped(`${what} Dashed: what unrelated data give.`, room, textSize) : [];
  const foot = words.length * lineHeight;
  const pen = page.begin(Math.ceil(figures.length / across) * step + foot);
  pen.font = `${textSize}px ${style.palette.font}`;
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.lineJoin = 'round';
  const draw = (values: readonly (number | null)[]): void => {
    pen.beginPath();
    const apart = values.length > 1 ? wide / (values.length - 1) : 0;
    values.forEach((value, at) => {
      if (value === null) return;
      const y = (1 - Math.max(0, Math.min(1, (value - low) / (top - low)))) * high;
      const goesOn = at > 0 && values[at - 1] !== null;
      if (goesOn) pen.lineTo(at * apart, y);
      else pen.moveTo(at * apart, y);
    });
    pen.stroke();
  };
  figures.forEach(({ values }, at) => {
    pen.save();
    pen.translate(margin + (at % across) * (wide + gap), page.top + Math.floor(at / across) * step);
    pen.fillStyle = style.palette.foreground;
    names[at].forEach((line, index) => pen.fillText(line, 0, (index + 0.5) * lineHeight));
    const last = values.at(-1);
    if (last !== null && last !== undefined && names[at].length === 1) {
      const text = last.toFixed(2);
      const free = wide - textWidth(names[at][0], textSize) - gap / 2;
      if (textWidth(text, textSize) <= free) pen.fillText(text, wide - textWidth(text, textSize), 0.5 * lineHeight);
    }
    pen.translate(0, lines * lineHeight);
    pen.strokeStyle = style.palette.muted;
    pen.lineWidth = 1;
    pen.setLineDash([4, 3]);
    draw(levels);
    pen.strokeStyle = style.palette.a;
    pen.lineWidth = 1.75;
    pen.setLineDash([]);
    draw(values);
    pen.restore();
  });
  pen.fillStyle = style.palette.foreground;
  words.forEach((line, at) =>
    pen.fillText(line, margin, page.top + Math.ceil(figures.length / across) * step + (at + 0.5) * lineHeight),
  );
  return page.end();
}
