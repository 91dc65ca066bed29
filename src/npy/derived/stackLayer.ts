import { LensError } from '../../errors';
import type { ByteSource } from '../byteSource';
import { elementCount, shapeText } from '../header';
import { storedRows, type ArrayBytes } from './rows';
import { rowsArray } from './rowsSource';

/** A place that a stack of layers does not have. */
export class NoSuchLayerError extends LensError {
  constructor(message: string) {
    super('no-such-layer', message);
  }
}

/**
 * One layer of a stack (layers, samples, neurons): an index of the first axis. In C order it is a piece of the same bytes and keeps its element
 * type; in Fortran order it is float64, the whole layer computed when it is first read.
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
  const stack = storedRows({ name, header, source });
  let values: Promise<Float64Array> | undefined;
  const [rows] = shape as [number];
  const width = size / rows;
  const layer = rowsArray(
    {
      rows,
      width,
      together: Math.max(1, rows),
      gap: rows,
      sequential: false,
      read: async (from, to) => (await (values ??= stack.read(index, index + 1))).slice(from * width, to * width),
    },
    own,
  );
  return { ...layer, header: { ...layer.header, shape } };
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
