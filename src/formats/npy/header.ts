import type { HeaderFact } from '../../facts/headerFact';
import type { ByteSource } from '../byteSource';
import { parseDtype, type Dtype } from '../values/dtype';
import { UnsupportedDtypeError } from '../errors';
import { shapeText, type StoredHeader } from '../header';
import { NpyFormatError } from './errors';
import { OtherLiteral, parseLiteral, type Literal } from './pythonLiteral';

/** No header of an array of numbers comes near this; what does is damage or an attack. */
const longestHeader = 1 << 20;
const mostDimensions = 64;

/**
 * The header of a .npy file, with its shape proven against the size of the source, so that whoever allocates for it later is safe.
 * Bytes after the data are allowed (see trailingBytes). After NEP 1 and numpy/lib/format.py.
 * @param name the file as people know it, for messages.
 * @param as 'bfloat16' reads `|V2` elements as bfloat16.
 * @throws NpyFormatError when it is damaged, cut off or no .npy file; UnsupportedDtypeError for elements that are not plain numbers.
 */
export async function readHeader(source: ByteSource, name: string, as?: 'bfloat16'): Promise<StoredHeader> {
  // Slices rise without overlap, so that a sequential source is read once.
  const start = await source.slice(0, Math.min(8, source.byteLength));
  const version = checkStart(start, name);
  const lengthEnd = version[0] === 1 ? 10 : 12;
  if (source.byteLength < lengthEnd) throw cutOff(name, lengthEnd, source.byteLength);
  const field = await source.slice(8, lengthEnd);
  const length = field.reduce((sum, byte, i) => sum + byte * 256 ** i, 0);
  if (length > longestHeader) {
    throw new NpyFormatError(
      `${name} announces a header of ${length} bytes, and more than ${longestHeader} is taken for damage; save the array again with numpy.save.`,
    );
  }
  const dataOffset = lengthEnd + length;
  if (dataOffset > source.byteLength) throw cutOff(name, dataOffset, source.byteLength);
  const text = decodeText(await source.slice(lengthEnd, dataOffset), version[0] === 3, name);
  const { descr, fortranOrder, shape } = parseFields(text, version[0] < 3, name);
  const dtype = parseDtype(descr, name, as);
  checkSize(shape, dtype, source.byteLength - dataOffset, name);
  return { facts: [versionFact(version)], descr, dtype, shape, fortranOrder, dataOffset };
}

function versionFact(version: [number, number]): HeaderFact {
  return { id: 'version', name: 'Format', text: `.npy version ${version.join('.')}`, value: version };
}

function checkStart(start: Uint8Array, name: string): [number, number] {
  if (start.length === 0) throw new NpyFormatError(`${name} is empty (0 bytes); save the array again with numpy.save.`);
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
  if (!magic.every((byte, i) => i >= start.length || start[i] === byte)) {
    const hint =
      start[0] === 0x50 && start[1] === 0x4b
        ? 'it is a zip archive: if numpy.savez wrote it, give it the ending .npz'
        : 'save the array with numpy.save';
    const found = Array.from(start.slice(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    throw new NpyFormatError(
      `${name} is not a .npy file (it begins with the bytes ${found} instead of "\\x93NUMPY"); ${hint}.`,
    );
  }
  if (start.length < 8) throw cutOff(name, 8, start.length);
  const version: [number, number] = [start[6]!, start[7]!];
  if (version[0] < 1 || version[0] > 3 || version[1] !== 0) {
    throw new NpyFormatError(
      `${name} is of .npy version ${version.join('.')}, and there are only 1.0, 2.0 and 3.0; save it again with numpy.save.`,
    );
  }
  return version;
}

function cutOff(name: string, needed: number, found: number): NpyFormatError {
  return new NpyFormatError(
    `${name} ends inside its header (${needed} bytes needed, ${found} found); copy or save the file again.`,
  );
}

function decodeText(bytes: Uint8Array, utf8: boolean, name: string): string {
  // Latin-1 by hand: TextDecoder('latin1') is windows-1252 by its standard.
  if (!utf8) return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new NpyFormatError(`${name} has a header that is no text in UTF-8; save it again with numpy.save.`);
  }
}

function parseFields(
  text: string,
  python2: boolean,
  name: string,
): { descr: string; fortranOrder: boolean; shape: number[] } {
  let fields: Literal;
  try {
    fields = parseLiteral(text, python2);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new NpyFormatError(
      `${name} has a header that cannot be read: ${error.message}; save it again with numpy.save.`,
    );
  }
  if (!(fields instanceof Map)) {
    throw new NpyFormatError(`${name} has a header that is not a dictionary; save it again with numpy.save.`);
  }
  const keys = [...fields.keys()].sort().join(', ');
  if (keys !== 'descr, fortran_order, shape') {
    throw new NpyFormatError(
      `${name} has a header with the keys ${keys.slice(0, 80) || '(none)'} instead of descr, fortran_order, shape; save it again with numpy.save.`,
    );
  }
  const fortranOrder = fields.get('fortran_order')!;
  if (typeof fortranOrder !== 'boolean') {
    throw new NpyFormatError(
      `${name} has a fortran_order that is neither True nor False; save it again with numpy.save.`,
    );
  }
  return { descr: parseDescr(fields.get('descr')!, name), fortranOrder, shape: parseShape(fields.get('shape')!, name) };
}

function parseDescr(descr: Literal, name: string): string {
  if (typeof descr === 'string') return descr;
  if (descr !== null && typeof descr === 'object' && 'items' in descr) {
    throw new UnsupportedDtypeError(
      `${name} holds records of several fields (a structured dtype), not plain numbers; save one field, for example x['field'].`,
    );
  }
  throw new NpyFormatError(`${name} has a header whose descr is no dtype; save it again with numpy.save.`);
}

function parseShape(shape: Literal, name: string): number[] {
  if (shape === null || typeof shape !== 'object' || !('items' in shape) || shape.type !== 'tuple') {
    throw new NpyFormatError(`${name} has a shape that is not a tuple; save it again with numpy.save.`);
  }
  if (shape.items.length > mostDimensions) {
    throw new NpyFormatError(
      `${name} has ${shape.items.length} dimensions, and numpy knows at most ${mostDimensions}; save it again.`,
    );
  }
  return shape.items.map((length) => {
    if (typeof length === 'bigint' && length >= 0n && length <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(length);
    const found =
      typeof length === 'bigint' ? String(length) : length instanceof OtherLiteral ? length.text : 'no number';
    throw new NpyFormatError(
      `${name} has a shape with ${found.slice(0, 40)} in it, which is no possible length of an axis; save it again with numpy.save.`,
    );
  });
}

function checkSize(shape: number[], dtype: Dtype, available: number, name: string): void {
  const needed = shape.reduce((product, length) => product * BigInt(length), BigInt(dtype.itemsize));
  if (needed <= BigInt(available)) return;
  throw new NpyFormatError(
    `${name} is too short for its shape ${shapeText(shape)} of ${dtype.descr} (${needed} bytes of data needed, ${available} found); copy or save it again.`,
  );
}
