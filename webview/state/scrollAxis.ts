/** One direction of a table that is scrolled: cells counted from 0, in pixels of a bar that has its limits. */
export interface ScrollAxis {
  /** Length of what is scrolled, in pixels. */
  extent: number;
  /** Whether a pixel of the bar is more than a pixel of the table: then the wheel must not be left to the browser. */
  scaled: boolean;
  /** The furthest place, in cells. */
  last: number;
  /** The place (in cells, with fractions) for a position of the bar. */
  placeAt(scroll: number): number;
  /** The position of the bar for a place. */
  scrollFor(place: number): number;
}

/** Browsers draw nothing beyond some 17 to 33 million pixels, some of them less. */
const longestBar = 8_000_000;

/** @param count cells, each `size` pixels long. @param room pixels of them that are in sight. */
export function scrollAxis(count: number, size: number, room: number): ScrollAxis {
  const whole = count * size;
  const extent = Math.min(whole, longestBar);
  const scaled = whole > longestBar;
  const last = Math.max(0, count - room / size);
  const travel = Math.max(0, extent - room);
  return {
    extent,
    scaled,
    last,
    placeAt: (scroll) => (travel === 0 ? 0 : scaled ? Math.min(1, scroll / travel) * last : scroll / size),
    scrollFor: (place) => (last === 0 ? 0 : scaled ? (place / last) * travel : place * size),
  };
}
