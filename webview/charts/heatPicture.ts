import { largestOf } from '../../src/facts/extremes';
import { standings } from '../../src/facts/standing';
import { score } from '../../src/facts/numbers';
import type { Palette } from './figure';
import { drawHeat, drawScale, type HeatDrawing } from './heatDrawing';
import { labelStep } from './heatCells';

/** The longest label that is drawn whole, in pixels. */
const longest = 220;

/**
 * A heat map as PNG bytes at twice the density, on the theme's background, whatever the size of the panel: title and `subject`, what it is a
 * picture of, on top, names along both sides, the scale beneath.
 * @throws Error when the page has no canvas to draw on.
 */
export async function heatMapAsPng(
  drawing: HeatDrawing,
  title: string,
  subject: string,
  palette: Palette,
): Promise<Uint8Array> {
  const [density, margin, line, gap] = [2, 28, 14, 6];
  const { rows, columns } = drawing;
  const size = Math.max(2, Math.min(44, Math.floor(1000 / Math.max(rows.length, columns.length, 1))));
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The page has no 2D canvas to draw the picture on.');
  const font = (pixels: number) => (context.font = `${pixels}px ${palette.font}`);
  const widest = (names: readonly string[]) =>
    Math.min(longest, Math.ceil(Math.max(0, largestOf(names.map((name) => context.measureText(name).width)))));
  font(12);
  const [left, below] = [widest(rows) + gap, widest(columns) + gap];
  const [width, height] = [columns.length * size, rows.length * size];
  font(20);
  const head = Math.max(context.measureText(title).width, left + width, 420);
  const top = 76;
  const keys = keysOf(drawing);
  const [pageWidth, pageHeight] = [head + 2 * margin, top + height + below + 56 + 20 * keys.length];
  // Resizing a canvas forgets its state: whatever is set comes after.
  canvas.width = pageWidth * density;
  canvas.height = pageHeight * density;
  context.scale(density, density);
  context.fillStyle = palette.background;
  context.fillRect(0, 0, pageWidth, pageHeight);

  context.textBaseline = 'middle';
  font(20);
  context.fillStyle = palette.foreground;
  context.fillText(title, margin, 28);
  font(14);
  context.fillStyle = palette.muted;
  context.fillText(subject, margin, 52, pageWidth - 2 * margin);

  font(12);
  context.fillStyle = palette.foreground;
  const step = labelStep(size, line);
  for (let row = 0; row < rows.length; row += step) {
    context.textAlign = 'right';
    context.fillText(rows[row], margin + left - gap, top + (row + 0.5) * size, longest);
  }
  for (let column = 0; column < columns.length; column += step) {
    context.save();
    context.translate(margin + left + (column + 0.5) * size, top + height + gap);
    context.rotate(-Math.PI / 2);
    context.textAlign = 'right';
    context.fillText(columns[column], 0, 0, longest);
    context.restore();
  }
  context.save();
  context.translate(margin + left, top);
  drawHeat(context, drawing, { width: size, height: size }, palette);
  context.restore();

  const scaleTop = top + height + below + 16;
  font(12);
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = palette.foreground;
  const low = score(drawing.scale.low);
  context.fillText(low, margin, scaleTop + 6);
  const from = margin + context.measureText(low).width + 8;
  context.fillText(score(drawing.scale.high), from + 208, scaleTop + 6);
  drawScale(context, drawing.scale, from, scaleTop, 200, 12);
  keys.forEach((key, index) => {
    context.fillStyle = palette.foreground;
    context.fillText(key, margin, scaleTop + 6 + 20 * (index + 1), pageWidth - 2 * margin);
  });

  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture could not be encoded.');
  return new Uint8Array(await blob.arrayBuffer());
}

/** What the marks in cells mean, a line each. */
function keysOf({ marked, saturated }: HeatDrawing): string[] {
  return [
    ...(marked.length > 0 ? [`Dot: ${standings.chance.meaning}.`] : []),
    ...(saturated.length > 0 ? [`Bar: ${standings.saturated.meaning}.`] : []),
  ];
}
