import { totalmem } from 'node:os';
import type { Matrix } from '../linalg/matrix';
import { ComplexValuesError, TooLargeError, WrongDimensionsError } from '../npy/errors';
import { readMatrix } from '../npy/readMatrix';
import { trailingBytes } from '../npy/trailingBytes';
import type { ArrayAddress, SideIdentity } from '../protocol/worker';
import { NoVarianceError } from '../similarity/errors';
import { decideOrientation } from '../similarity/orientation';
import type { CompareOptions } from '../similarity/options';
import type { Notice } from '../similarity/report';
import { openArray, type OpenedArray } from './openArray';
import { pairNames } from './pairNames';

/** Copies of the data that factoring holds at once, in float64. */
const copies = 3;

/** Two opened arrays whose headers fit each other, and how they are to be read. */
export interface OpenedPair {
  names: { a: string; b: string };
  a: SideIdentity;
  b: SideIdentity;
  /** What orientation and headers give rise to say. */
  notices: Notice[];
  /** Samples x neurons of one side, as float64. */
  read(side: 'a' | 'b', onProgress: (fraction: number) => void): Promise<Matrix>;
  close(): Promise<void>;
}

/**
 * Opens both files, checks their shapes and decides their orientation; no data is read yet. `close` must be called in the end.
 * @throws the errors of openArray; WrongDimensionsError; NoVarianceError (nothing in it); SampleCountMismatchError; TooLargeError.
 */
export async function openPair(a: ArrayAddress, b: ArrayAddress, options: CompareOptions): Promise<OpenedPair> {
  const opened: OpenedArray[] = [];
  try {
    opened.push(await openArray(a));
    opened.push(await openArray(b));
    return pairOf(opened[0]!, opened[1]!, a, b, options);
  } catch (error) {
    await Promise.all(opened.map((array) => array.close()));
    throw error;
  }
}

function pairOf(
  a: OpenedArray,
  b: OpenedArray,
  addressA: ArrayAddress,
  addressB: ArrayAddress,
  options: CompareOptions,
): OpenedPair {
  const names = pairNames(addressA.path, addressB.path);
  const shapes = [storedShape(a, names.a), storedShape(b, names.b)];
  const { transposed, notices } = decideOrientation(shapes, [options.transposeA, options.transposeB]);
  checkSize(shapes, names.a);
  const tails = [trailingBytes(a.header, a.source, names.a), trailingBytes(b.header, b.source, names.b)];
  const arrays = {
    a: { opened: a, name: names.a, transpose: transposed[0]! },
    b: { opened: b, name: names.b, transpose: transposed[1]! },
  };
  return {
    names,
    a: identityOf(a, addressA, transposed[0]!),
    b: identityOf(b, addressB, transposed[1]!),
    notices: [...notices, ...tails.filter((tail) => tail !== undefined)],
    read: (side, onProgress) => {
      const { opened, name, transpose } = arrays[side];
      return readMatrix(opened.source, opened.header, name, { transpose, onProgress });
    },
    close: async () => {
      await Promise.all([a.close(), b.close()]);
    },
  };
}

function storedShape({ header }: OpenedArray, name: string): { name: string; rows: number; columns: number } {
  if (header.dtype.kind === 'complex') throw new ComplexValuesError(name, header.descr);
  const [rows, columns] = header.shape;
  if (header.shape.length !== 2 || rows === undefined || columns === undefined)
    throw new WrongDimensionsError(name, header.shape);
  if (rows === 0 || columns === 0) throw new NoVarianceError(name);
  return { name, rows, columns };
}

function checkSize(shapes: { rows: number; columns: number }[], name: string): void {
  const bytes = shapes.reduce((total, { rows, columns }) => total + 8 * rows * columns, 0);
  if (copies * bytes > 0.75 * totalmem()) throw new TooLargeError(name, copies * bytes);
}

function identityOf(
  { header, byteLength, modifiedMs }: OpenedArray,
  address: ArrayAddress,
  transposed: boolean,
): SideIdentity {
  return { address, byteLength, modifiedMs, shape: header.shape, dtype: header.descr, transposed };
}
