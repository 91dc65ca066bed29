/** How numbers lie in the bytes of their elements: as those of numpy do, as bfloat16, in another way, or not told. */
export type NumberForm = 'usual' | 'bfloat16' | 'other' | 'untold';

/** Classes of types: whole numbers, floats, bits and enumerations, which say of which whole numbers they are. */
const [integer, float, bits, enumeration] = [0, 1, 4, 8];
/** Bytes before what is particular to a class. */
const head = 8;

/**
 * Floats as IEEE 754 has them, and bfloat16, by what a description says of them: the place of the lowest bit, bits, the place of the exponent and its bits, the
 * place of the mantissa and its bits, the bias, the place of the sign, and that the first bit of the mantissa is not stored (2).
 */
const floats: Readonly<Record<string, NumberForm>> = {
  '0 16 10 5 0 10 15 15 2': 'usual',
  '0 32 23 8 0 23 127 31 2': 'usual',
  '0 64 52 11 0 52 1023 63 2': 'usual',
  '0 16 7 8 0 7 127 15 2': 'bfloat16',
};

/** How numbers lie in their elements, by the description of their type (HDF5 File Format Specification, IV.A.2.d). */
export function numberForm(description: Uint8Array | undefined): NumberForm {
  if (!description || description.length < head + 4) return 'untold';
  const view = new DataView(description.buffer, description.byteOffset, description.byteLength);
  const kind = description[0]! & 0x0f;
  if (kind === enumeration) return numberForm(description.subarray(head));
  const size = view.getUint32(4, true);
  const [offset, precision] = [view.getUint16(head, true), view.getUint16(head + 2, true)];
  if (kind === integer || kind === bits) return offset === 0 && precision === 8 * size ? 'usual' : 'other';
  if (kind !== float || description.length < head + 12) return 'untold';
  const [exponentAt, exponent, mantissaAt, mantissa] = description.subarray(head + 4, head + 8);
  const [bias, sign, normal] = [view.getUint32(head + 8, true), description[2], (description[1]! >> 4) & 3];
  const said = [offset, precision, exponentAt, exponent, mantissaAt, mantissa, bias, sign, normal].join(' ');
  return (precision === 8 * size && floats[said]) || 'other';
}
