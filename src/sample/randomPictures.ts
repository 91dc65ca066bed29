import type { Random } from '../linalg/random';

/** Height and width of a picture. */
export const pictureSide = 16;

/** Grey pictures with the class of each. */
export interface LabelledPictures {
  count: number;
  /** count x 256, row-major, each picture row by row; about -1 (dark) to 2 (bright), noise included. */
  pixels: Float64Array;
  /** The class of each picture, as an index into `classNames`. */
  labels: Uint8Array;
}

/** Whether a point belongs to a shape: x to the right and y down from its centre, in units of its half width. */
type Shape = (x: number, y: number) => boolean;

const stroke = 0.36;

const shapes: Record<string, Shape> = {
  'horizontal bar': (x, y) => Math.abs(y) < stroke && Math.abs(x) < 1.1,
  'vertical bar': (x, y) => Math.abs(x) < stroke && Math.abs(y) < 1.1,
  'rising bar': (x, y) => Math.abs(x + y) < 1.4 * stroke && Math.abs(x - y) < 2,
  'falling bar': (x, y) => Math.abs(x - y) < 1.4 * stroke && Math.abs(x + y) < 2,
  disc: (x, y) => x * x + y * y < 1,
  ring: (x, y) => x * x + y * y < 1.1 && x * x + y * y > 0.4,
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)) < 0.9,
  frame: (x, y) => Math.max(Math.abs(x), Math.abs(y)) < 1 && Math.max(Math.abs(x), Math.abs(y)) > 0.6,
  cross: (x, y) => Math.min(Math.abs(x), Math.abs(y)) < 0.8 * stroke && Math.max(Math.abs(x), Math.abs(y)) < 1.1,
  triangle: (x, y) => y < 0.8 && Math.abs(x) < (y + 1) / 1.8,
};

/** What each class shows, in the order of the labels. */
export const classNames: readonly string[] = Object.keys(shapes);

/**
 * Pictures of one shape each, every class equally often (up to one picture) and in random order. Place, size, brightness and
 * background vary, and each pixel carries noise, so that a network has something to learn and never all of it.
 */
export function randomPictures(count: number, random: Random): LabelledPictures {
  const area = pictureSide * pictureSide;
  const pixels = new Float64Array(count * area);
  const labels = Uint8Array.from(random.permutation(count), (place) => place % classNames.length);
  const drawn = Object.values(shapes);
  for (let i = 0; i < count; i++) {
    draw(drawn[labels[i]!]!, pixels.subarray(i * area, (i + 1) * area), random);
  }
  return { count, pixels, labels };
}

function draw(shape: Shape, picture: Float64Array, random: Random): void {
  const middle = (pictureSide - 1) / 2;
  const halfWidth = random.between(4, 6.5);
  const centreX = middle + random.between(-2, 2);
  const centreY = middle + random.between(-2, 2);
  const background = random.between(-0.2, 0.2);
  const contrast = random.between(0.6, 1.2);
  const noise = 0.3;
  for (let row = 0; row < pictureSide; row++) {
    for (let column = 0; column < pictureSide; column++) {
      const inside = shape((column - centreX) / halfWidth, (row - centreY) / halfWidth);
      picture[row * pictureSide + column] = background + (inside ? contrast : 0) + noise * random.normal();
    }
  }
}
