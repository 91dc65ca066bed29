import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inFortranOrder } from '../formats/derived/arrays';
import { npyFile } from '../formats/sources';

interface AxesForm {
  dtype?: 'f8' | 'f4';
  fortranOrder?: boolean;
}

/** The bytes of a .npy file of any number of axes, of values in C order. */
export function axesBytes(
  values: Float64Array,
  shape: number[],
  { dtype = 'f8', fortranOrder = false }: AxesForm = {},
): Uint8Array {
  return npyFile(fortranOrder ? inFortranOrder(values, shape) : values, shape, dtype, fortranOrder);
}

/** Writes an array of any number of axes, given in C order, and yields the path. */
export function saveAxes(
  folder: string,
  name: string,
  values: Float64Array,
  shape: number[],
  form: AxesForm = {},
): string {
  const path = join(folder, `${name}.npy`);
  writeFileSync(path, axesBytes(values, shape, form));
  return path;
}
