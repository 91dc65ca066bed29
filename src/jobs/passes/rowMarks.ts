import type { RowBlock } from '../../linalg/accumulator';

/** Values other than 0, from the first, by which rows are told apart: real numbers that agree in so many agree in all. */
const valuesOfMark = 8;
/** Marks that are held of a side; of files with more rows those whose marks are multiples of a power of two. */
const mostMarks = 1 << 18;

/** What a pass over the rows of a side tells of rows that repeat others. */
export interface RowMarks {
  /** Rows seen, and those of zeros alone. */
  rows: number;
  zeros: number;
  /** One in so many rows is marked. */
  oneIn: number;
  /** Marks of rows that are neither zeros nor whole numbers, and the places of these rows. */
  marks: Float64Array;
  places: Float64Array;
}

/** Marks the rows of blocks as a pass reads them. */
interface RowMarker {
  /** `from`: place of the first row of the block; `mask`: one byte a row of it, 0 for those that are left out. */
  add(from: number, count: number, block: RowBlock, mask: Uint8Array | undefined): void;
  take(): RowMarks;
}

/** Bytes that the marks of a side of so many rows take: 16 a mark, at most three times over, as they are joined or sent, and slots of a table of them. */
export function markBytes(rows: number): number {
  return 4 * 16 * Math.min(rows, mostMarks);
}

/** A marker of the rows of a side of `total` rows. */
export function rowMarker(total: number, width: number): RowMarker {
  let oneIn = 1;
  while (total / oneIn > mostMarks) oneIn *= 2;
  const marks: number[] = [];
  const places: number[] = [];
  let [rows, zeros] = [0, 0];

  function add(from: number, count: number, block: RowBlock, mask: Uint8Array | undefined): void {
    const { bytes, rowStep, columnStep, type } = block;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let i = 0; i < count; i++) {
      if (mask && mask[i] === 0) continue;
      rows++;
      let [low, high, seen, whole] = [0, 0x5bd1e995, 0, true];
      for (let j = 0, at = i * rowStep; j < width && seen < valuesOfMark; j++, at += columnStep) {
        const value = type === 'f4' ? view.getFloat32(at, true) : view.getFloat64(at, true);
        if (value === 0) continue;
        seen++;
        whole &&= Number.isInteger(value);
        const bits = view.getUint32(at, true) ^ (type === 'f4' ? j : view.getUint32(at + 4, true) + j);
        low = Math.imul(low ^ bits, 0x9e3779b1);
        low ^= low >>> 15;
        high = Math.imul(high ^ bits, 0x85ebca6b);
        high ^= high >>> 13;
      }
      if (seen === 0) zeros++;
      else if (!whole && ((low >>> 0) & (oneIn - 1)) === 0) {
        marks.push((high >>> 0) * 2 ** 21 + ((low >>> 11) & (2 ** 21 - 1)));
        places.push(from + i);
      }
    }
  }

  return {
    add,
    take: () => ({ rows, zeros, oneIn, marks: Float64Array.from(marks), places: Float64Array.from(places) }),
  };
}

/** Marks of shares of a pass together, in the order of the rows. */
export function joinMarks(parts: readonly RowMarks[]): RowMarks {
  const sum = (of: 'rows' | 'zeros'): number => parts.reduce((total, part) => total + part[of], 0);
  const joined = (of: 'marks' | 'places'): Float64Array => {
    const all = new Float64Array(parts.reduce((total, part) => total + part[of].length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part[of], at);
      at += part[of].length;
    }
    return all;
  };
  return {
    rows: sum('rows'),
    zeros: sum('zeros'),
    oneIn: parts[0]?.oneIn ?? 1,
    marks: joined('marks'),
    places: joined('places'),
  };
}

/** How many rows repeat an earlier one (about, where not all were marked), and the first of them with that one; undefined where none does. */
export function repeatedMarks({ marks, places, oneIn }: RowMarks) {
  let size = 16;
  while (size < 2 * marks.length) size *= 2;
  // Open addressing: each slot the place of a mark plus 1, 0 for none.
  const slots = new Uint32Array(size);
  let count = 0;
  let first: [number, number] | undefined;
  for (let at = 0; at < marks.length; at++) {
    const mark = marks[at]!;
    let slot = (mark % 4294967291) & (size - 1);
    while (slots[slot] !== 0 && marks[slots[slot]! - 1] !== mark) slot = (slot + 1) & (size - 1);
    if (slots[slot] === 0) slots[slot] = at + 1;
    else {
      count++;
      first ??= [places[slots[slot]! - 1]!, places[at]!];
    }
  }
  return first && { count: count * oneIn, first, about: oneIn > 1 };
}
