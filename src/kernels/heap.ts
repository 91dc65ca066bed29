/** Address of the first byte that no static data uses: from there on the memory belongs to the caller. A multiple of 16. */
export function heapBase(): usize {
  return (__heap_base + 15) & ~15;
}
