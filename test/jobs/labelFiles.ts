import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npyWithHeader } from '../formats/sources';

/** Writes an int64 vector, as labels are saved by numpy, and yields its path. */
export function saveLabels(folder: string, name: string, labels: readonly number[]): string {
  const data = new Uint8Array(8 * labels.length);
  const view = new DataView(data.buffer);
  labels.forEach((label, i) => view.setBigInt64(8 * i, BigInt(label), true));
  return save(folder, name, `(${labels.length},)`, '<i8', data);
}

/** Writes a uint8 matrix row by row and yields its path. */
export function saveBytes(folder: string, name: string, rows: readonly (readonly number[])[]): string {
  const shape = `(${rows.length}, ${rows[0]?.length ?? 0})`;
  return save(folder, name, shape, '|u1', Uint8Array.from(rows.flat()));
}

/** Writes a uint8 vector and yields its path. */
export function saveByteVector(folder: string, name: string, labels: readonly number[]): string {
  return save(folder, name, `(${labels.length},)`, '|u1', Uint8Array.from(labels));
}

function save(folder: string, name: string, shape: string, descr: string, data: Uint8Array): string {
  const path = join(folder, `${name}.npy`);
  writeFileSync(path, npyWithHeader(`{'descr': '${descr}', 'fortran_order': False, 'shape': ${shape}, }\n`, data));
  return path;
}
