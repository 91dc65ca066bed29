import type { HeaderFact } from '../../facts/headerFact';
import type { Notice } from '../../facts/reportParts';
import type { ByteSource } from '../byteSource';
import { stridedSource } from '../derived/stridedSource';
import type { FileArray } from '../format';
import { elementCount, shapeText } from '../header';
import { pieceOf } from '../pieceOf';
import { parseDtype } from '../values/dtype';
import { crc32 } from '../zip/crc32';
import { TorchFormatError } from './errors';
import type { Place, TorchArray } from './torchMember';
import { entrySource } from './zipFile';

/** Storages whose checksum is looked at; torch itself never does. */
const mostChecked = 32 << 20;

/** Which archive it is of, which array of that, and how its elements are to be read. */
interface About {
  name: string;
  path: string;
  as: 'bfloat16' | undefined;
}

/** An array of a file: by position where it lies in one piece, whatever its order, and else element by element from where its strides lead. */
export async function openTensor(file: ByteSource, array: TorchArray, { name, path, as }: About): Promise<FileArray> {
  const { dtype: descr, shape, place, offset, strides, text, exact } = array;
  // Of its name there is one order alone.
  const dtype = array.descr === '>bfloat16' ? parseDtype('>u2', path, 'bfloat16') : parseDtype(array.descr, path, as);
  const { itemsize } = dtype;
  const source = await placeSource(file, place, name, text);
  const count = elementCount(shape);
  if (exact) checkLength(source, count * itemsize, shape, path);
  const order = orderOf(shape, strides);
  const first = offset * itemsize;
  const bytes = { itemsize, first, shape, strides: strides.map((stride) => stride * itemsize) };
  const remarks = () => checksumRemarks(file, place, name, path);
  return {
    header: {
      facts: order === undefined ? [stridesFact(strides)] : [],
      descr,
      dtype,
      shape,
      fortranOrder: order === 'F',
      dataOffset: 0,
    },
    source: order === undefined ? stridedSource(source, bytes) : pieceOf(source, first, first + count * itemsize),
    ...(place.entry && !exact ? { remarks } : {}),
  };
}

async function placeSource(
  file: ByteSource,
  { entry, start, end }: Place,
  name: string,
  text: TorchArray['text'],
): Promise<ByteSource> {
  if (typeof text === 'string') return charactersSource(text);
  const whole = entry ? await entrySource(file, entry, name) : file;
  const source = pieceOf(whole, start, end);
  if (text === undefined) return source;
  const bytes = await source.slice(0, source.byteLength);
  return charactersSource(new TextDecoder('utf-8').decode(bytes));
}

/** Bytes that a text stands for, each by a character. */
function charactersSource(text: string): ByteSource {
  const bytes = Uint8Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  return { byteLength: bytes.length, slice: (start, end) => Promise.resolve(bytes.subarray(start, end)) };
}

function checkLength(source: ByteSource, asked: number, shape: number[], path: string): void {
  if (source.byteLength === asked) return;
  throw new TorchFormatError(
    `${path} has ${source.byteLength} bytes, and its shape ${shapeText(shape)} asks for ${asked}; the file is damaged, copy or save it again.`,
  );
}

/** In which order the elements lie side by side: `C`, `F` (the first axis fastest), or undefined where they do not. */
function orderOf(shape: readonly number[], strides: readonly number[]): 'C' | 'F' | undefined {
  if (shape.includes(0)) return 'C';
  const inOrder = (axes: readonly number[]): boolean => {
    let expected = 1;
    return axes.every((axis) => {
      const fits = shape[axis] === 1 || strides[axis] === expected;
      expected *= shape[axis]!;
      return fits;
    });
  };
  const axes = shape.map((_, axis) => axis);
  return inOrder([...axes].reverse()) ? 'C' : inOrder(axes) ? 'F' : undefined;
}

function stridesFact(strides: number[]): HeaderFact {
  return { id: 'strides', name: 'View', text: `strides ${shapeText(strides)}`, value: strides };
}

/** What there is to say of a storage that does not match its checksum: torch can save without any, so that it may be whole all the same. */
async function checksumRemarks(file: ByteSource, { entry }: Place, name: string, path: string): Promise<Notice[]> {
  if (!entry || entry.method !== 0 || entry.byteLength > mostChecked) return [];
  const source = await entrySource(file, entry, name);
  if (crc32(await source.slice(0, source.byteLength)) === entry.crc32) return [];
  const message = `${path} does not match its checksum in the file: it is damaged, or was saved without checksums, as torch.save can; it was read as it is.`;
  return [{ code: 'checksum', message }];
}
