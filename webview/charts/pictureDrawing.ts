import { colourAt, shareOf } from './colourScale';

/** Pictures of one size, row-major, one behind the other. */
export interface Pictures {
  values: Float64Array;
  count: number;
  height: number;
  width: number;
  /** From which value to which the colours of each picture go. */
  scales: readonly (readonly [number, number])[];
}

/** How pictures stand on a canvas. */
interface PictureLayout {
  across: number;
  down: number;
  /** Pixels of the canvas that an element is wide and high. */
  zoom: number;
  gap: number;
  width: number;
  height: number;
}

/** As many pictures beside each other as fit, each element a whole number of pixels where they are small. */
export function pictureLayout({ count, height, width }: Pictures, room: number): PictureLayout {
  const gap = count > 1 ? 6 : 0;
  const aim = count > 1 ? 112 : 480;
  const zoom = Math.max(1, Math.min(24, Math.floor(Math.min(aim, room) / Math.max(width, height, 1))));
  const across = Math.max(1, Math.min(count, Math.floor((room + gap) / (width * zoom + gap))));
  const down = Math.ceil(count / across);
  return {
    across,
    down,
    zoom,
    gap,
    width: across * (width * zoom + gap) - gap,
    height: down * (height * zoom + gap) - gap,
  };
}

/** One picture as pixels, red, green, blue and opacity; what is not finite is clear. */
export function picturePixels({ values, height, width, scales }: Pictures, at: number): Uint8ClampedArray<ArrayBuffer> {
  const size = height * width;
  const pixels = new Uint8ClampedArray(size * 4);
  const [low, high] = scales[at];
  for (let i = 0; i < size; i++) {
    const value = values[at * size + i];
    if (!Number.isFinite(value)) continue;
    pixels.set(colourAt(shareOf(value, { low, high, reversed: false })), i * 4);
    pixels[i * 4 + 3] = 255;
  }
  return pixels;
}

/** Draws all pictures on a canvas, which takes the size of the layout. */
export function drawPictures(canvas: HTMLCanvasElement, pictures: Pictures, layout: PictureLayout): void {
  const { across, zoom, gap } = layout;
  canvas.width = layout.width;
  canvas.height = layout.height;
  canvas.style.width = `${layout.width}px`;
  const context = canvas.getContext('2d');
  if (!context) return;
  const tile = document.createElement('canvas');
  tile.width = pictures.width;
  tile.height = pictures.height;
  const pen = tile.getContext('2d');
  context.imageSmoothingEnabled = false;
  for (let at = 0; at < pictures.count; at++) {
    pen?.putImageData(new ImageData(picturePixels(pictures, at), pictures.width, pictures.height), 0, 0);
    const x = (at % across) * (pictures.width * zoom + gap);
    const y = Math.floor(at / across) * (pictures.height * zoom + gap);
    context.drawImage(tile, x, y, pictures.width * zoom, pictures.height * zoom);
  }
}
