/** Red, green and blue, 0 to 255. */
export type Colour = [number, number, number];

/**
 * Ten colours whose lightness rises evenly from dark violet to bright yellow, after viridis (van der Walt and Smith 2015): told apart in every
 * common colour blindness and in grey.
 */
const anchors: readonly Colour[] = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 74, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [110, 206, 88],
  [181, 222, 43],
  [253, 231, 37],
];

/** From which value to which a colour scale goes, and whether small values are the bright ones (distances). */
export interface ValueScale {
  low: number;
  high: number;
  reversed: boolean;
  /** The colours from its low end to its high one, evenly spaced, in place of the usual ones. */
  stops?: readonly Colour[] | undefined;
}

/** The colour at a share of the way, 0 (dark) to 1 (bright); shares beyond are the ends. */
export function colourAt(share: number, stops: readonly Colour[] = anchors): Colour {
  return mixed(stops, share);
}

/** The colour at a share of the way along a list of colours. */
export function mixed(colours: readonly Colour[], share: number): Colour {
  const place = Math.max(0, Math.min(1, share)) * (colours.length - 1);
  const before = Math.min(Math.floor(place), colours.length - 2);
  const rest = place - before;
  const mix = (channel: 0 | 1 | 2) =>
    Math.round(colours[before][channel] * (1 - rest) + colours[before + 1][channel] * rest);
  return [mix(0), mix(1), mix(2)];
}

/** How bright a value is drawn, 0 to 1; values beyond the scale are its ends, and a scale without extent is in the middle. */
export function shareOf(value: number, { low, high, reversed }: ValueScale): number {
  if (!(high > low)) return 0.5;
  const share = Math.max(0, Math.min(1, (value - low) / (high - low)));
  return reversed ? 1 - share : share;
}

/** The least and the largest of all numbers there are; undefined when there are none. */
export function extent(values: readonly (readonly (number | null)[])[]): [number, number] | undefined {
  let [low, high] = [Infinity, -Infinity];
  for (const row of values) {
    for (const value of row) {
      if (value === null) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : undefined;
}

/** Relative luminance by WCAG 2, 0 (black) to 1 (white). */
export function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Black or white, whichever is read better on a colour. */
export function inkOn(colour: Colour): '#000000' | '#ffffff' {
  // Contrast with black is (L + 0.05) / 0.05, with white 1.05 / (L + 0.05): equal at this luminance.
  return luminance(colour) > Math.sqrt(1.05 * 0.05) - 0.05 ? '#000000' : '#ffffff';
}
