import type { Hdf5Type } from './library';

/** How numpy would describe elements; `texts`: of any length; or why they are not read, as a sentence goes on behind the name of their dataset. */
type Described = { descr: string } | { texts: true } | { refusal: string };

const elsewhere: Partial<Record<Hdf5Type['kind'], string>> = {
  time: 'dates',
  compound: 'records of several fields (a compound type)',
  reference: 'references to other objects of the file, as cells and structs of MATLAB are',
  variable: 'lists of various lengths (a variable-length type)',
  array: 'arrays in place of elements (an array type)',
};

const otherForm =
  'holds numbers that do not fill their elements, or floats of a form of their own, which is not read; save the numbers as float32';
const untoldForm =
  'has a type whose description does not lie beside it in the file, which is not read; save the numbers as float32';

/**
 * What an element type is in numpy's terms: `<f4`, `>i8`, `|b1` for an enumeration of FALSE and TRUE (h5py's truth values), the numbers of any other
 * enumeration, `|S3` for texts of one length, `|V2` for bytes without a meaning.
 */
export function describedType(type: Hdf5Type): Described {
  const { kind, size, littleEndian, signed, form, truth, anyLength, names, fields } = type;
  const order = size === 1 ? '|' : littleEndian ? '<' : '>';
  const numbers = ['integer', 'bitfield', 'enumeration', 'float'].includes(kind);
  if (numbers && form === 'other') return { refusal: otherForm };
  if (numbers && form === 'untold') return { refusal: untoldForm };
  switch (kind) {
    case 'integer':
      return { descr: `${order}${signed ? 'i' : 'u'}${size}` };
    case 'bitfield':
      return { descr: `${order}u${size}` };
    case 'enumeration':
      return { descr: truth ? '|b1' : `${order}${signed ? 'i' : 'u'}${size}` };
    case 'float':
      return { descr: form === 'bfloat16' ? form : `${order}f${size}` };
    case 'complex':
      return { descr: `${order}c${size}` };
    case 'string':
      return anyLength ? { texts: true } : { descr: `|S${size}` };
    case 'opaque':
      return { descr: `|V${size}` };
    case 'compound': {
      // What h5py makes of complex numbers.
      const [re, im] = fields;
      const complex = names.join() === 'r,i' && re?.kind === 'float' && im?.kind === 'float' && re.size === im.size;
      if (complex && size === 2 * re.size) return { descr: `${re.littleEndian ? '<' : '>'}c${size}` };
    }
  }
  const held = elsewhere[kind] ?? 'elements of a kind that is not known';
  const advice =
    kind === 'compound' ? `save one field, for example x["${names[0] ?? 'field'}"]` : 'save the numbers as float32';
  return { refusal: `holds ${held}, not plain numbers, and cannot be compared; ${advice}` };
}
