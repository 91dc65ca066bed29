import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npyWithHeader } from '../formats/sources';

/** The bytes of a .npy vector of texts (`column`: of shape n x 1): of four bytes a character in either order, or UTF-8. */
export function textBytes(texts: readonly string[], type: '<U' | '>U' | '|S' = '<U', column = false): Uint8Array {
  const encoded = texts.map((text) => {
    if (type === '|S') return new TextEncoder().encode(text);
    const points = Array.from(text, (character) => character.codePointAt(0)!);
    const view = new DataView(new ArrayBuffer(4 * points.length));
    points.forEach((point, at) => view.setUint32(4 * at, point, type === '<U'));
    return new Uint8Array(view.buffer);
  });
  const itemsize = Math.max(...encoded.map(({ length }) => length));
  const data = new Uint8Array(itemsize * texts.length);
  encoded.forEach((bytes, at) => data.set(bytes, at * itemsize));
  const size = type === '|S' ? itemsize : itemsize / 4;
  const shape = column ? `(${texts.length}, 1)` : `(${texts.length},)`;
  return npyWithHeader(`{'descr': '${type}${size}', 'fortran_order': False, 'shape': ${shape}, }\n`, data);
}

/** Writes such a vector; yields its path. */
export function saveTexts(
  folder: string,
  name: string,
  texts: readonly string[],
  ...form: [('<U' | '>U' | '|S')?, boolean?]
): string {
  const path = join(folder, `${name}.npy`);
  writeFileSync(path, textBytes(texts, ...form));
  return path;
}
