import { labelStep } from './heatCells';

/** What pictures are in elements; all of them are of one size. */
export interface PictureExtent {
  count: number;
  height: number;
  width: number;
}

/** How pictures stand beside and below each other. */
export interface PictureLayout {
  across: number;
  down: number;
  /** Pixels of the page that an element is wide and high; below 1 where a picture is wider than the room. */
  zoom: number;
  /** Pixels between pictures. */
  gap: number;
  width: number;
  height: number;
}

/** A number along a side of pictures: which element it is of, and the middle of that in pixels from the beginning. */
interface PictureTick {
  at: number;
  index: number;
}

/** What a picture among many is at least given, and how high a picture is made where its width leaves it so, in pixels. */
const [least, tallest] = [112, 480];

/** Pixels from one number to the next, along the rows and along the columns. */
const apart = { rows: 18, columns: 34 };

/**
 * As many pictures beside each other as fit.
 * @param room pixels there are for them across.
 * @param zoom pixels an element; undefined: as many as fill the room, whole ones (below 4 halves), less than one only where a single picture is wider than it.
 */
export function pictureLayout({ count, height, width }: PictureExtent, room: number, zoom?: number): PictureLayout {
  const gap = count > 1 ? 6 : 0;
  const acrossAt = (pixels: number): number =>
    Math.max(1, Math.min(count, Math.floor((room + gap) / (width * pixels + gap))));
  const fitting = (): PictureLayout => {
    const aim = count > 1 ? whole(Math.min(least, room) / Math.max(width, height, 1)) : 1;
    // As many in each line, so that few stand alone in the last.
    const across = Math.ceil(count / Math.ceil(count / acrossAt(aim)));
    const widest = (room - gap * (across - 1)) / across / Math.max(width, 1);
    // A high and narrow picture is not made smaller than it is: the page scrolls.
    const pixels = widest < 1 ? widest : whole(Math.min(widest, Math.max(aim, tallest / Math.max(height, 1))));
    return arranged(across, pixels);
  };
  const arranged = (across: number, pixels: number): PictureLayout => {
    const down = Math.ceil(count / across);
    return {
      across,
      down,
      zoom: pixels,
      gap,
      width: across * (width * pixels + gap) - gap,
      height: down * (height * pixels + gap) - gap,
    };
  };
  return zoom === undefined ? fitting() : arranged(acrossAt(zoom), zoom);
}

/** The numbers along a side of so many pictures, each of so many elements: thinned to 1, 2, 5, 10, 20 ..., from 0 in each picture. */
export function pictureTicks(
  side: 'rows' | 'columns',
  pictures: number,
  elements: number,
  { zoom, gap }: Pick<PictureLayout, 'zoom' | 'gap'>,
): PictureTick[] {
  const step = labelStep(zoom, apart[side]);
  const ticks: PictureTick[] = [];
  for (let picture = 0; picture < pictures; picture++) {
    const from = picture * (elements * zoom + gap);
    for (let index = 0; index < elements; index += step) {
      // The next picture begins with a number of its own, and the first of one stands in any case.
      const crowded = picture < pictures - 1 && (elements - index) * zoom + gap < apart[side];
      if (index > 0 && crowded) break;
      ticks.push({ at: from + (index + 0.5) * zoom, index });
    }
  }
  return ticks;
}

function whole(zoom: number): number {
  return Math.max(1, zoom >= 4 ? Math.floor(zoom) : Math.floor(2 * zoom) / 2);
}
