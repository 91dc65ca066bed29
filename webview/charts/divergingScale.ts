import type { Colour } from './colourScale';

/** The colours of a scale around 0: of the least, of 0, and of the largest value. */
interface DivergingColours {
  low: Colour;
  middle: Colour;
  high: Colour;
}

/**
 * Blue and orange, which every common colour blindness tells apart, away from the ground of the theme: 0 looks like nothing, so that a table of
 * mostly small values stays calm.
 */
export function divergingColours(theme: 'light' | 'dark' | 'contrast'): DivergingColours {
  return theme === 'light'
    ? { low: [67, 134, 203], middle: [255, 255, 255], high: [224, 130, 20] }
    : { low: [64, 132, 206], middle: theme === 'dark' ? [31, 31, 31] : [0, 0, 0], high: [205, 112, 20] };
}

/** The colour of a value between -limit and limit; beyond them it is that of the end. Undefined for what is not finite. */
export function divergingColour(value: number, limit: number, colours: DivergingColours): Colour | undefined {
  if (!Number.isFinite(value)) return undefined;
  const share = limit > 0 ? Math.max(-1, Math.min(1, value / limit)) : 0;
  const end = share < 0 ? colours.low : colours.high;
  return colours.middle.map((channel, i) => Math.round(channel + Math.abs(share) * (end[i] - channel))) as Colour;
}
