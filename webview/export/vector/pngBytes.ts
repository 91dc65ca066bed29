import type { Drawing, Ink, Stroke } from './drawing';
import { faces, pathOf } from './svgText';
import { textWidth } from './textWidth';

/** Dots of an inch, as print asks for. */
const density = 300;

/** What a PNG says of that: a chunk pHYs of 11811 pixels a metre, with its check sum. */
const physical = [0, 0, 0, 9, 0x70, 0x48, 0x59, 0x73, 0, 0, 0x2e, 0x23, 0, 0, 0x2e, 0x23, 1, 0x78, 0xa5, 0x3f, 0x76];

/** Signature and first chunk of every PNG. */
const headLength = 33;

/**
 * A drawing as a file of PNG with 300 dots an inch, which says so.
 * @throws Error when the page has no canvas to draw on, or none as large.
 */
export async function pngBytes({ width, height, unit, strokes }: Drawing): Promise<Uint8Array<ArrayBuffer>> {
  const scale = (unit / 72) * density;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The page has no 2D canvas to draw the picture on.');
  context.scale(scale, scale);
  for (const stroke of strokes) draw(context, stroke, scale);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture could not be encoded: it is too large for the page.');
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const whole = new Uint8Array(bytes.length + physical.length);
  whole.set(bytes.subarray(0, headLength));
  whole.set(physical, headLength);
  whole.set(bytes.subarray(headLength), headLength + physical.length);
  return whole;
}

function draw(context: CanvasRenderingContext2D, stroke: Stroke, scale: number): void {
  switch (stroke.type) {
    case 'clip':
      context.save();
      return context.clip(new Path2D(pathOf(stroke.path)));
    case 'unclip':
      return context.restore();
    case 'fill':
      context.fillStyle = cssOf(stroke.ink);
      return context.fill(new Path2D(pathOf(stroke.path)), stroke.evenOdd ? 'evenodd' : 'nonzero');
    case 'stroke':
      context.strokeStyle = cssOf(stroke.ink);
      context.lineWidth = stroke.width;
      context.lineCap = stroke.cap;
      context.lineJoin = stroke.join;
      context.setLineDash(stroke.dash);
      context.lineDashOffset = stroke.dashOffset;
      return context.stroke(new Path2D(pathOf(stroke.path)));
    case 'text': {
      const { text, x, y, angle, size, bold, anchor, ink } = stroke;
      context.save();
      context.translate(x, y);
      context.rotate(angle);
      context.font = `${bold ? 'bold ' : ''}${size}px ${faces}`;
      context.textAlign = anchor === 'middle' ? 'center' : anchor;
      context.fillStyle = cssOf(ink);
      // No wider than it was measured, where another font stands for those that were asked for.
      context.fillText(text, 0, 0, 1.01 * textWidth(text, size, bold));
      return context.restore();
    }
    case 'cells': {
      const { x, y, cellWidth, cellHeight, columns, rows, pixels } = stroke;
      // On whole pixels of the picture, so that no hair of the ground shows between them.
      const at = (units: number) => Math.round(units * scale) / scale;
      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < columns; column++) {
          const [red, green, blue, alpha] = pixels.subarray(
            4 * (row * columns + column),
            4 * (row * columns + column) + 4,
          );
          if (alpha === 0) continue;
          const [left, top] = [at(x + column * cellWidth), at(y + row * cellHeight)];
          context.fillStyle = `rgb(${red}, ${green}, ${blue})`;
          context.fillRect(left, top, at(x + (column + 1) * cellWidth) - left, at(y + (row + 1) * cellHeight) - top);
        }
      }
    }
  }
}

function cssOf({ rgb, alpha }: Ink): string {
  return `rgba(${rgb.map(Math.round).join(', ')}, ${alpha})`;
}
