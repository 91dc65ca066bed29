import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFortranOrder } from '../formats/derived/arrays';
import { npyWithHeader } from '../formats/sources';
import { zipArchive } from '../zipArchive';

interface Form {
  /** As the header has it: `bfloat16` in plain words, which np.load refuses, or two bytes. */
  descr?: string;
  fortranOrder?: boolean;
  /** A member `layer` of an archive. */
  archived?: boolean;
}

/** Writes the upper halves of float32 values, given in C order, as an array of any number of axes; yields its path. */
export async function saveBfloat16(
  folder: string,
  name: string,
  values: Float64Array,
  shape: number[],
  { descr = 'bfloat16', fortranOrder = false, archived = false }: Form = {},
): Promise<string> {
  const stored = fortranOrder ? inFortranOrder(values, shape) : values;
  const bits = new Uint8Array(2 * values.length);
  const view = new DataView(bits.buffer);
  new Uint32Array(Float32Array.from(stored).buffer).forEach((word, at) => view.setUint16(2 * at, word >>> 16, true));
  const order = fortranOrder ? 'True' : 'False';
  const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': (${shape.join(', ')},), }\n`;
  const bytes = npyWithHeader(header, bits);
  const path = join(folder, `${name}.np${archived ? 'z' : 'y'}`);
  writeFileSync(path, archived ? await zipArchive({ 'layer.npy': bytes }, 6) : bytes);
  return path;
}
