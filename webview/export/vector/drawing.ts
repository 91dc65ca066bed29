/** Red, green and blue, 0 to 255, and how opaque, 0 to 1. */
export interface Ink {
  rgb: readonly [number, number, number];
  alpha: number;
}

/** A piece of a path, in the units of its drawing: `M`ove, `L`ine, `C`ubic curve, close. */
export type PathPiece = ['M', number, number] | ['L', number, number] | ['C', ...CurvePoints] | ['Z'];

type CurvePoints = [number, number, number, number, number, number];

/** One thing that is drawn. What lies between a `clip` and its `unclip` is seen inside that path alone. */
export type Stroke =
  | { type: 'fill'; path: PathPiece[]; ink: Ink; evenOdd?: boolean }
  | {
      type: 'stroke';
      path: PathPiece[];
      ink: Ink;
      width: number;
      dash: number[];
      dashOffset: number;
      cap: Cap;
      join: Join;
    }
  | TextStroke
  | CellsStroke
  | { type: 'clip'; path: PathPiece[] }
  | { type: 'unclip' };

type Cap = 'butt' | 'round' | 'square';
type Join = 'bevel' | 'round' | 'miter';

/** A line of text: where its baseline has its anchor, and by how many radians it is turned clockwise. */
export interface TextStroke {
  type: 'text';
  text: string;
  x: number;
  y: number;
  angle: number;
  size: number;
  bold: boolean;
  anchor: 'start' | 'middle' | 'end';
  ink: Ink;
}

/** A grid of coloured cells, from its upper left corner: red, green, blue and opacity (0 or 255) of each, row by row. */
export interface CellsStroke {
  type: 'cells';
  x: number;
  y: number;
  cellWidth: number;
  cellHeight: number;
  columns: number;
  rows: number;
  pixels: Uint8ClampedArray<ArrayBuffer>;
}

/** A picture as what is drawn in it, in order, without pixels; its units are those of the page, and `unit` is one of them in points (1/72 inch). */
export interface Drawing {
  width: number;
  height: number;
  unit: number;
  title: string;
  strokes: Stroke[];
}
