import { axisLine } from '../charts/heatAxis';
import type { Palette } from '../charts/figure';

/** How a figure is to be on paper. */
export interface FigureStyle {
  /** Its width in millimetres; its height follows from what it shows, unless it is given. */
  widthMm: number;
  heightMm?: number | undefined;
  /** The size of all of its text in points (1/72 inch), as it is at that width. */
  fontPt: number;
  /** What stands above it; empty for nothing. */
  title: string;
  /** Whether it says what its lines, colours and marks are. */
  legend: boolean;
  /** Whether it says how it is to be read, in lines beneath. */
  conventions: boolean;
  palette: Palette;
}

/** The pixels of a line's text on the page, by which lines, marks and gaps are measured: on paper they keep their proportion to the text. */
export const textSize = 11;
/** From baseline to baseline. */
export const lineHeight = axisLine;
/** Points of a millimetre. */
const points = 72 / 25.4;

/** How long a unit of a figure is in points, and how many of them it is wide and high; the height undefined where it follows from what is shown. */
export function unitsOf({ widthMm, heightMm, fontPt }: FigureStyle): { unit: number; width: number; height?: number } {
  const unit = fontPt / textSize;
  const units = (millimetres: number) => (millimetres * points) / unit;
  return { unit, width: units(widthMm), ...(heightMm === undefined ? {} : { height: units(heightMm) }) };
}
