import type { ByteSource } from '../byteSource';
import type { Dtype } from '../values/dtype';
import { decode } from '../values/decode';

/** A matrix stored column by column: each column's `rows` elements lie together, from `dataOffset` on. */
interface ColumnLayout {
  dataOffset: number;
  dtype: Dtype;
  rows: number;
  columns: number;
  /** Where each stored column goes in a row; as stored when absent. */
  order?: Float64Array | undefined;
}

/** Raw bytes held at a time. */
const blockBytes = 8 << 20;
/** Enough to hide the latency of one read behind others. */
const readsAtOnce = 16;

/**
 * Fills `out` with rows `start` to `end` (exclusive) of a matrix that is stored by columns, row-major: (end - start) x columns. Reads rise in
 * the source and are as long as the layout allows: whole runs of columns when all rows are wanted, one piece a column otherwise.
 * @param onBlock called after each block with the elements placed so far; may throw to stop.
 */
export async function gatherRows(
  source: ByteSource,
  layout: ColumnLayout,
  start: number,
  end: number,
  out: Float64Array,
  onBlock: (elements: number) => void,
): Promise<void> {
  const { columns, dtype } = layout;
  const rows = end - start;
  if (rows === 0 || columns === 0) return;
  const block = Math.max(1, Math.floor(blockBytes / dtype.itemsize));
  const rowsAtOnce = Math.min(rows, block);
  const columnsAtOnce = Math.min(columns, Math.max(1, Math.floor(block / rowsAtOnce)));
  const scratch = new Float64Array(rowsAtOnce * columnsAtOnce);
  let placed = 0;
  for (let column = 0; column < columns; column += columnsAtOnce) {
    const width = Math.min(columnsAtOnce, columns - column);
    // A column longer than a block comes in parts, one column at a time.
    for (let row = 0; row < rows; row += rowsAtOnce) {
      const height = Math.min(rowsAtOnce, rows - row);
      await readColumns(source, layout, column, width, start + row, height, scratch);
      scatter(scratch, column, width, height, out.subarray(row * columns), layout);
      placed += width * height;
      onBlock(placed);
    }
  }
}

/** `width` columns of `height` rows into `scratch`, one column after the other. */
async function readColumns(
  source: ByteSource,
  { dataOffset, dtype, rows }: ColumnLayout,
  column: number,
  width: number,
  row: number,
  height: number,
  scratch: Float64Array,
): Promise<void> {
  const position = (j: number): number => dataOffset + (j * rows + row) * dtype.itemsize;
  if (height === rows) {
    decode(await source.slice(position(column), position(column + width)), dtype, scratch, 0);
    return;
  }
  const together = source.sequential ? 1 : readsAtOnce;
  for (let first = 0; first < width; first += together) {
    const count = Math.min(together, width - first);
    const parts = await Promise.all(
      Array.from({ length: count }, (_, k) => {
        const from = position(column + first + k);
        return source.slice(from, from + height * dtype.itemsize);
      }),
    );
    parts.forEach((bytes, k) => decode(bytes, dtype, scratch, (first + k) * height));
  }
}

/** Transposes `scratch` into rows of `out`, in tiles so that every cache line is filled while it is near. */
function scatter(
  scratch: Float64Array,
  column: number,
  width: number,
  height: number,
  out: Float64Array,
  { columns, order }: ColumnLayout,
): void {
  const tile = 32;
  for (let i0 = 0; i0 < height; i0 += tile) {
    const iEnd = Math.min(height, i0 + tile);
    for (let j0 = 0; j0 < width; j0 += tile) {
      const jEnd = Math.min(width, j0 + tile);
      if (order) {
        for (let j = j0; j < jEnd; j++) {
          const target = order[column + j]!;
          for (let i = i0; i < iEnd; i++) out[i * columns + target] = scratch[j * height + i]!;
        }
      } else {
        for (let i = i0; i < iEnd; i++) {
          const target = i * columns + column;
          for (let j = j0; j < jEnd; j++) out[target + j] = scratch[j * height + i]!;
        }
      }
    }
  }
}
