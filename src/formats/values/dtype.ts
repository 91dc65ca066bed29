import { oneLine } from '../../facts/visibleText';
import { ComplexValuesError, MeaninglessAsError, TextValuesError, UnsupportedDtypeError } from '../errors';

/** The element type of an array. Complex numbers and texts are recognised so that they can be shown; as values of a layer they are refused. */
export interface Dtype {
  /** `unicode`: texts of four bytes a character; `bytes`: of one. */
  kind: 'float' | 'int' | 'uint' | 'bool' | 'bfloat16' | 'complex' | 'unicode' | 'bytes';
  /** Bytes an element. */
  itemsize: number;
  littleEndian: boolean;
  /** numpy's description, with its byte order made explicit: `<f4`, `|u1`. What is read as bfloat16 keeps the description that it has. */
  descr: string;
  /** Set where not the elements are read but what becomes of them as floats of that width: 1 for each whole number that is rounded, 0 for others. */
  roundedTo?: 'f8' | 'f4' | undefined;
}

const kinds: Record<string, Dtype['kind']> = { f: 'float', i: 'int', u: 'uint', b: 'bool', c: 'complex' };
const itemsizes: Record<string, number[]> = { f: [2, 4, 8], i: [1, 2, 4, 8], u: [1, 2, 4, 8], b: [1], c: [8, 16] };

/**
 * What numpy's other spellings stand for, as np.dtype() of 64-bit Linux and macOS takes them, where a long has 8 bytes: the letters of C types,
 * which may follow a byte order, and names, which may not.
 */
const letters: Record<string, string> = {
  '?': 'b1',
  ...{ b: 'i1', h: 'i2', i: 'i4', l: 'i8', q: 'i8', p: 'i8', n: 'i8' },
  ...{ B: 'u1', H: 'u2', I: 'u4', L: 'u8', Q: 'u8', P: 'u8', N: 'u8' },
  ...{ e: 'f2', f: 'f4', d: 'f8', g: 'f16', F: 'c8', D: 'c16', G: 'c32', c: 'S1' },
};
const names: Record<string, string> = {
  ...{ bool: 'b1', bool_: 'b1' },
  ...{ int8: 'i1', int16: 'i2', int32: 'i4', int64: 'i8', uint8: 'u1', uint16: 'u2', uint32: 'u4', uint64: 'u8' },
  ...{ byte: 'i1', short: 'i2', intc: 'i4', int_: 'i8', int: 'i8', long: 'i8', longlong: 'i8', intp: 'i8' },
  ...{ ubyte: 'u1', ushort: 'u2', uintc: 'u4', uint: 'u8', ulong: 'u8', ulonglong: 'u8', uintp: 'u8' },
  ...{ float16: 'f2', float32: 'f4', float64: 'f8', half: 'f2', single: 'f4', double: 'f8', float: 'f8' },
  ...{ complex64: 'c8', complex128: 'c16', csingle: 'c8', cdouble: 'c16', complex: 'c16' },
  ...{ float128: 'f16', longdouble: 'f16', complex256: 'c32', clongdouble: 'c32', object: 'O' },
};

/** Why other kinds of numpy elements are refused, and what to save in their place. */
const refusals: Record<string, string> = {
  O: 'Python objects, which are stored as a pickle and never opened; save a numeric array instead, for example x.astype(np.float32)',
  U: 'texts of no length; save it again with numpy.save',
  S: 'texts of no length; save it again with numpy.save',
  M: 'dates (datetime64), not activations; save x.astype(np.float64) if the numbers are meant',
  m: 'time spans (timedelta64), not activations; save x.astype(np.float64) if the numbers are meant',
  V: 'raw bytes without a known meaning; save the numbers as float32',
};

/** What can be bfloat16: numbers of two bytes that say no other fraction, and bytes that say nothing. */
const twoBytes = ['i2', 'u2', 'V2'];

/**
 * The element type that a header's `descr` names, in any of numpy's spellings of plain types (`<f4`, `d`, `float32`). `bfloat16`, which numpy itself
 * does not take, is what ml_dtypes and others write into headers by hand.
 * @param name the file as people know it, for the message.
 * @param as 'bfloat16' takes elements of two bytes (`<i2`, `<u2`, and `|V2`, as ml_dtypes writes them) for bfloat16.
 * @throws UnsupportedDtypeError for everything but f2 f4 f8, i1 to i8, u1 to u8, bool, c8, c16 and texts; MeaninglessAsError for a type that cannot be
 * what it is to be read as.
 */
export function parseDtype(descr: string, name: string, as?: 'bfloat16'): Dtype {
  if (descr === 'bfloat16') return { kind: 'bfloat16', itemsize: 2, littleEndian: true, descr };
  const [, order, spelling] = /^([<>=|]?)(.*)$/s.exec(descr) as unknown as [string, string, string];
  const plain = (order === '' ? own(names, spelling) : undefined) ?? own(letters, spelling) ?? spelling;
  // Dates and time spans alone have a unit behind their width.
  const match = /^([mM])(8?)\[.*\]$/.exec(plain) ?? /^([a-zA-Z])(\d*)$/.exec(plain);
  if (!match)
    throw new UnsupportedDtypeError(
      `${name} has a dtype that numpy does not know (${quote(descr)}); save it as float32.`,
    );
  const [, letter, digits] = match as unknown as [string, string, string];
  const code = letter === 'a' ? 'S' : letter;
  const itemsize = Number(digits);
  // Raw bytes have no order, whatever mark is there.
  const littleEndian = order !== '>' || code === 'V';
  if (as === 'bfloat16') {
    if (twoBytes.includes(`${code}${itemsize}`)) return { kind: 'bfloat16', itemsize, littleEndian, descr };
    throw new MeaninglessAsError(name, quote(descr));
  }
  if (code === 'V' && itemsize === 2) {
    const offer = 'if it is bfloat16, choose it when asked (--as bfloat16)';
    throw new UnsupportedDtypeError(
      `${name} holds two-byte elements without a known meaning (dtype ${descr}); ${offer}.`,
    );
  }
  const kind = kinds[code];
  if (kind && itemsizes[code]!.includes(itemsize)) {
    const mark = itemsize === 1 ? '|' : littleEndian ? '<' : '>';
    return { kind, itemsize, littleEndian, descr: `${mark}${code}${itemsize}` };
  }
  if (code === 'U' && itemsize > 0) {
    return { kind: 'unicode', itemsize: 4 * itemsize, littleEndian, descr: `${littleEndian ? '<' : '>'}U${itemsize}` };
  }
  if (code === 'S' && itemsize > 0) return { kind: 'bytes', itemsize, littleEndian, descr: `|S${itemsize}` };
  const refusal = kind
    ? `${kind === 'float' ? 'floats' : 'numbers'} of ${itemsize} bytes, a width that is not read; save x.astype(np.float64)`
    : (refusals[code] ?? 'elements of an unknown kind; save the numbers as float32');
  throw new UnsupportedDtypeError(`${name} holds ${refusal} (dtype ${quote(descr)}).`);
}

/** Whether elements are texts. */
export function isText({ kind }: Dtype): boolean {
  return kind === 'unicode' || kind === 'bytes';
}

/** Whether elements are real numbers, truth values included: neither complex nor texts. */
export function isReal(dtype: Dtype): boolean {
  return dtype.kind !== 'complex' && !isText(dtype);
}

/** @throws ComplexValuesError or TextValuesError for elements that are no real numbers. */
export function requireReal({ kind, descr }: Dtype, name: string): void {
  if (kind === 'complex') throw new ComplexValuesError(name, descr);
  if (kind === 'unicode' || kind === 'bytes') throw new TextValuesError(name, descr);
}

function own(table: Record<string, string>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** A description short enough for a sentence, and on its line. */
function quote(descr: string): string {
  const plain = oneLine(descr);
  return plain.length > 40 ? `${plain.slice(0, 40)}...` : plain;
}
