import { colourAt, shareOf } from './colourScale';
import type { PictureExtent } from './pictureLayout';

/** Pictures of one size, row-major, one behind the other. */
export interface Pictures extends PictureExtent {
  values: Float64Array;
  /** From which value to which the colours of each picture go. */
  scales: readonly (readonly [number, number])[];
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

/** Draws one picture on a canvas, a pixel an element: the page makes them larger. */
export function drawPicture(canvas: HTMLCanvasElement, pictures: Pictures, at: number): void {
  canvas.width = pictures.width;
  canvas.height = pictures.height;
  canvas
    .getContext('2d')
    ?.putImageData(new ImageData(picturePixels(pictures, at), pictures.width, pictures.height), 0, 0);
}
