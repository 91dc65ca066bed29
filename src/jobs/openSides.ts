import { ComplexValuesError, WrongDimensionsError } from '../npy/errors';
import { trailingBytes } from '../npy/trailingBytes';
import type { ArrayAddress, SideIdentity } from '../protocol/worker';
import { NoVarianceError } from '../similarity/errors';
import { decideOrientation } from '../similarity/orientation';
import type { Notice } from '../similarity/report';
import { openArray, type OpenedArray } from './openArray';
import { shortNames } from './shortNames';

/** Files whose headers fit each other, and how they are to be read. */
export interface OpenedSides {
  names: string[];
  sides: SideIdentity[];
  /** What orientation and headers give rise to say. */
  notices: Notice[];
}

/**
 * Reads the headers of a set of files, checks their shapes and decides their orientation; no data is read, and no file is left open. `transposed`:
 * what a person chose, undefined where nothing was.
 * @throws the errors of openArray; WrongDimensionsError; ComplexValuesError; NoVarianceError (nothing in it); SampleCountMismatchError.
 */
export async function openSides(
  addresses: readonly ArrayAddress[],
  transposed: readonly (boolean | undefined)[],
): Promise<OpenedSides> {
  const names = shortNames(addresses.map(({ path }) => path));
  const opened: OpenedArray[] = [];
  try {
    for (const address of addresses) opened.push(await openArray(address));
    const shapes = opened.map((array, i) => storedShape(array, names[i]!));
    const decided = decideOrientation(shapes, transposed);
    const tails = opened.map((array, i) => trailingBytes(array.header, array.source, names[i]!));
    return {
      names,
      sides: opened.map((array, i) => identityOf(array, addresses[i]!, decided.transposed[i]!)),
      notices: [...decided.notices, ...tails.filter((tail) => tail !== undefined)],
    };
  } finally {
    await Promise.all(opened.map((array) => array.close()));
  }
}

function storedShape({ header }: OpenedArray, name: string): { name: string; rows: number; columns: number } {
  if (header.dtype.kind === 'complex') throw new ComplexValuesError(name, header.descr);
  const [rows, columns] = header.shape;
  if (header.shape.length !== 2 || rows === undefined || columns === undefined)
    throw new WrongDimensionsError(name, header.shape);
  if (rows === 0 || columns === 0) throw new NoVarianceError(name);
  return { name, rows, columns };
}

function identityOf(
  { header, source, byteLength, modifiedMs }: OpenedArray,
  address: ArrayAddress,
  transposed: boolean,
): SideIdentity {
  const order = header.fortranOrder === transposed ? 'rows' : 'columns';
  const layout = source.sequential ? (`inflated ${order}` as const) : order;
  return { address, byteLength, modifiedMs, shape: header.shape, dtype: header.descr, transposed, layout };
}
