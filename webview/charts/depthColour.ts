import { lineLimit } from '../../src/facts/figureWords';
import { luminance, mixed, type Colour } from './colourScale';

/** Eleven colours whose lightness rises evenly from dark blue by way of magenta to yellow, after plasma (van der Walt and Smith 2015). */
const anchors: readonly Colour[] = [
  [13, 8, 135],
  [65, 4, 157],
  [106, 0, 168],
  [143, 13, 164],
  [177, 42, 144],
  [204, 71, 120],
  [225, 100, 98],
  [242, 132, 75],
  [252, 166, 54],
  [252, 206, 37],
  [240, 249, 33],
];

/** The part of the colours that is seen on a light ground, and on a dark one: at 3 to 1 or more. */
const parts = { light: [0, 0.66], dark: [0.4, 1] } as const;

/** More lines than these are told apart by a scale of colours, no longer by colours and shapes of their own. */
export const depthLimit = lineLimit;

/**
 * The colour of one of many lines that are one behind the other in depth: in even steps of lightness, which are told apart in every common colour
 * blindness and in grey; those that are seen on the ground, a CSS colour.
 */
export function depthColour(place: number, count: number, ground: string): string {
  const [from, to] = isDark(ground) ? parts.dark : parts.light;
  const share = from + (to - from) * (count > 1 ? place / (count - 1) : 0.5);
  return `rgb(${mixed(anchors, share).join(', ')})`;
}

/** Whether a CSS colour, `#rrggbb` or `rgb(r, g, b)`, is a dark one; what cannot be read is light. */
function isDark(css: string): boolean {
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})/i.exec(css)?.slice(1);
  const channels = hex ? hex.map((digits) => parseInt(digits, 16)) : css.match(/[\d.]+/g)?.map(Number);
  if (!channels || channels.length < 3) return false;
  return luminance(channels.slice(0, 3) as Colour) < 0.18;
}
