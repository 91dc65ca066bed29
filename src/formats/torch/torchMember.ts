import type { Member } from '../format';
import { elementCount, shapeText } from '../header';
import type { NumpyArray } from '../pickle/numpyArrays';
import type { ZipEntry } from '../zip/zipEntry';
import type { Found } from './collectArrays';
import type { Tensor } from './tensors';

/** Where bytes are: of a member of an archive, or of the file itself. */
export interface Place {
  entry?: ZipEntry | undefined;
  start: number;
  end: number;
}

/** Where a file has what its pickle names. */
export interface Places {
  /** The pickle itself. */
  pickle: Place;
  /** The storage of a key; undefined: the file has none. */
  storage(key: string): Place | undefined;
  littleEndian: boolean;
  packing: string;
}

/** An array of a file of torch.save, its place proven. */
export interface TorchMember extends Member {
  /** Undefined where it is not read. */
  array?: TorchArray | undefined;
  /** Not read because the file is damaged, not for what it is. */
  damaged: boolean;
}

export interface TorchArray {
  /** Of its elements, as torch or numpy names it. */
  dtype: string;
  /** The same in numpy's way. */
  descr: string;
  shape: number[];
  place: Place;
  /** Where in the place it begins, and from element to element along each axis, in elements. */
  offset: number;
  strides: number[];
  /** Its bytes are the characters of a text in UTF-8 at its place, or of this one. */
  text?: string | true | undefined;
  /** Its place is its own, and has to be as long as it is. */
  exact?: boolean;
}

/** numpy's names, and bytes, of the types that are read. */
const types: Record<string, [descr: string, bytes: number]> = {
  ...{ float64: ['f8', 8], float32: ['f4', 4], float16: ['f2', 2], bfloat16: ['bfloat16', 2] },
  ...{ int64: ['i8', 8], int32: ['i4', 4], int16: ['i2', 2], int8: ['i1', 1], bool: ['b1', 1] },
  ...{ uint8: ['u1', 1], uint16: ['u2', 2], uint32: ['u4', 4], uint64: ['u8', 8] },
  ...{ complex64: ['c8', 8], complex128: ['c16', 16] },
};

/** A tensor that repeats its elements may be this large, or this many times as large as they are. */
const freelyRepeated = 2 ** 30;
const mostRepeats = 1024;

/** The member of a name. */
export function torchMember(name: string, found: Found, places: Places): TorchMember {
  const { packing } = places;
  const about = { name, packing, copies: 1, damaged: false };
  const refused = (refusal: string, damaged = false): TorchMember => ({ ...about, damaged, refusal, byteLength: 0, packedBytes: 0 }); // prettier-ignore
  if (found.type === 'not-read') return refused(found.why);
  if (found.type === 'ndarray') return { ...about, ...numpyMember(found, places) };
  const { dtype, shape, storage, offset, strides } = found;
  const type = Object.hasOwn(types, dtype) ? types[dtype] : undefined;
  if (!type) return refused(refusalOf(dtype));
  const [code, bytes] = type;
  const place = places.storage(storage.key);
  if (!place) return refused(`has no storage "${storage.key.slice(0, 60)}" in the file; copy or save it again`, true);
  const there = Math.floor((place.end - place.start) / bytes);
  const asked = reach(found);
  if (!(asked <= there)) {
    return refused(
      `of shape ${shapeText(shape)} asks for ${asked} elements of a storage that has ${there}; the file is damaged, copy or save it again`,
      true,
    );
  }
  const byteLength = elementCount(shape) * bytes;
  if (byteLength > freelyRepeated && byteLength > mostRepeats * (place.end - place.start)) {
    return refused(`repeats ${there} elements to the shape ${shapeText(shape)}; save it as it was before expand()`);
  }
  const order = places.littleEndian ? '<' : '>';
  const descr = code === 'bfloat16' && places.littleEndian ? code : `${order}${code}`;
  return { ...about, byteLength, packedBytes: byteLength, array: { dtype, descr, shape, place, offset, strides } };
}

/** Elements of a storage that a tensor reaches over, from its first one on. */
function reach({ offset, shape, strides }: Tensor): number {
  if (shape.includes(0)) return 0;
  return offset + 1 + shape.reduce((sum, length, axis) => sum + (length - 1) * strides[axis]!, 0);
}

function numpyMember(
  { descr, shape, strides, data }: NumpyArray,
  { pickle }: Places,
): Pick<TorchMember, 'array' | 'byteLength' | 'packedBytes'> {
  const place = typeof data === 'string' ? { start: 0, end: data.length } : within(pickle, data);
  const text = typeof data === 'string' ? data : data.kind === 'text' ? true : undefined;
  const byteLength = place.end - place.start;
  return {
    byteLength,
    packedBytes: byteLength,
    array: { dtype: nameOf(descr), descr, shape, place, offset: 0, strides, text, exact: true },
  };
}

function within({ entry, start }: Place, part: { start: number; end: number }): Place {
  return { entry, start: start + part.start, end: start + part.end };
}

function refusalOf(dtype: string): string {
  if (/^q/.test(dtype)) return `is a quantized tensor (${dtype}), which is not read; save x.dequantize() instead`;
  const what = /^float/.test(dtype) ? 'floats of fewer than 16 bits' : 'elements of a type that is not read';
  return `holds ${what} (dtype ${dtype.slice(0, 40)}); save x.float() instead`;
}

/** numpy's own name of an element type, which is torch's, too; others stay as they are. */
function nameOf(descr: string): string {
  const code = descr.slice(1);
  return Object.keys(types).find((name) => types[name]![0] === code) ?? descr;
}
