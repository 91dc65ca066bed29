/** The middle one of three numbers: where differences may begin from so that neither a common offset nor one value far from all others costs digits. NaN if one is. */
export function middle(x: number, y: number, z: number): number {
  return Math.max(Math.min(x, y), Math.min(Math.max(x, y), z));
}
