import { isRecord } from '../../facts/isRecord';
import { shapeText } from '../header';
import { SafetensorsFormatError } from './errors';

/** A tensor as a header has it, its place and size proven. */
export interface TensorPlace {
  name: string;
  /** As the file spells it: `F32`. */
  dtype: string;
  shape: number[];
  /** Where its bytes are, from the beginning of the data. */
  start: number;
  end: number;
}

/** Bits an element, of all types that there are; of one that is not here the size is not known. */
const bits: Record<string, number> = {
  ...{ BOOL: 8, U8: 8, I8: 8, U16: 16, I16: 16, U32: 32, I32: 32, U64: 64, I64: 64 },
  ...{ F16: 16, BF16: 16, F32: 32, F64: 64, C64: 64 },
  ...{ F8_E4M3: 8, F8_E5M2: 8, F8_E8M0: 8, F6_E2M3: 6, F6_E3M2: 6, F4: 4 },
};
const mostDimensions = 64;
const longestName = 1000;

/**
 * The tensors of a header, each of the size that its shape and type ask for, side by side from the first byte of the data to the last, as the format
 * demands: nothing overlaps, and no byte belongs to none.
 * @param dataBytes of the file behind its header. @param file as people know it, for messages.
 * @throws SafetensorsFormatError naming the tensor where that is not so.
 */
export function layoutOf(entries: readonly [string, unknown][], dataBytes: number, file: string): TensorPlace[] {
  const places = entries.map(([name, value]) => placeOf(name, value, dataBytes, file));
  const inOrder = [...places].sort((a, b) => a.start - b.start || a.end - b.end);
  let last: TensorPlace | undefined;
  for (const place of inOrder) {
    const covered = last?.end ?? 0;
    if (place.start < covered) {
      throw damaged(`${file}::${place.name} and ${last!.name} share bytes of the file`);
    }
    if (place.start > covered) throw gap(file, covered, place.start);
    last = place;
  }
  const covered = last?.end ?? 0;
  if (covered < dataBytes) throw gap(file, covered, dataBytes);
  return places;
}

function placeOf(name: string, value: unknown, dataBytes: number, file: string): TensorPlace {
  if (name.length > longestName) throw damaged(`${file} has a tensor whose name has ${name.length} characters`);
  const path = `${file}::${name}`;
  if (!isRecord(value)) throw damaged(`${path} is not described in the header as a tensor is`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string') throw damaged(`${path} has no dtype in the header`);
  if (!isCounts(shape) || shape.length > mostDimensions) throw damaged(`${path} has no shape in the header`);
  if (!isCounts(offsets) || offsets.length !== 2) throw damaged(`${path} has no data_offsets in the header`);
  const [start, end] = offsets as [number, number];
  if (start > end || end > dataBytes) {
    throw damaged(`${path} lies at bytes ${start} to ${end} of the data, of which the file has ${dataBytes}`);
  }
  const size = Object.hasOwn(bits, dtype) ? bits[dtype] : undefined;
  // As a BigInt, since the product of a shape may be anything.
  const asked = size === undefined ? undefined : shape.reduce((product, n) => product * BigInt(n), BigInt(size));
  if (asked !== undefined && asked !== BigInt(8 * (end - start))) {
    throw damaged(
      `${path} has ${end - start} bytes, and its shape ${shapeText(shape)} of ${dtype} asks for ${asked / 8n}`,
    );
  }
  return { name, dtype, shape, start, end };
}

function isCounts(value: unknown): value is number[] {
  return (
    Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0 && !Object.is(count, -0))
  );
}

function gap(file: string, from: number, to: number): SafetensorsFormatError {
  return damaged(`${file} has bytes that belong to no tensor, ${from} to ${to} of its data`);
}

function damaged(what: string): SafetensorsFormatError {
  return new SafetensorsFormatError(`${what}; the file is damaged, copy or save it again with safetensors' save_file.`);
}
