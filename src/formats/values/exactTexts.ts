import { isText, type Dtype } from './dtype';
import { decode } from './decode';
import { textsOf } from './textsOf';

/**
 * Every element as the shortest text that says it exactly, as Python writes it: integers of 64 bits in all digits, floats in the fewest digits that
 * give them back, complex numbers as `re+imj`, `True` and `False`, `nan`, `inf`; texts as they are.
 */
export function exactTexts(bytes: Uint8Array, dtype: Dtype): string[] {
  const { kind, itemsize, littleEndian } = dtype;
  const count = Math.floor(bytes.length / itemsize);
  if (kind === 'complex') {
    const half: Dtype = { kind: 'float', itemsize: itemsize / 2, littleEndian, descr: '' };
    const parts = exactTexts(bytes, half);
    return Array.from({ length: count }, (_, i) => complexText(parts[2 * i]!, parts[2 * i + 1]!));
  }
  if (isText(dtype)) return textsOf(bytes, dtype);
  if (itemsize === 8 && kind !== 'float') {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const read = kind === 'int' ? view.getBigInt64.bind(view) : view.getBigUint64.bind(view);
    return Array.from({ length: count }, (_, i) => String(read(8 * i, littleEndian)));
  }
  const values = new Float64Array(count);
  decode(bytes, dtype, values, 0);
  if (kind === 'bool') return Array.from(values, (value) => (value === 0 ? 'False' : 'True'));
  const digits = precisions[kind === 'bfloat16' ? 'bfloat16' : `${kind}${itemsize}`];
  return Array.from(values, (value) => floatText(value, digits));
}

/** Bits behind the point, and the exponent below which numbers come closer together no more. */
interface Precision {
  bits: number;
  least: number;
}

/** Of floats that are narrower than the doubles they are decoded to; other numbers are doubles or whole. */
const precisions: Record<string, Precision | undefined> = {
  float2: { bits: 10, least: -14 },
  bfloat16: { bits: 7, least: -126 },
  float4: { bits: 23, least: -126 },
};

function complexText(real: string, imaginary: string): string {
  return `${real}${imaginary.startsWith('-') ? '' : '+'}${imaginary}j`;
}

function floatText(value: number, precision: Precision | undefined): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  if (!precision) return String(value);
  const size = Math.abs(value);
  const exponent = Math.max(precision.least, Math.floor(Math.log2(size)));
  const spacing = 2 ** (exponent - precision.bits);
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(size.toPrecision(digits));
    // Below a power of two the neighbours are twice as near.
    const reach = short < size && size === 2 ** exponent ? spacing / 4 : spacing / 2;
    if (Math.abs(short - size) < reach) return String(value < 0 ? -short : short);
  }
  return String(value);
}
