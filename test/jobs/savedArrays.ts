import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Matrix } from '../../src/linalg/matrix';
import { npyWithHeader } from '../formats/sources';
import { zipArchive } from '../zipArchive';

/** How an array lies in its file. */
export interface Form {
  /** numpy's dtype, `<f8` when absent. */
  descr?: '<f8' | '>f8' | '<f4' | '>f4' | '<f2' | '>f2' | '<i2';
  fortranOrder?: boolean;
  /** Saved as neurons x samples. */
  transposed?: boolean;
  /** Inside a .npz: as it is, or deflated. */
  archive?: 'stored' | 'deflated';
}

const setters = {
  f8: (view: DataView, at: number, value: number, little: boolean) => view.setFloat64(at, value, little),
  f4: (view: DataView, at: number, value: number, little: boolean) => view.setFloat32(at, value, little),
  f2: (view: DataView, at: number, value: number, little: boolean) => view.setUint16(at, halfBits(value), little),
  i2: (view: DataView, at: number, value: number, little: boolean) => view.setInt16(at, value, little),
};

/** The bytes of a .npy file of X (samples x neurons). */
export function npyBytes(
  X: Matrix,
  { descr = '<f8', fortranOrder = false, transposed = false }: Form = {},
): Uint8Array {
  const type = descr.slice(1) as keyof typeof setters;
  const size = Number(descr[2]);
  const [rows, columns] = transposed ? [X.columns, X.rows] : [X.rows, X.columns];
  // Neuron by neuron in the file: Fortran order, or C order of neurons x samples; both together are sample by sample again.
  const byNeuron = fortranOrder !== transposed;
  const data = new Uint8Array(X.data.length * size);
  const view = new DataView(data.buffer);
  X.data.forEach((value, at) => {
    const [i, j] = [Math.floor(at / X.columns), at % X.columns];
    setters[type](view, size * (byNeuron ? j * X.rows + i : at), value, descr[0] === '<');
  });
  const fortran = fortranOrder ? 'True' : 'False';
  return npyWithHeader(`{'descr': '${descr}', 'fortran_order': ${fortran}, 'shape': (${rows}, ${columns}), }\n`, data);
}

/** Writes X (samples x neurons) into a folder in some form and yields the path. */
export async function saveArray(folder: string, name: string, X: Matrix, form: Form = {}): Promise<string> {
  const bytes = npyBytes(X, form);
  const path = join(folder, `${name}.${form.archive ? 'npz' : 'npy'}`);
  writeFileSync(path, form.archive ? await archived(bytes, form.archive === 'stored' ? 0 : 6) : bytes);
  return path;
}

/** A zip archive with one member, layer.npy; level 0 stores it. */
export function archived(bytes: Uint8Array, level: number): Promise<Uint8Array> {
  return zipArchive({ 'layer.npy': bytes }, level);
}

/** Rounds to 11 bits, as a float16 near 1 holds them. */
export function toHalf(value: number): number {
  if (value === 0) return 0;
  const unit = 2 ** (Math.max(-14, Math.floor(Math.log2(Math.abs(value)))) - 10);
  return Math.round(value / unit) * unit;
}

function halfBits(value: number): number {
  const magnitude = Math.abs(value);
  const sign = value < 0 ? 0x8000 : 0;
  if (magnitude < 2 ** -14) return sign | (magnitude * 2 ** 24);
  const exponent = Math.floor(Math.log2(magnitude));
  return sign | ((exponent + 15) << 10) | (magnitude * 2 ** (10 - exponent) - 1024);
}
