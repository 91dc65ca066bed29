import { drawScale } from '../charts/heatDrawing';
import { picturePixels, type Pictures } from '../charts/pictureDrawing';
import { pictureTicks, type PictureExtent, type PictureLayout } from '../charts/pictureLayout';
import { lineHeight, textSize, unitsOf, type FigureStyle } from './figureStyle';
import { paper } from './paper';
import type { Drawing } from './vector/drawing';
import { textWidth, wrapped } from './vector/textWidth';

/** Maps as pictures, with what stands on paper beside them. */
export interface PictureFigure {
  pictures: Pictures;
  /** What runs from the top, and what from the left. */
  rows: string;
  columns: string;
  /** Which pictures they are, in their order. */
  what: string;
  /** The ends of the bar of colours; undefined where each picture has its own. */
  ends?: [string, string] | undefined;
  caption: string;
}

const [gap, margin] = [6, 4];
/** Height by width of all pictures together. */
const tallest = 1.2;

/** Pictures as they are on paper: as large as the width has room for, the indices of their elements and what they are along both sides, a bar of the colours. */
export function pictureFigureDrawing(figure: PictureFigure, style: FigureStyle): Drawing {
  const { pictures, rows, columns, what, ends, caption } = figure;
  const { width, height } = unitsOf(style);
  const page = paper(style, style.conventions ? caption : '');
  const room = width - 2 * margin;
  const words = style.legend ? wrapped(what, room, textSize) : [];
  const legend = style.legend ? lineHeight * (words.length + (ends ? 1 : 0)) + gap : 0;
  const numbers = textWidth(String(Math.max(0, pictures.height - 1)), textSize) + gap;
  const left = margin + lineHeight + numbers;
  const below = 2 * lineHeight + gap;
  const across = width - margin - left;
  const down = height === undefined ? Infinity : Math.max(40, height - page.taken - legend - below);
  const layout = layoutOn(pictures, across, down);
  const extent = { width: layout.width, height: layout.height };
  const pen = page.begin(extent.height + below + legend);
  const { top } = page;
  for (let at = 0; at < pictures.count; at++) {
    const step = (elements: number) => elements * layout.zoom + layout.gap;
    pen.save();
    pen.translate(
      left + (at % layout.across) * step(pictures.width),
      top + Math.floor(at / layout.across) * step(pictures.height),
    );
    pen.cells({
      cellWidth: layout.zoom,
      cellHeight: layout.zoom,
      columns: pictures.width,
      rows: pictures.height,
      pixels: picturePixels(pictures, at),
    });
    pen.restore();
  }
  pen.fillStyle = style.palette.foreground;
  pen.font = `${textSize}px ${style.palette.font}`;
  pen.textBaseline = 'middle';
  pen.textAlign = 'right';
  for (const { at, index } of pictureTicks('rows', layout.down, pictures.height, layout))
    pen.fillText(String(index), left - gap, top + at);
  pen.textAlign = 'center';
  for (const { at, index } of pictureTicks('columns', layout.across, pictures.width, layout))
    pen.fillText(String(index), left + at, top + extent.height + lineHeight / 2);
  pen.fillText(columns, left + extent.width / 2, top + extent.height + 1.5 * lineHeight);
  pen.save();
  pen.translate(margin + lineHeight / 2, top + extent.height / 2);
  pen.rotate(-Math.PI / 2);
  pen.fillText(rows, 0, 0);
  pen.restore();
  if (style.legend) {
    const from = top + extent.height + below;
    pen.textAlign = 'left';
    words.forEach((line, at) => pen.fillText(line, margin, from + (at + 0.5) * lineHeight));
    if (ends) {
      const middle = from + (words.length + 0.5) * lineHeight;
      const bar = Math.min(120, room / 3);
      const begin = margin + textWidth(ends[0], textSize) + gap;
      pen.fillText(ends[0], margin, middle);
      pen.fillText(ends[1], begin + bar + gap, middle);
      drawScale(pen.context, { low: 0, high: 1, reversed: false }, begin, middle - 4, bar, 8);
    }
  }
  return page.end();
}

/** As few pictures beside each other as leave all of them no higher than a fifth more than they are wide, as large as that has room for. */
function layoutOn({ count, height, width }: PictureExtent, across: number, down: number): PictureLayout {
  const between = count > 1 ? gap : 0;
  const lines = (beside: number) => Math.ceil(count / beside);
  let beside = 1;
  while (beside < count && (lines(beside) * height) / (beside * width) > tallest) beside++;
  const zoom = Math.max(
    0.1,
    Math.min(
      (across - between * (beside - 1)) / (beside * width),
      (down - between * (lines(beside) - 1)) / (lines(beside) * height),
    ),
  );
  const side = (many: number, elements: number) => many * (elements * zoom + between) - between;
  return {
    across: beside,
    down: lines(beside),
    zoom,
    gap: between,
    width: side(beside, width),
    height: side(lines(beside), height),
  };
}
