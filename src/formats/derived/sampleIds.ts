import { LensError } from '../../facts/errors';
import { isText } from '../values/dtype';
import { decode } from '../values/decode';
import { elementCount, shapeText } from '../header';
import { readTexts } from '../rows/readTexts';
import type { ArrayBytes } from './rows';

/** The id of a sample; a bigint only where it is too large for a number. A text is never the number that it spells. */
export type SampleId = number | bigint | string;

/** Ids that do not lead from one order of samples to another. */
export class SampleOrderError extends LensError {
  constructor(message: string) {
    super('sample-order', message);
  }
}

/** The ids in a vector of whole numbers or texts: one axis, or two of which one is of length 1. @throws SampleOrderError for anything else. */
export async function readIds({ name, header, source }: ArrayBytes): Promise<SampleId[]> {
  const { shape, dtype, dataOffset } = header;
  const count = elementCount(shape);
  const vector = shape.length === 1 || (shape.length === 2 && shape.includes(1));
  if (!vector || dtype.kind === 'complex') {
    throw new SampleOrderError(
      `${name} is no vector of sample ids (shape ${shapeText(shape)}, dtype ${header.descr}); save one whole number or text a sample.`,
    );
  }
  if (isText(dtype)) return readTexts({ name, header, source });
  const bytes = await source.slice(dataOffset, dataOffset + count * dtype.itemsize);
  if (dtype.itemsize === 8 && (dtype.kind === 'int' || dtype.kind === 'uint')) return wideIds(bytes, count, dtype);
  const values = new Float64Array(count);
  decode(bytes, dtype, values, 0);
  const odd = values.find((value) => !Number.isSafeInteger(value));
  if (odd === undefined) return Array.from(values);
  throw new SampleOrderError(`${name} holds ${odd}, which is no sample id; save one whole number a sample.`);
}

function wideIds(bytes: Uint8Array, count: number, { kind, littleEndian }: ArrayBytes['header']['dtype']): SampleId[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: count }, (_, i) => {
    const id = kind === 'int' ? view.getBigInt64(8 * i, littleEndian) : view.getBigUint64(8 * i, littleEndian);
    const value = Number(id);
    return Number.isSafeInteger(value) ? value : id;
  });
}

/**
 * For each id of `wanted`, its place in `own`.
 * @param names of the two vectors, for messages.
 * @throws SampleOrderError unless both hold the same ids, each once.
 */
export function matchIds(
  own: readonly SampleId[],
  wanted: readonly SampleId[],
  names: { own: string; wanted: string },
): Int32Array {
  const places = new Map(own.map((id, i) => [id, i] as const));
  const both = new Set(wanted);
  const missing = [...both].filter((id) => !places.has(id));
  const extra = [...places.keys()].filter((id) => !both.has(id));
  const faults = [
    faultOf(names.own, own.length - places.size, 'more than once', firstTwice(own)),
    faultOf(names.wanted, wanted.length - both.size, 'more than once', firstTwice(wanted)),
    faultOf(names.wanted, missing.length, `that ${names.own} has not`, missing[0]),
    faultOf(names.own, extra.length, `that ${names.wanted} has not`, extra[0]),
  ].filter((fault) => fault !== '');
  if (faults.length > 0) {
    throw new SampleOrderError(
      `The samples cannot be brought into one order: ${faults.join(', ')}; both must hold the same ids, each once.`,
    );
  }
  return Int32Array.from(wanted, (id) => places.get(id)!);
}

function faultOf(name: string, count: number, what: string, example: SampleId | undefined): string {
  return count === 0 ? '' : `${name} has ${count} id${count === 1 ? '' : 's'} ${what} (for example ${example})`;
}

function firstTwice(ids: readonly SampleId[]): SampleId | undefined {
  const seen = new Set<SampleId>();
  return ids.find((id) => seen.size === seen.add(id).size);
}
