import { UnsupportedDtypeError } from './errors';

export { decode } from './decode';

/** The element type of an array. Complex is recognised so that a header can be shown; its values are refused. */
export interface Dtype {
  kind: 'float' | 'int' | 'uint' | 'bool' | 'bfloat16' | 'complex';
  /** Bytes an element. */
  itemsize: number;
  littleEndian: boolean;
  /** numpy's description, with its byte order made explicit: `<f4`, `|u1`. For bfloat16 it stays `|V2`. */
  descr: string;
}

const kinds: Record<string, Dtype['kind']> = { f: 'float', i: 'int', u: 'uint', b: 'bool', c: 'complex' };
const itemsizes: Record<string, number[]> = { f: [2, 4, 8], i: [1, 2, 4, 8], u: [1, 2, 4, 8], b: [1], c: [8, 16] };

/** Why other kinds of numpy elements are refused, and what to save in their place. */
const refusals: Record<string, string> = {
  O: 'Python objects, which are stored as a pickle and never opened; save a numeric array instead, for example x.astype(np.float32)',
  U: 'unicode strings, not numbers; save the numbers themselves',
  S: 'byte strings, not numbers; save the numbers themselves',
  a: 'byte strings, not numbers; save the numbers themselves',
  M: 'dates (datetime64), not activations; save x.astype(np.float64) if the numbers are meant',
  m: 'time spans (timedelta64), not activations; save x.astype(np.float64) if the numbers are meant',
  V: 'raw bytes without a known meaning; save the numbers as float32',
};

/**
 * The element type that a header's `descr` names.
 * @param name the file as people know it, for the message.
 * @param as 'bfloat16' takes two-byte void elements (`|V2`, as ml_dtypes writes them) for bfloat16; other types are not touched by it.
 * @throws UnsupportedDtypeError for everything but f2 f4 f8, i1 to i8, u1 to u8, bool, c8 and c16.
 */
export function parseDtype(descr: string, name: string, as?: 'bfloat16'): Dtype {
  const match = /^([<>=|]?)([a-zA-Z?])(\d*)(\[.*\])?$/.exec(descr);
  if (!match)
    throw new UnsupportedDtypeError(
      `${name} has a dtype that numpy does not know (${quote(descr)}); save it as float32.`,
    );
  const [, order, letter, digits] = match as unknown as [string, string, string, string];
  const code = letter === '?' ? 'b' : letter;
  const itemsize = letter === '?' ? 1 : Number(digits);
  const littleEndian = order !== '>';
  if (code === 'V' && itemsize === 2) {
    if (as === 'bfloat16') return { kind: 'bfloat16', itemsize, littleEndian, descr };
    const offer = 'if it is bfloat16, say so with --as bfloat16 or choose it when asked';
    throw new UnsupportedDtypeError(
      `${name} holds two-byte elements without a known meaning (dtype ${descr}); ${offer}.`,
    );
  }
  const kind = kinds[code];
  if (kind && itemsizes[code]!.includes(itemsize)) {
    const mark = itemsize === 1 ? '|' : littleEndian ? '<' : '>';
    return { kind, itemsize, littleEndian, descr: `${mark}${code}${itemsize}` };
  }
  const refusal = kind
    ? `${kind === 'float' ? 'floats' : 'numbers'} of ${itemsize} bytes, a width that is not read; save x.astype(np.float64)`
    : (refusals[code] ?? 'elements of an unknown kind; save the numbers as float32');
  throw new UnsupportedDtypeError(`${name} holds ${refusal} (dtype ${quote(descr)}).`);
}

/** A description short enough for a sentence. */
function quote(descr: string): string {
  return descr.length > 40 ? `${descr.slice(0, 40)}...` : descr;
}
