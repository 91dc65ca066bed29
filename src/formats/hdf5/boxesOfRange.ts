import { elementCount } from '../header';
import type { Hdf5Box } from './library';

/** The boxes that a range of elements in C order consists of, one after the other: parts of rows before and behind, and whole rows together. */
export function boxesOfRange(shape: readonly number[], start: number, end: number): Hdf5Box[] {
  if (start >= end) return [];
  if (shape.length === 0) return [{ offset: [], count: [] }];
  if (shape.length === 1) return [{ offset: [start], count: [end - start] }];
  const rest = shape.slice(1);
  const row = elementCount(rest);
  const boxes: Hdf5Box[] = [];
  const inside = (index: number, from: number, to: number): void => {
    for (const { offset, count } of boxesOfRange(rest, from, to))
      boxes.push({ offset: [index, ...offset], count: [1, ...count] });
  };
  const first = Math.ceil(start / row);
  const last = Math.floor(end / row);
  // All in one row.
  if (first > last) inside(last, start - last * row, end - last * row);
  else {
    if (start < first * row) inside(first - 1, start - (first - 1) * row, row);
    if (first < last) boxes.push({ offset: [first, ...rest.map(() => 0)], count: [last - first, ...rest] });
    if (end > last * row) inside(last, 0, end - last * row);
  }
  return boxes;
}
