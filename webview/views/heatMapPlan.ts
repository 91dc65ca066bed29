import type { Cell } from '../charts/heatCells';
import type { HeatDrawing } from '../charts/heatDrawing';

/** A heat map with all that must stand beside it for those who do not see it. */
export interface HeatMapPlan extends HeatDrawing {
  /** What it shows, as a sentence: the picture's label, to which its extent and keys are added. */
  label: string;
  /** How it is read, in a line under the picture, on paper too. */
  caption: string;
  /** What can be done with it on the page, in the same line. */
  hint?: string | undefined;
  /** What its colours are of, e.g. the name of a score. */
  quantity?: string | undefined;
  /** The hook of its table for tests, and the head of the table's column of names. */
  test: string;
  corner: string;
  /** What a hatched cell stands for, e.g. `not computed yet`. */
  missing: string;
  /** More cells are to come: the table waits for them. */
  running: boolean;
  /** What is said of a cell beside its names and its value. */
  note?(row: number, column: number): string | undefined;
  /** What a click or Enter on a cell does; where cells are chosen by a click, what a double click or Enter does. */
  open?: ((row: number, column: number) => void) | undefined;
  /** What a click or the space bar on a cell does beside framing it. */
  choose?: ((row: number, column: number) => void) | undefined;
  /** The cell that was chosen. */
  chosen?: Cell | undefined;
}
