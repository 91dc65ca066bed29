import type { ArrayBytes } from '../../../src/formats/derived/rows';
import { readHeader } from '../../../src/formats/npy/header';
import { readMatrix } from '../../../src/formats/rows/readMatrix';
import { memorySource, npyFile, type MemorySource } from '../sources';

/** How an array lies in memory. */
export interface ArrayForm {
  name?: string;
  dtype?: 'f8' | 'f4';
  fortranOrder?: boolean;
  sequential?: boolean;
}

/** An array in memory as a file would give it, of values in C order; its reads are noted. */
export async function arrayOf(
  values: ArrayLike<number>,
  shape: number[],
  { name = 'x.npy', dtype = 'f8', fortranOrder = false, sequential = false }: ArrayForm = {},
): Promise<ArrayBytes & { source: MemorySource }> {
  const data = fortranOrder ? inFortranOrder(values, shape) : Float64Array.from(values);
  const source = memorySource(npyFile(data, shape, dtype, fortranOrder), sequential);
  const header = await readHeader(source, name);
  source.reads.length = 0;
  return { name, header, source };
}

/** Values of C order in the order in which a Fortran-order file has them. */
export function inFortranOrder(values: ArrayLike<number>, shape: number[]): Float64Array {
  const out = new Float64Array(values.length);
  const index = shape.map(() => 0);
  for (let at = 0; at < out.length; at++) {
    let place = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) place = place * shape[axis]! + index[axis]!;
    out[place] = values[at]!;
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis]! === shape[axis]!; axis--) index[axis] = 0;
  }
  return out;
}

/** Samples of (height, width, channels) as (channels, height, width). */
export function channelsFirst(values: ArrayLike<number>, [n, h, w, c]: number[]): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < n!; i++) {
    for (let k = 0; k < h! * w!; k++) {
      for (let j = 0; j < c!; j++) out[(i * c! + j) * h! * w! + k] = values[(i * h! * w! + k) * c! + j]!;
    }
  }
  return out;
}

/** All numbers of a two-axis array, row by row. */
export async function numbersOf({ source, header, name }: ArrayBytes): Promise<number[]> {
  return Array.from((await readMatrix(source, header, name, { transpose: false })).data);
}
