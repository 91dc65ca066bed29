/** The row, from 0 to `every` - 1, that a seed draws to begin sub-sampling with: one step of splitmix32; row 0 without a seed. */
export function firstRow(every: number, seed: number | undefined): number {
  if (seed === undefined) return 0;
  let mixed = (seed + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  mixed = (mixed ^ (mixed >>> 15)) >>> 0;
  return Math.floor((mixed / 2 ** 32) * every);
}
