import { LensError } from '../../facts/errors';
import type { ByteSource } from '../byteSource';
import { elementCount, shapeText } from '../header';
import { everyNth } from '../rows/everyNth';
import type { ArrayBytes } from './rows';

/** A place that a stack of layers does not have. */
export class NoSuchLayerError extends LensError {
  constructor(message: string) {
    super('no-such-layer', message);
  }
}

/**
 * One layer of a stack (layers, samples, neurons): an index of the first axis, in the order and of the element type of the file. In C order it is a piece
 * of the same bytes; in Fortran order its elements are gathered from all over them whenever it is read.
 * @throws NoSuchLayerError for an index that the stack does not have, or an array of fewer than three axes.
 */
export function stackLayer({ name, header, source }: ArrayBytes, index: number): ArrayBytes {
  const [layers = 0, ...shape] = header.shape;
  if (shape.length < 2) {
    throw new NoSuchLayerError(
      `${name} of shape ${shapeText(header.shape)} is no stack of layers, which has three axes or more; give its path alone.`,
    );
  }
  if (index >= layers) {
    throw new NoSuchLayerError(
      `${name} of shape ${shapeText(header.shape)} has the layers 0 to ${layers - 1}, and ${index} was asked for.`,
    );
  }
  const own = `${name}::${index}`;
  const size = elementCount(shape);
  if (!header.fortranOrder) {
    const bytes = size * header.dtype.itemsize;
    const dataOffset = header.dataOffset + index * bytes;
    return { name: own, header: { ...header, shape, dataOffset }, source: upTo(dataOffset + bytes, source) };
  }
  // In Fortran order neighbours are the same place of one layer and the next.
  const { dataOffset, dtype } = header;
  const { itemsize } = dtype;
  const spaced = { first: dataOffset + index * itemsize, step: layers * itemsize, itemsize, count: size };
  return { name: own, header: { ...header, shape, dataOffset: 0 }, source: everyNth(source, spaced) };
}

/** The bytes of a source as far as these: what follows is of other layers. */
function upTo(byteLength: number, source: ByteSource): ByteSource {
  return {
    byteLength,
    ...(source.sequential !== undefined && { sequential: source.sequential }),
    slice: (start, end) => source.slice(start, end),
    ...(source.fill && { fill: (start: number, target: Uint8Array) => source.fill!(start, target) }),
  };
}
