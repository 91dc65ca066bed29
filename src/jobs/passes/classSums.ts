import { widthOf, type RowBlock, type RowTransform } from '../../linalg/accumulator';
import { matrix, type Matrix } from '../../linalg/matrix';
import type { Dtype } from '../../formats/values/dtype';
import { decode } from '../../formats/values/decode';
import type { SampleClasses } from '../../similarity/routes/rowPasses';

/** Sums the rows of each class, block after block. */
interface ClassSums {
  /** Adds `rows` rows of which the first is row `first` of the file; those whose byte in `mask` is 0 are left out. */
  add(first: number, rows: number, block: RowBlock, mask: Uint8Array | undefined): void;
  /** The sums since the last `take`, classes x width, and begins anew. */
  take(): Matrix;
}

/** Elements that are widened to float64 at a time. */
const atOnce = 1 << 16;
const kinds: Record<string, Dtype['kind']> = { f: 'float', i: 'int', u: 'uint', b: 'bool' };

/**
 * Sums of transformed rows (not whitened) by class: an addition for each element, where the product with a matrix of 0 and 1 would be as many as
 * there are classes.
 */
export function classSums({ labels, count }: SampleClasses, transform: RowTransform): ClassSums {
  const { neurons, shift, offset } = transform;
  const width = widthOf(transform);
  const columns = transform.columns ?? Int32Array.from({ length: width }, (_, k) => k);
  const factor = 2 ** -transform.scaleExponent;
  let sums = matrix(count, width);
  const values = new Float64Array(Math.max(atOnce, neurons));

  function takesPart(row: number, mask: Uint8Array | undefined, at: number): boolean {
    return labels[row]! >= 0 && !(mask && mask[at] === 0);
  }

  function addRows(first: number, rows: number, bytes: Uint8Array, dtype: Dtype, mask: Uint8Array | undefined): void {
    const step = Math.floor(values.length / neurons);
    const rowBytes = neurons * dtype.itemsize;
    for (let from = 0; from < rows; from += step) {
      const to = Math.min(rows, from + step);
      decode(bytes.subarray(from * rowBytes, to * rowBytes), dtype, values, 0);
      for (let i = from; i < to; i++) {
        if (!takesPart(first + i, mask, i)) continue;
        const sum = labels[first + i]! * width;
        const row = (i - from) * neurons;
        for (let k = 0; k < width; k++) {
          const j = columns[k]!;
          sums.data[sum + k]! += values[row + j]! * factor - shift[j]! - offset[j]!;
        }
      }
    }
  }

  /** Of a block that lies column by column, `columnStep` bytes from one to the next. */
  function addColumns(first: number, rows: number, block: RowBlock, dtype: Dtype, mask: Uint8Array | undefined): void {
    for (let from = 0; from < rows; from += values.length) {
      const to = Math.min(rows, from + values.length);
      for (let k = 0; k < width; k++) {
        const j = columns[k]!;
        const start = j * block.columnStep;
        decode(block.bytes.subarray(start + from * dtype.itemsize, start + to * dtype.itemsize), dtype, values, 0);
        for (let i = from; i < to; i++) {
          if (!takesPart(first + i, mask, i)) continue;
          sums.data[labels[first + i]! * width + k]! += values[i - from]! * factor - shift[j]! - offset[j]!;
        }
      }
    }
  }

  return {
    add(first, rows, block, mask) {
      const itemsize = Number(block.type.slice(1));
      const dtype = { kind: kinds[block.type[0]!]!, itemsize, littleEndian: true, descr: block.type };
      if (block.rowStep === neurons * itemsize) addRows(first, rows, block.bytes, dtype, mask);
      else addColumns(first, rows, block, dtype, mask);
    },
    take() {
      const taken = sums;
      sums = matrix(count, width);
      return taken;
    },
  };
}
