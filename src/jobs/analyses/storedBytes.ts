/** Bytes of an array's elements in its file. `dtype`: numpy's description, which ends with the bytes of an element. */
export function storedBytes({ shape, dtype }: { shape: readonly number[]; dtype: string }): number {
  const itemsize = Number(/\d+$/.exec(dtype)?.[0] ?? 1);
  return shape.reduce((product, length) => product * length, itemsize);
}
