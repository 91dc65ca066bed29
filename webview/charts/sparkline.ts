/** A small line drawing as SVG path data. */
interface Sparkline {
  /** The values, broken where one is missing. */
  line: string;
  /** The level of chance at each place. */
  level: string;
}

/** Width and height of the drawing's own coordinates. */
export const sparkWidth = 120;
export const sparkHeight = 44;

function path(values: readonly (number | null | undefined)[], low: number, high: number): string {
  const step = values.length > 1 ? sparkWidth / (values.length - 1) : 0;
  let pen = 'M';
  return values
    .map((value, index) => {
      if (value === null || value === undefined) {
        pen = 'M';
        return '';
      }
      const share = Math.max(0, Math.min(1, (value - low) / (high - low)));
      const at = `${pen}${Number((index * step).toFixed(2))} ${Number(((1 - share) * sparkHeight).toFixed(2))}`;
      // A point by itself is drawn as a short stroke.
      const alone = pen === 'M' && (values[index + 1] ?? null) === null;
      pen = 'L';
      return alone ? `${at}h0.01` : at;
    })
    .join('');
}

/** Values and their level of chance between `low` at the bottom and `high` at the top; what lies beyond is drawn on the edge. */
export function sparkline(
  values: readonly (number | null | undefined)[],
  levels: readonly number[],
  low: number,
  high: number,
): Sparkline {
  return { line: path(values, low, high), level: path(levels, low, high) };
}
