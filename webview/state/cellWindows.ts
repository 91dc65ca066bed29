import type { WindowOutcome } from '../../src/protocol/window';

/** Some rows and columns of a table, each from the first to before the second. */
export interface CellRange {
  rows: [number, number];
  columns: [number, number];
}

/** One cell: its value (NaN where it has none as a number) and the text that says it exactly. */
interface CellContent {
  value: number;
  text: string;
}

interface Held extends CellRange {
  outcome: WindowOutcome;
}

/** Windows that are kept, the most recently read first. */
const mostWindows = 12;

/** The cells of a table that were read, and what of it to read next. */
export class CellWindows {
  private held: Held[] = [];

  /** @param size rows and columns of the table. */
  constructor(private readonly size: [number, number]) {}

  /** A cell; undefined while it was not read. */
  cell(row: number, column: number): CellContent | undefined {
    for (const { rows, columns, outcome } of this.held) {
      if (row < rows[0] || row >= rows[1] || column < columns[0] || column >= columns[1]) continue;
      const at = (row - rows[0]) * (columns[1] - columns[0]) + column - columns[0];
      return { value: outcome.values[at], text: outcome.texts?.[at] ?? String(outcome.values[at]) };
    }
    return undefined;
  }

  /** Takes in a window that was read. */
  add(range: CellRange, outcome: WindowOutcome): void {
    this.held = [{ ...range, outcome }, ...this.held].slice(0, mostWindows);
  }

  /** What to read so that all that is in sight is there: that and as much again on every side. Undefined when it is there. */
  missing(inSight: CellRange): CellRange | undefined {
    const { rows, columns } = inSight;
    if (rows[0] >= rows[1] || columns[0] >= columns[1] || this.covers(inSight)) return undefined;
    const [tall, wide] = [rows[1] - rows[0], columns[1] - columns[0]];
    return {
      rows: [Math.max(0, rows[0] - tall), Math.min(this.size[0], rows[1] + tall)],
      columns: [Math.max(0, columns[0] - wide), Math.min(this.size[1], columns[1] + wide)],
    };
  }

  /** The largest magnitude of the finite values that were read; 0 when there are none. */
  largest(): number {
    let most = 0;
    for (const { outcome } of this.held) {
      for (const value of outcome.values) if (Number.isFinite(value)) most = Math.max(most, Math.abs(value));
    }
    return most;
  }

  private covers({ rows, columns }: CellRange): boolean {
    return this.held.some(
      (held) =>
        held.rows[0] <= rows[0] &&
        held.rows[1] >= rows[1] &&
        held.columns[0] <= columns[0] &&
        held.columns[1] >= columns[1],
    );
  }
}
